"""Draws the operations of one transformer layer for each token against the length of the context."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "sequences-and-transformers/attention-flops.svg"
WIDTH, WINDOW = 4096, 4096


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1)
    length = np.geomspace(512, 2**20, 45)
    full = 4 * length * WIDTH
    reach = np.minimum(length, WINDOW)
    windowed = 4 * WIDTH * (reach - reach**2 / (2 * length))
    axes.axhline(24 * WIDTH**2, color=style.INK)
    axes.plot(length, full, color=style.RUST, linestyle=style.DASHED)
    axes.plot(length, full / 2, color=style.PURPLE, linestyle=style.DASHDOT)
    axes.plot(length, windowed, color=style.BLUE, linestyle=style.DOTTED)
    for factor, color, name in ((6, style.RUST, "all pairs"), (12, style.PURPLE, "causal")):
        print(f"{name}: equal to the rest at {factor * WIDTH} tokens")
        axes.plot(factor * WIDTH, 24 * WIDTH**2, "o", color="white", markeredgecolor=color, markeredgewidth=2, zorder=3)
    print(f"rest {24 * WIDTH**2:.2e}, window at most {4 * WINDOW * WIDTH:.2e}")
    axes.text(560, 5.2e8, "projections, FFN")
    axes.text(1.2e5, 3.6e9, "all pairs", color=style.RUST, horizontalalignment="right")
    axes.text(2.6e5, 1.1e9, "causal", color=style.PURPLE)
    axes.text(6e4, 1.1e7, "causal, window\nof 4,096", color=style.BLUE)
    axes.set(xscale="log", yscale="log", ylim=(3e6, 3e10), xlabel="tokens", ylabel="operations per token")
    axes.set_xticks([1e3, 1e4, 1e5, 1e6], ["1,000", "10,000", "100,000", "1,000,000"])
    axes.minorticks_off()
    return figure
