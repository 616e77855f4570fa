"""Draws the share of time that is lost against the interval between checkpoints, by formula and simulated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "training-practice/checkpoint-interval.svg"
GAP, FAILURES = 186.0, 20_000
COSTS = {1.0: (style.BLUE, style.SOLID, "o"), 0.1: (style.RUST, style.DASHED, "s")}


def draw() -> Figure:
    """Returns the figure."""
    gaps = np.random.default_rng(0).exponential(GAP, FAILURES)
    figure, (axes,) = style.panels(1, height=3.2)
    for cost, (color, look, marker) in COSTS.items():
        every = np.geomspace(0.6, 240, 200)
        axes.plot(every, cost / every + every / (2 * GAP), color=color, linestyle=look)
        for at in np.geomspace(1, 200, 9):
            lost = 1 - (np.floor(gaps / (at + cost)) * at).sum() / gaps.sum()
            axes.plot(at, lost, marker, color="white", markeredgecolor=color, markeredgewidth=2, markersize=7)
        best = float(np.sqrt(2 * cost * GAP))
        least = cost / best + best / (2 * GAP)
        print(f"cost {cost}: best every {best:.1f} minutes, {least:.1%} lost")
        axes.plot(best, least, marker, color=color, markersize=9)
    axes.text(2.4, 0.5, "1 minute to write", color=style.BLUE)
    axes.text(0.65, 0.2, "6 seconds", color=style.RUST)
    axes.set(xscale="log", xlim=(0.6, 240), ylim=(0, 0.6), xlabel="minutes between checkpoints", ylabel="time lost")
    axes.set_xticks((1, 6, 19, 60, 200), ("1", "6", "19", "60", "200"))
    axes.set_yticks((0, 0.2, 0.4, 0.6), ("0", "20%", "40%", "60%"))
    axes.minorticks_off()
    return figure
