"""Lets text that is read from right to left stand so, block by block."""

from __future__ import annotations

import re

from handbook.records.characters import RIGHT_TO_LEFT

BLOCK = re.compile(r"<(p|li|ul|ol|td|th|h[4-6]|blockquote|dt|dd|summary)(?=[ >])")


def directed(html: str) -> str:
    """Returns HTML whose blocks take their direction from their own words, if any of them is read from right to left."""
    return BLOCK.sub(r'<\1 dir="auto"', html) if RIGHT_TO_LEFT.search(html) else html
