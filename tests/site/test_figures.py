"""The figures of a page: their proportions, and their look in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.site.pages.figures import sized

if TYPE_CHECKING:
    from pathlib import Path

IMAGE = '<img src="site:figures/topic/a.svg" alt="A">'


@pytest.mark.parametrize(
    ("drawing", "size"),
    [
        ('<?xml version="1.0"?>\n<svg xmlns="x" width="9pt" viewBox="0 0 460.8 244.8">', 'width="461" height="245"'),
        ("<svg viewBox='-1,-2,30,0.2'/>", 'width="30" height="1"'),
        ('<svg width="9" height="9"/>', ""),
        ("no drawing", ""),
    ],
)
def test_figure_says_how_large_it_is(tmp_path: Path, drawing: str, size: str) -> None:
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic" / "a.svg").write_text(drawing, "utf-8")

    assert sized(IMAGE, tmp_path) == IMAGE.replace(' alt="A"', f'{f" {size}" if size else ""} alt="A"')


def test_figure_that_is_not_there_stays_as_it_is(tmp_path: Path) -> None:
    assert sized(IMAGE, tmp_path) == IMAGE
