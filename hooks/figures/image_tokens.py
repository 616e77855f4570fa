"""Draws how many tokens an image costs a vision-language model with tiles, by its size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "sequences-and-transformers/image-tokens.svg"
TILE, PATCHES = 336, 576


def draw() -> Figure:
    """Returns the figure: square images in tiles of 336 pixels, and the overview where there is more than one."""
    sides = np.arange(200, 2101, 4)
    tiles = np.ceil(sides / TILE) ** 2
    tokens = PATCHES * (tiles + (tiles > 1))
    for side in (336, 672, 1344, 2016):
        print(f"{side} pixels: {int(tokens[np.searchsorted(sides, side)]):,} tokens")
    figure, (axes,) = style.panels(1, height=3.2)
    axes.plot(sides, tokens, color=style.RUST)
    axes.plot(sides, tokens / 4, color=style.BLUE, linestyle=style.DASHED)
    axes.axhline(PATCHES, color=style.GREY, linewidth=1.4, linestyle=style.DOTTED)
    axes.text(1450, 17_500, "tiles", color=style.RUST, ha="right")
    axes.text(2000, 7_600, "merged 2 × 2", color=style.BLUE, ha="right")
    axes.text(2090, 900, "one tile", color=style.GREY, ha="right", va="bottom", fontsize=13)
    axes.set(xlim=(200, 2100), ylim=(0, 30_000), xlabel="side of the image in pixels", ylabel="tokens")
    axes.set_xticks((336, 672, 1344, 2016), ("336", "672", "1,344", "2,016"))
    axes.set_yticks((0, 10_000, 20_000, 30_000), ("0", "10,000", "20,000", "30,000"))
    return figure
