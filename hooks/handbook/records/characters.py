"""Characters that a text may not hold, since it would not show what it does."""

from __future__ import annotations

import re

# Control characters, bidirectional formatting, invisible characters and tags.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\U000e0000-\U000e007f]"
)
HEAP = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{7,}")
"""More marks on one letter than any language has: they cover other lines."""
MARKS = "\u061c\u200e\u200f"
"""Marks of direction, which keep a full stop or a bracket in its place beside words read from right to left."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")


def forbidden(text: str) -> re.Match[str] | None:
    """Returns the first character that a text may not hold, but for marks of direction beside words read from right to left."""
    if not FORBIDDEN.search(text):
        return None
    directed = RIGHT_TO_LEFT.search(text.translate(dict.fromkeys(map(ord, MARKS)))) is not None
    return next((found for found in FORBIDDEN.finditer(text) if not (directed and found[0] in MARKS)), None)


def visible(text: str) -> str:
    """Returns a text whose characters all show: a terminal would act on some of the others, which a file's name may hold."""
    return FORBIDDEN.sub(lambda found: f"U+{ord(found[0]):04X}", text)
