"""Compiles a guide's source to PDF, and says which question is to blame where that fails."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handbook.guide.book import MAIN
from handbook.guide.errors import GuideError, TypesettingError
from handbook.guide.packing import pack

if TYPE_CHECKING:
    from datetime import date

    from typst import PDFStandard

    from handbook.guide.book import Source

STANDARDS: list[PDFStandard] = ["ua-1", "a-2a"]
"""PDF/UA-1, which screen readers rely on, and PDF/A-2a, which archives ask for."""
MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
PLACE = re.compile(r"\bguide\.typ:(\d+):")


def compile_pdf(source: Source, edition: date | None, fonts: Path | None = None) -> bytes:
    """Returns the guide as PDF; the same source and fonts make the same bytes."""
    import typst  # noqa: PLC0415  a large library that only a guide needs

    with TemporaryDirectory(prefix="guide-") as folder:
        root = Path(folder)
        _lay_out(source, root)
        day = edition or datetime(2000, 1, 1, tzinfo=UTC).date()
        try:
            pdf = typst.compile(
                str(root / MAIN), root=folder, font_paths=[str(fonts)] if fonts else [], ignore_system_fonts=True,
                pdf_standards=STANDARDS, timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
            )  # fmt: skip
        except typst.TypstError as error:
            raise _blamed(source, error.diagnostic) from None
    return pack(bytes(pdf))


def _lay_out(source: Source, root: Path) -> None:
    for name, text in source.files.items():
        (root / name).write_text(text, "utf-8")
    for name, file in source.figures.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, root / name)


def _blamed(source: Source, diagnostic: str) -> GuideError:
    """Returns in one line what Typst says in many: which question is to blame, for what, and what helps."""
    if characters := list(dict.fromkeys("".join(MISSING.findall(diagnostic)))):
        lines = [at for at, line in enumerate(source.files[MAIN].split("\n"), 1) if any(_holds(line, one) for one in characters)]
        shown = ", ".join(f"{one} (U+{ord(one):04X})" for one in characters[:5])
        return GuideError(f"{_named(source, lines)}: no font has {shown}; name a folder with a font that does, with --fonts DIR")
    lines = [int(line) for line in PLACE.findall(diagnostic)]
    said = diagnostic.removeprefix("error: ").partition("\n")[0]
    return TypesettingError(f"{_named(source, lines)}: this cannot be set ({said}); mend it, or report this")


def _holds(line: str, character: str) -> bool:
    """Tells whether a line of the source has a character, as itself or as formulas write it."""
    return character in line or f"\\u{{{ord(character):x}}}" in line


def _named(source: Source, lines: list[int]) -> str:
    """Returns the files of the questions on some lines of the source: the first, and how many more there are."""
    questions = [source.lines[line] for line in lines if line in source.lines]
    files = list(dict.fromkeys(f"data/{question.topic}/{question.id}.yml" for question in questions)) or ["the guide"]
    return files[0] + (f" (and {len(files) - 1} more, such as {files[1]})" if len(files) > 1 else "")
