"""The fonts of the site are those that the style sheet promises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from handbook.labels.labels import labels
from handbook.records.settings import Options
from handbook.site.look.assets import assets
from handbook.site.look.cutting import cut, source
from handbook.site.look.fonts import FACES, FOLDER, Face, write_fonts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.name)
def test_font_has_the_characters_that_its_rule_names_and_none_of_the_reserved_names(face: Face) -> None:
    font, whole = TTFont(FOLDER / face.file), TTFont(source(face))

    named = {code for code in whole.getBestCmap() if any(low <= code <= high for low, high in face.ranges)}
    assert named
    assert named <= set(font.getBestCmap())
    assert font["name"].getDebugName(1) == face.family
    assert "Open Font License" in font["name"].getDebugName(13)


def test_fonts_are_cut_again_as_they_are_here(tmp_path: Path) -> None:
    face = min(FACES, key=lambda face: (FOLDER / face.file).stat().st_size)

    cut(face, tmp_path / face.file)

    assert TTFont(tmp_path / face.file).getBestCmap() == TTFont(FOLDER / face.file).getBestCmap()


def test_site_has_every_font_that_its_style_sheet_loads(tmp_path: Path) -> None:
    write_fonts(tmp_path)

    assert {file.name for file in tmp_path.iterdir()} == {face.file for face in FACES}
    style = assets(labels("en"), Options())["handbook.css"]
    assert all(f'url("{face.file}")' in style for face in FACES)
