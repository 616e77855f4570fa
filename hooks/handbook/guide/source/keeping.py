"""Tells which blocks of a text stay on a page with the one after them."""

from itertools import pairwise

KEPT = {"p-listing(": "p-kept-listing(", "p-par(": "p-lead("}
"""The functions that keep a block with the next one, by those that do not."""
AFTER = {"p-listing(": ("p-listing(",), "p-par(": ("p-table(", "p-listing(", "p-display(", "p-list(", "p-enum(")}
"""What each is kept with: what code prints with the code, and a table or a list with the line that leads to it."""
SHORT = 260
"""Characters of code of a paragraph that is no more than a line or two."""


def kept(pieces: list[str]) -> list[str]:
    """Returns blocks of which some stay with the next one."""
    return [_kept(piece, after) for piece, after in pairwise([*pieces, ""])]


def _kept(piece: str, after: str) -> str:
    for start, function in KEPT.items():
        if piece.startswith(start) and after.startswith(AFTER[start]) and (start != "p-par(" or len(piece) < SHORT):
            return piece.replace(start, function, 1)
    return piece
