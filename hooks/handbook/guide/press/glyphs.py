"""Tells which characters no font of the guides has, before anything is printed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from unicodedata import category

from handbook.guide.press.fonts import families
from handbook.guide.press.press import Press
from handbook.guide.source.code import array, string
from handbook.guide.source.parts import Line, Part, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMON = "\u0530"
"""Before it, Latin, Greek and Cyrillic, which the fonts that come along have."""
SERIF, MONO = ("Libertinus Serif", "New Computer Modern"), ("DejaVu Sans Mono",)


def unprinted(characters: Iterable[str], fonts: tuple[Path, ...]) -> frozenset[str]:
    """Returns the characters for which a guide with these folders of fonts has a mark only."""
    rare = sorted({one for one in characters if one >= COMMON and category(one)[0] not in "CMZ"})
    if not rare:
        return frozenset()
    faces = array(map(string, (*SERIF, *families(fonts), *MONO)))
    code = f'#set document(title: "Signs")\n#set text(font: {faces})\n' + "\n".join(f"#{string(one)};" for one in rare)
    with TemporaryDirectory(prefix="signs-") as folder:
        press = Press(Path(folder), datetime(2000, 1, 1, tzinfo=UTC), fonts)
        press.lay_out(Source({"names.typ": "", "guide.json": ""}, {}, ()))
        press.compiled(Part((Line(code),)))
    return frozenset(press.missing)
