"""Tells which blocks of a text stay on a page with the one after them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

KEPT = {"p-listing(": "p-kept-listing(", "p-line(": "p-lead("}
"""The functions that keep a block with the next one, by those that do not."""
AFTER = {"p-listing(": ("p-listing(",), "p-line(": ("p-table(", "p-listing(", "p-display(", "p-list(", "p-enum(")}
"""What each is kept with: what code prints with the code, and a table or a list with the line that leads to it."""
LINES, ANNOUNCED = 160, 400
"""Characters of two lines, and of as many as may move to the next page for what they announce by a colon."""


def paragraph_of(nodes: Iterable[Element | str]) -> str:
    """Returns the function for a paragraph: another one if it is short enough to be moved to the next page."""
    text = "".join(node if isinstance(node, str) else "".join(node.itertext()) for node in nodes).strip()
    return "p-line" if len(text) < (ANNOUNCED if text.endswith(":") else LINES) else "p-par"


def kept(pieces: Iterable[str]) -> list[str]:
    """Returns blocks of which some stay with the next one."""
    return [_kept(piece, after) for piece, after in pairwise([*pieces, ""])]


def _kept(piece: str, after: str) -> str:
    for start, function in KEPT.items():
        if piece.startswith(start) and after.startswith(AFTER[start]):
            return piece.replace(start, function, 1)
    return piece
