"""Templates hold no words of their own: what readers see comes from the catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "hooks" / "handbook"
ROOMS = ("markup/templates", "site/templates", "site/theme", "guide/templates/epub")
TEMPLATES = [file for room in ROOMS for file in sorted((PACKAGE / room).rglob("*.*html"))]
CODE = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<(script|style)\b.*?</\1>", re.DOTALL)
ATTRIBUTES = 'role="dialog" aria-label=""'
"""What a template puts in the place of the theme's own."""
NAMES = re.compile(r"\b(?:aria-label|title|placeholder|alt)=\"([^\"]*)\"")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_template_has_no_words_of_its_own(file: Path) -> None:
    bare = CODE.sub("", file.read_text("utf-8")).replace(ATTRIBUTES, "")
    seen = [*re.split(r"<[^>]*>", bare), *NAMES.findall(bare)]

    assert [text.strip() for text in seen if re.search(r"[^\W\d_]", text)] == []
