"""Compiles a guide's source to PDF, and says which question is to blame where that fails."""

from __future__ import annotations

import re
import shutil
from bisect import bisect_right
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
PLACE = re.compile(r"─ guide\.typ:(\d+):")


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
            raise _blamed(source, error.diagnostic.replace(f"{root}/", "")) from None
    return pack(bytes(pdf))


def _lay_out(source: Source, root: Path) -> None:
    for name, text in source.files.items():
        (root / name).write_text(text, "utf-8")
    for name, file in source.figures.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, root / name)


def _blamed(source: Source, diagnostic: str) -> GuideError:
    """Returns in one line what Typst says in many: which question is to blame, for what, and what helps."""
    messages = re.split(r"^error: ", diagnostic, flags=re.MULTILINE)[1:]
    missing = [message for message in messages if MISSING.search(message)]
    names = list(dict.fromkeys(_path(source, message) for message in missing or messages)) or ["the guide"]
    more = f" (and {len(names) - 1} more files, such as {names[1]})" if len(names) > 1 else ""
    if not missing:
        said = messages[0].partition("\n")[0] if messages else "Typst does not say why"
        return TypesettingError(f"{names[0]}{more}: this cannot be set ({said}); mend it, or report this")
    characters = dict.fromkeys(match[1] for message in missing if (match := MISSING.search(message)))
    shown = ", ".join(f"{text} ({' '.join(f'U+{ord(one):04X}' for one in text)})" for text in [*characters][:5])
    return GuideError(f"{names[0]}{more}: no font has {shown}; name a folder with a font that does, with --fonts DIR")


def _path(source: Source, message: str) -> str:
    place = PLACE.search(message)
    starts = sorted(source.lines)
    at = bisect_right(starts, int(place[1])) if place else 0
    if not at:
        return "the guide"
    question = source.lines[starts[at - 1]]
    return f"data/{question.topic}/{question.id}.yml"
