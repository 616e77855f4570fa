"""Draws two classes of scores, and what lies on the wrong side of the threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/decision-threshold-{}.svg"
FRAMES = ("0.02", "0.09", "0.2", "0.31", "0.5", "0.7", "0.9")
PREVALENCE, CASES, MEAN = 0.1, 1000, 2.0
GRID = np.linspace(-4, 7, 4401)


def draw(frame: str) -> Figure:
    """Returns one frame: calibrated probabilities of scores from N(0, 1) and N(2, 1), a tenth of them positive."""
    odds = np.log(float(frame) / (1 - float(frame))) - np.log(PREVALENCE / (1 - PREVALENCE))
    cut = MEAN / 2 + odds / MEAN
    negative, positive = (
        CASES * share * np.exp(-((GRID - mean) ** 2) / 2) / np.sqrt(2 * np.pi)
        for share, mean in ((1 - PREVALENCE, 0), (PREVALENCE, MEAN))
    )
    step = GRID[1] - GRID[0]
    hits, alarms = (float(np.sum(density[cut <= GRID]) * step) for density in (positive, negative))
    precision, recall = hits / (hits + alarms), hits / (CASES * PREVALENCE)
    print(f"Of 1,000 cases: hits {hits:.0f}, misses {CASES * PREVALENCE - hits:.0f}, false alarms {alarms:.0f};", end=" ")
    print(f"precision {precision:.2f}, recall {recall:.2f}.")

    figure, [axes] = style.frame()
    flagged = np.linspace(cut, GRID[-1], 60)
    for density, color in ((negative, style.LIGHT), (positive, style.BLUE)):
        axes.fill_between(flagged, np.interp(flagged, GRID, density), color=color, linewidth=0)
    axes.plot(GRID[::40], negative[::40], color=style.GREY)
    axes.plot(GRID[::40], positive[::40], color=style.BLUE)
    axes.axvline(cut, color=style.RUST, linewidth=2, linestyle=style.DASHED)
    axes.set(xlim=(-3, 5), ylim=(0, 370), xticks=(-2, 0, 2, 4), xticklabels=("−2", "0", "2", "4"), yticks=())
    axes.set(xlabel="score", ylabel="cases", title=f"precision {precision:.2f}, recall {recall:.2f}")
    return figure
