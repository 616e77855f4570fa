"""Tells of what in a formula no paper holds: spaces that push it out of the page, and more rows than fit on one."""

from __future__ import annotations

import re

SPACE = re.compile(r"<m(?:space|padded) [^>]*?(?:width|height|depth|voffset|margin-left)(?:=\"|:)(-?[\d.]+)r?em")
WIDEST, BACK, BACK_IN_ALL = 10, 1, 3
"""How far a space may lead on, and back, in widths of an m."""
TEXT = re.compile(r"<mtext>([^<]*)")
LONGEST_TEXT = 80
TABLE = re.compile(r"<mtable.*?</mtable>", re.DOTALL)
MOST_ROWS = 25


def beyond_paper(mathml: str) -> tuple[str, str] | None:
    """Returns what in a formula is larger than paper, and what to do, if anything is."""
    spaces = [float(width) for width in SPACE.findall(mathml)]
    for space in spaces:
        if not -BACK <= space <= WIDEST:
            return f"a space of {space:g} em in a formula", f"keep it between -{BACK} and {WIDEST}"
    if (back := sum(min(space, 0) for space in spaces)) < -BACK_IN_ALL:
        return f"spaces in a formula that lead back by {-back:g} em", f"keep them within {BACK_IN_ALL} in all"
    for text in TEXT.findall(mathml):
        if len(text) > LONGEST_TEXT:
            return f"a text of {len(text)} characters in a formula", "write it beside the formula"
    for table in TABLE.findall(mathml):
        if (rows := table.count("<mtr>")) > MOST_ROWS:
            return f"{rows} rows in a formula", f"split it into formulas of at most {MOST_ROWS}"
    return None
