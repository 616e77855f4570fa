"""Draws how the best of several equal runs rises with their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/best-of-seeds.svg"
MEAN, SPREAD, DRAWS = 0.85, 0.005, 100_000


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    runs = MEAN + SPREAD * rng.standard_normal((DRAWS, 32))
    counts = np.array([1, 2, 3, 5, 8, 12, 20, 32])
    best = np.array([runs[:, :count].max(1) for count in counts])
    middle, (low, high) = best.mean(1), np.quantile(best, [0.025, 0.975], axis=1)
    figure, (axes,) = style.panels(1, height=3.2)
    axes.fill_between(counts, low, high, color=style.PALE_RUST, linewidth=0)
    axes.plot(counts, middle, "-o", color=style.RUST, markersize=6)
    axes.axhline(MEAN, color=style.BLUE, linestyle=style.DASHED)
    axes.text(33.5, MEAN - 0.0006, "mean of the runs", color=style.BLUE, ha="right", va="top")
    axes.text(9, middle[4] + 0.0012, "best of the runs", color=style.RUST, ha="right", va="bottom")
    for count, value in zip(counts, middle, strict=True):
        print(f"best of {count}: {value:.4f}")
    axes.set(xscale="log", xlim=(0.95, 34), ylim=(0.838, 0.868), xlabel="runs with other seeds", ylabel="accuracy")
    axes.set_xticks(counts, [str(count) for count in counts])
    axes.set_yticks((0.84, 0.85, 0.86), ("84%", "85%", "86%"))
    axes.minorticks_off()
    return figure
