"""Draws the cumulative next-token probability at three temperatures, with the cuts of top-k and top-p."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "generative/decoding-cutoffs.svg"
TOKENS, KEPT, MASS = 1000, 40, 0.9
CONTEXTS = {"sure": 3.0, "open": 1.3}
TEMPERATURES = {
    0.7: (style.BLUE, style.DASHED, "^"),
    1.0: (style.INK, style.SOLID, "o"),
    1.5: (style.RUST, style.DASHDOT, "s"),
}


def draw() -> Figure:
    """Returns the figure."""
    ranks = np.arange(1, TOKENS + 1)
    figure, plots = style.panels(2, height=3.7)
    for axes, (context, slope) in zip(plots, CONTEXTS.items(), strict=True):
        for temperature, (color, dashes, marker) in TEMPERATURES.items():
            chances = ranks ** (-slope / temperature)
            reached = np.cumsum(chances / chances.sum())
            nucleus = int(np.searchsorted(reached, MASS))
            print(f"{context}, T {temperature}: first token {reached[0]:.2f}, top-p keeps {nucleus + 1},", end=" ")
            print(f"top-k keeps {reached[KEPT - 1]:.2f}, above a tenth of the first {np.sum(chances >= 0.1)}")
            shown = np.unique(np.geomspace(1, TOKENS, 60).astype(int)) - 1
            axes.plot(ranks[shown], reached[shown], color=color, linestyle=dashes, label=f"T = {temperature:g}")
            axes.plot(ranks[nucleus], reached[nucleus], marker, color=color, markersize=9, clip_on=False)
        axes.axhline(MASS, color=style.GREY, linewidth=1)
        axes.axvline(KEPT, color=style.GREY, linewidth=1, linestyle=style.DOTTED)
        axes.set(title=f"{context} context", xscale="log", xlim=(1, TOKENS), ylim=(0, 1.03), yticks=(0, 0.5, 0.9, 1))
        axes.set_yticks((0, 0.5, 0.9), ("0", "0.5", "0.9"))
        axes.set_xticks((1, 10, 40, 1000), ("1", "10", "40", "1,000"))
        axes.set_xlabel("tokens kept")
        axes.minorticks_off()
    plots[0].set_ylabel("share of probability")
    handles, labels = plots[0].get_legend_handles_labels()
    look = {"fontsize": 13, "handlelength": 2, "columnspacing": 1.5, "frameon": False, "ncols": 3}
    figure.legend(handles, labels, loc="outside lower center", **look)
    return figure
