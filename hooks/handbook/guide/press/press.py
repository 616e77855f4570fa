"""Typst with a folder for what it reads: compiles a part of a guide, and says which question is to blame where that fails."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from handbook.guide.errors import TypesettingError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

    from typst import PDFStandard

    from handbook.guide.source.parts import Part, Source
    from handbook.records.model import Question

STANDARDS: list[PDFStandard] = ["ua-1", "a-2a"]
"""PDF/UA-1, which screen readers rely on, and PDF/A-2a, which archives ask for."""
MAIN = "guide.typ"
MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
PLACE = re.compile(r"\bguide\.typ:(\d+):")
MARK = "\u25af"
"""Stands for a character that no font has."""
KEPT = 10
"""Documents for which Typst keeps what it knows of one before."""


@dataclass(slots=True)
class Press:
    """Typst with its folder."""

    folder: Path
    day: datetime
    fonts: tuple[Path, ...]
    missing: dict[str, str] = field(default_factory=dict)
    """The characters that no font has, each with the file of the first question that has it."""

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
        fonts = [*map(str, self.fonts)]
        while True:
            code = _marked(part.code, self.missing)
            (self.folder / MAIN).write_text(code, "utf-8")
            try:
                return typst.compile(
                    str(self.folder / MAIN), root=str(self.folder), font_paths=fonts,
                    ignore_system_fonts=True, pdf_standards=STANDARDS, timestamp=self.day,
                )  # fmt: skip
            except typst.TypstError as error:
                unknown = self._unknown(part, error.diagnostic)
                blamed = _blamed(part, error.diagnostic)
                if not unknown and not self._redrawn(blamed.questions or part.questions.values()):
                    raise blamed from None
                self.missing |= unknown
                self._mark_names()

    def _unknown(self, part: Part, diagnostic: str) -> dict[str, str]:
        """Returns the characters that no font has and that are not known to be such, each with a file that has it."""
        found = dict.fromkeys("".join(map(_unescaped, MISSING.findall(diagnostic))))
        shared = "".join(file.read_text("utf-8") for file in self._shared)
        new = (one for one in found if one not in self.missing and one != MARK)
        return {one: _first(part, one) for one in new if _holds(part.code, one) or _holds(shared, one)}

    def _redrawn(self, questions: Iterable[Question]) -> bool:
        """Makes pixels of the drawings of questions that cannot be set as they are; tells whether there were any."""
        from handbook.guide.press.pixels import draw_as_pixels, is_taken  # noqa: PLC0415  few guides need it

        fonts = [*map(str, self.fonts)]
        names = {f"figures/{question.topic}/{file}" for question in questions for file in question.drawings}
        wrong = [name for name in sorted(names) if name.endswith(".svg") and (self.folder / name).exists()]
        wrong = [name for name in wrong if not is_taken(self.folder, name, fonts, STANDARDS)]
        for name in wrong:
            draw_as_pixels(self.folder, name, fonts)
        return bool(wrong)

    @property
    def _shared(self) -> tuple[Path, Path]:
        """The files with words that all parts read: titles, and the facts of the guide."""
        return self.folder / "names.typ", self.folder / "guide.json"

    def _mark_names(self) -> None:
        """Marks characters in what all parts read too."""
        for file in self._shared:
            file.write_text(_marked(file.read_text("utf-8"), self.missing), "utf-8")

    def forget(self) -> None:
        """Lets Typst forget what it remembers of the parts that it compiled, by which it takes half of the memory."""
        import typst  # noqa: PLC0415

        for _ in range(KEPT + 1):
            typst.compile(b"", ignore_system_fonts=True)


def _marked(code: str, missing: dict[str, str]) -> str:
    """Returns source with a mark for each missing character: outside of texts there is none but those of Typst."""
    for one in missing:
        code = code.replace(f"\\u{{{ord(one):x}}}", f"\\u{{{ord(MARK):x}}}").replace(one, MARK)
    return code


def _unescaped(text: str) -> str:
    """Returns a text that Typst quotes in a message, without its escapes."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda found: chr(int(found[1], 16)), text)


def _first(part: Part, character: str) -> str:
    """Returns the file of the first question whose source has a character, as itself or as formulas write it."""
    for line in part.lines:
        if line.question and _holds(line.code, character):
            return file_of(line.question)
    return ""


def _holds(code: str, character: str) -> bool:
    return character in code or f"\\u{{{ord(character):x}}}" in code


def file_of(question: Question) -> str:
    """Returns the path of a question's file."""
    return f"data/{question.topic}/{question.id}.yml"


def _blamed(part: Part, diagnostic: str) -> TypesettingError:
    """Returns in one line what Typst says in many, with the questions that are to blame, if it can be told."""
    at = part.questions
    lines = [int(line) for line in PLACE.findall(diagnostic)]
    said = diagnostic.removeprefix("error: ").partition("\n")[0]
    return TypesettingError(said, tuple(dict.fromkeys(at[line] for line in lines if line in at)))
