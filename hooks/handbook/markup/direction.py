"""Lets text that is read from right to left stand so, block by block."""

from __future__ import annotations

import re

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
BLOCK = re.compile(r"<(p|li|ul|ol|td|th|h[4-6]|blockquote)(?=[ >])")


def directed(html: str) -> str:
    """Returns HTML whose blocks take their direction from their own words, if any of them is read from right to left."""
    return BLOCK.sub(r'<\1 dir="auto"', html) if RIGHT_TO_LEFT.search(html) else html
