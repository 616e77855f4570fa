"""Cuts the fonts of the site from those of packages: run it when `fonts` asks for other characters, and commit what it writes."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from fontTools import subset

from handbook.site.look.fonts import FACES, FOLDER

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

    from handbook.site.look.fonts import Face


def cut(face: Face, target: Path) -> None:
    """Writes a face as a font for the web, with a name of its own."""
    options = subset.Options(flavor="woff2", hinting=False, layout_features=[*face.features], name_IDs=[0, 1, 2, 4, 6, 13, 14])
    options.drop_tables += [*face.drops]
    font = subset.load_font(source(face), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in face.ranges for code in range(low, high + 1)])
    subsetter.subset(font)
    _rename(font, face.family)
    subset.save_font(font, target, options)
    font.close()


def source(face: Face) -> Path:
    """Returns the font that a face is cut from."""
    package = find_spec(face.package)
    if package is None or package.origin is None:
        raise LookupError(f"the package {face.package.replace('_', '-')}, which carries a font of the site, is not installed")
    return Path(package.origin).parent / face.source


def _rename(font: TTFont, family: str) -> None:
    """Gives a font that was cut a name of its own, as the Open Font License asks for."""
    for record in font["name"].names:
        if record.nameID in (1, 4):
            record.string = family
        elif record.nameID == 6:
            record.string = family.replace(" ", "")


if __name__ == "__main__":
    for each in FACES:
        cut(each, FOLDER / each.file)
