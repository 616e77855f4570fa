"""Finds formulas in the brackets that MathJax knows, and tells them from escaped brackets of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline

BRACKETED = re.compile(r"\\\((?P<inline>.+?)\\\)|\\\[(?P<block>.+?)\\\]|\$\$(?P<dollars>.+?)\$\$", re.DOTALL)
FORMULA = re.compile(r"[\\^_={}<>+]|^\S$|^[A-Za-z0-9]\s*[-/*]\s*[A-Za-z0-9]$")


def is_formula(latex: str) -> bool:
    """Tells whether what stands in such brackets is a formula, and not a remark."""
    return bool(FORMULA.search(latex.strip()))


def bracketed(state: StateInline, silent: bool) -> bool:
    """Takes a formula in brackets out of a line of Markdown."""
    found = BRACKETED.match(state.src, state.pos)
    latex = found and (found["inline"] or found["block"])
    if not found or not latex or not is_formula(latex):
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = latex
        token.meta["alone"] = found["block"] is not None and found[0] == state.src.strip()
    state.pos = found.end()
    return True
