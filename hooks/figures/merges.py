"""Draws how a byte-level BPE tokenizer cuts a line of text after a growing number of merges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Rectangle

from figures import style
from figures.token_pieces import cut, learned

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "sequences-and-transformers/merges-{}.svg"
FRAMES = ("0", "5", "15", "40", "80", "160")
LINES = (" the dog ran home", " the frog sang again", " a cat by the fire")
LETTERS = 20


def draw(frame: str) -> Figure:
    """Returns one frame."""
    merges = learned()[: int(frame)]
    figure, [axes] = style.frame(height=1.9)
    count = 0
    for row, line in enumerate(LINES):
        start = 0
        pieces = [piece.decode() for piece in cut(line, merges)]
        count += len(pieces)
        for number, piece in enumerate(pieces):
            color = style.PALE_BLUE if number % 2 else style.PALE_RUST
            box = Rectangle((start, -row), len(piece), 0.72, facecolor=color, edgecolor=style.GREY, linewidth=0.8)
            axes.add_patch(box)
            for offset, letter in enumerate(piece):
                sign = "␣" if letter == " " else letter
                axes.text(start + offset + 0.5, 0.2 - row, sign, ha="center", family="DejaVu Sans Mono", fontsize=11)
            start += len(piece)
    letters = sum(map(len, LINES))
    print(f"{letters} bytes become {count} tokens, {letters / count:.1f} bytes a token.")
    axes.set(xlim=(-0.2, LETTERS + 0.2), ylim=(-2.2, 0.9), xticks=(), yticks=(), title=f"{letters} bytes, {count} tokens")
    axes.spines[:].set_visible(False)
    return figure
