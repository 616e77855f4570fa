"""Draws a text that is one paragraph of words, some of them bold, as three of four texts are: it takes no reader of Markdown."""

from __future__ import annotations

import re

from handbook.markup.inline.emphasis import BOLD

BETWEEN = r"[\w ,;?%'’“”()/–—-]++|:(?=\s)|\.(?=[\s)”]|\Z)|(?<=\d)\.(?=\d)"
"""Letters, digits and signs that mean nothing else where they stand: no dot of an address, no colon of an emoji."""
LINE = rf"(?![A-Za-z]{{1,4}}[.)]\s)(?=[^\W\d]|\*\*)(?:{BETWEEN}|{BOLD.pattern.replace('?P<words>', '')})++(?<! )"
"""It begins with a word, and with no letter that may count an item."""
PARAGRAPH = re.compile(rf"{LINE}(?:\n{LINE})*+\n*")


def paragraph(text: str) -> str | None:
    """Returns a paragraph of words as HTML, or None where a text may be more than that."""
    if "_" in text or not PARAGRAPH.fullmatch(text):
        return None
    return "<p>" + BOLD.sub(r"<strong>\g<words></strong>", text.rstrip()) + "</p>"
