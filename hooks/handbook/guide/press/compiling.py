"""Compiles a guide's source to PDF, and says which question is to blame where that fails."""

from __future__ import annotations

import gc
import io
import json
import re
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.guide.errors import GuideError, TypesettingError
from handbook.guide.press.packing import pack
from handbook.guide.press.runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from typst import PDFStandard

    from handbook.guide.book import Source
    from handbook.guide.source.parts import Part

STANDARDS: list[PDFStandard] = ["ua-1", "a-2a"]
"""PDF/UA-1, which screen readers rely on, and PDF/A-2a, which archives ask for."""
MAIN = "guide.typ"
MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
PLACE = re.compile(r"\bguide\.typ:(\d+):")
KEPT = 10
"""Documents for which Typst keeps what it knows of one before."""


def compile_pdf(source: Source, edition: date | None, fonts: Path | None = None) -> bytes:
    """Returns the guide as PDF; the same source and fonts make the same bytes."""
    with TemporaryDirectory(prefix="guide-") as folder, _without_cycles():
        day = edition or datetime(2000, 1, 1, tzinfo=UTC).date()
        press = Press(Path(folder), datetime(day.year, day.month, day.day, tzinfo=UTC), fonts)
        press.lay_out(source)
        if len(source.parts) > 1:
            return pack(Runs(press, source.parts).joined())
        pdf = press.compiled(source.parts[0])
        press.forget()
        return pack(pikepdf.open(io.BytesIO(pdf)))


@contextmanager
def _without_cycles() -> Iterator[None]:
    """Keeps Python from looking for cycles: a long guide is many small objects that are all in use."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Press:
    """Typst with a folder for what it reads."""

    folder: Path
    day: datetime
    fonts: Path | None

    def lay_out(self, source: Source) -> None:
        """Writes what all parts read."""
        for name, text in source.files.items():
            (self.folder / name).write_text(text, "utf-8")
        for name, file in source.figures.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, self.folder / name)

    def compiled(self, part: Part, run: dict[str, Any] | None = None) -> bytes:
        """Returns a part as PDF; `run` is what it knows of the others, if there are any."""
        import typst  # noqa: PLC0415  a large library that only a guide needs

        (self.folder / "run.json").write_text(json.dumps(run))
        (self.folder / MAIN).write_text(part.code, "utf-8")
        try:
            return typst.compile(
                str(self.folder / MAIN), root=str(self.folder), font_paths=[str(self.fonts)] if self.fonts else [],
                ignore_system_fonts=True, pdf_standards=STANDARDS, timestamp=self.day,
            )  # fmt: skip
        except typst.TypstError as error:
            raise _blamed(part, error.diagnostic) from None

    def forget(self) -> None:
        """Lets Typst forget what it remembers of the parts that it compiled, by which it takes half of the memory."""
        import typst  # noqa: PLC0415

        for _ in range(KEPT + 1):
            typst.compile(b"", ignore_system_fonts=True)


def _blamed(part: Part, diagnostic: str) -> GuideError:
    """Returns in one line what Typst says in many: which question is to blame, for what, and what helps."""
    if characters := list(dict.fromkeys("".join(MISSING.findall(diagnostic)))):
        lines = [at for at, line in enumerate(part.code.split("\n"), 1) if any(_holds(line, one) for one in characters)]
        shown = ", ".join(f"{one} (U+{ord(one):04X})" for one in characters[:5])
        return GuideError(f"{_named(part, lines)}: no font has {shown}; name a folder with a font that does, with --fonts DIR")
    lines = [int(line) for line in PLACE.findall(diagnostic)]
    said = diagnostic.removeprefix("error: ").partition("\n")[0]
    return TypesettingError(f"{_named(part, lines)}: this cannot be set ({said}); mend it, or report this")


def _holds(line: str, character: str) -> bool:
    """Tells whether a line of the source has a character, as itself or as formulas write it."""
    return character in line or f"\\u{{{ord(character):x}}}" in line


def _named(part: Part, lines: list[int]) -> str:
    """Returns the files of the questions on some lines of the source: the first, and how many more there are."""
    questions = part.questions
    found = [questions[line] for line in lines if line in questions]
    files = list(dict.fromkeys(f"data/{question.topic}/{question.id}.yml" for question in found)) or ["the guide"]
    return files[0] + (f" (and {len(files) - 1} more, such as {files[1]})" if len(files) > 1 else "")
