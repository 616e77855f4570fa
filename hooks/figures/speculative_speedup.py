"""Draws the speed-up of speculative decoding against the number of drafted tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/speculative-speedup.svg"
COST = 0.05
RATES = {
    0.9: (style.BLUE, style.SOLID, "o"),
    0.8: (style.RUST, style.DASHED, "s"),
    0.6: (style.GREEN, style.DASHDOT, "^"),
    0.3: (style.GREY, style.DOTTED, "v"),
}


def draw() -> Figure:
    """Returns the figure."""
    drafted = np.arange(1, 13)
    figure, (axes,) = style.panels(1)
    for rate, (color, dashes, marker) in RATES.items():
        speed = (1 - rate ** (drafted + 1)) / (1 - rate) / (1 + COST * drafted)
        best = int(np.argmax(speed))
        print(f"accepted {rate}: best {speed[best]:.2f} with {drafted[best]} tokens, {speed[3]:.2f} with 4")
        print(f"    {speed[-1]:.2f} with 12")
        axes.plot(drafted, speed, color=color, linestyle=dashes, marker=marker, markersize=5)
        axes.plot(drafted[best], speed[best], marker, color="white", markeredgecolor=color, markersize=10, mew=2)
        beside = "center" if rate > 0.5 else "top"
        axes.text(12.4, speed[-1] - 0.04, f"{rate:.0%}", color=color, verticalalignment=beside)
    axes.axhline(1, color=style.GREY, linewidth=0.8)
    axes.set(xlabel="tokens drafted per round", ylabel="speed-up", xlim=(0.7, 13.2), ylim=(0, 5.3))
    axes.set(xticks=range(1, 13), yticks=range(6))
    axes.text(13.2, 5.3, "accepted:", fontsize=13, horizontalalignment="right", verticalalignment="top")
    return figure
