"""Draws the chance that all steps of a task succeed, with and without one retry of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.font_manager import FontProperties

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "transfer-and-adaptation/steps-and-success.svg"
RATES = {0.99: (style.BLUE, style.SOLID), 0.95: (style.RUST, style.DASHED), 0.9: (style.GREEN, style.DASHDOT)}


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(2)
    steps = np.arange(1, 41)
    for axes, tries in zip(plots, (1, 2), strict=True):
        for rate, (color, look) in RATES.items():
            chance = (1 - (1 - rate) ** tries) ** steps
            axes.plot(steps, chance, color=color, linestyle=look, label=f"{rate:.2f}")
            print(f"step {rate}, {tries} tries: 20 steps {chance[19]:.3f}, 40 steps {chance[39]:.3f}")
        axes.set(xlim=(1, 40), ylim=(0, 1.02), xticks=(1, 10, 20, 30, 40), yticks=(0, 0.5, 1), xlabel="steps")
        axes.set_yticklabels(("0", "0.5", "1"))
    plots[0].set_title("one try")
    plots[1].set_title("a check and one retry")
    plots[0].set_ylabel("all succeed")
    handles, names = plots[0].get_legend_handles_labels()
    legend = figure.legend(handles, names, loc="outside lower center", fontsize=13, handlelength=2, frameon=False, ncols=3)
    legend.set_title("success of a step", FontProperties(size=13))
    return figure
