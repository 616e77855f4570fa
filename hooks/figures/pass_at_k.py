"""Draws how pass@k and pass^k of two agents with the same mean success move apart with the number of attempts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/pass-at-k.svg"
MEAN, MOST = 0.6, 8
AGENTS = {"every task at 60%": ((0.6, 1.0),), "60% of tasks always": ((1.0, 0.6), (0.0, 0.4))}


def draw() -> Figure:
    """Returns the figure."""
    attempts = np.arange(1, MOST + 1)
    figure, plots = style.panels(2)
    for axes, (name, groups) in zip(plots, AGENTS.items(), strict=True):
        one = np.sum([share * (1 - (1 - chance) ** attempts) for chance, share in groups], axis=0)
        every = np.sum([share * chance**attempts for chance, share in groups], axis=0)
        print(f"{name}: any of 4 {one[3]:.2f}, all of 4 {every[3]:.2f}, all of {MOST} {every[-1]:.3f}")
        axes.plot(attempts, one, color=style.BLUE, marker="o", markersize=6)
        axes.plot(attempts, every, color=style.RUST, linestyle=style.DASHED, marker="s", markersize=6)
        axes.set(title=name, xlabel="attempts $k$", ylim=(-0.03, 1.05), xticks=(1, 4, 8), yticks=(0, 0.5, 1))
        axes.set_yticklabels(("0%", "50%", "100%"))
    plots[0].text(5.35, 0.8, "at least one succeeds", color=style.BLUE, ha="center", fontsize=12)
    plots[0].text(4.9, 0.22, "all succeed", color=style.RUST, ha="center", fontsize=12)
    plots[1].text(4.5, 0.68, "both are the same", color=style.INK, ha="center", fontsize=12)
    return figure
