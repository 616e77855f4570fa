"""Draws words, some of them bold, without a reader of Markdown: three of four texts are one paragraph of such words."""

from __future__ import annotations

import re

from handbook.markup.inline.emphasis import BOLD

BETWEEN = r"[\w ,;?%'’“”()/–—-]++|:(?=\s)|\.(?=[\s)”]|\Z)|(?<=\d)\.(?=\d)"
"""Letters, digits and signs that mean nothing else where they stand: no dot of an address, no colon of an emoji."""
LINE = rf"(?![A-Za-z]{{1,4}}[.)]\s)(?=[^\W\d]|\*\*)(?:{BETWEEN}|{BOLD.pattern.replace('?P<words>', '')})++(?<! )"
"""It begins with a word, and with no letter that may count an item."""
WORDS = re.compile(rf"{LINE}(?:\n{LINE})*+")


def paragraph(text: str) -> str | None:
    """Returns a paragraph of words as HTML, or None where a text may be more than that."""
    return f"<p>{words}</p>" if (words := drawn(text.rstrip("\n"))) else None


def drawn(text: str) -> str | None:
    """Returns the words of a paragraph as HTML, or None where they may be more than that."""
    if "_" in text or not WORDS.fullmatch(text):
        return None
    return BOLD.sub(r"<strong>\g<words></strong>", text) if "*" in text else text
