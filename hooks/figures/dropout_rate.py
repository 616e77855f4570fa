"""Draws how the input of a unit spreads when dropout leaves out some of the 100 units before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "regularization/dropout-rate-{}.svg"
FRAMES = ("0.1", "0.2", "0.3", "0.5", "0.7", "0.9")
UNITS, DRAWS = 100, 20_000


def draw(frame: str) -> Figure:
    """Returns one frame."""
    rng = np.random.default_rng(0)
    rate = float(frame)
    products = rng.exponential(1.0, UNITS) * rng.normal(0.03, 0.1, UNITS)  # activation times weight, fixed
    kept = rng.random((DRAWS, UNITS)) >= rate
    sums = kept @ products / (1 - rate)
    whole, mean, spread = products.sum(), sums.mean(), sums.std()
    print(f"The sum spreads by {spread:.2f} around {mean:.2f}; without dropout it is {whole:.2f}.")

    figure, [axes] = style.frame()
    axes.hist(sums, bins=list(np.linspace(-8, 14, 67)), weights=np.full(DRAWS, 1 / DRAWS), color=style.BLUE)
    axes.axvline(whole, color=style.RUST, linewidth=2, linestyle=style.DASHED)
    axes.text(13.8, 0.295, f"mean {mean:.2f}\nspread {spread:.2f}", ha="right", va="top", linespacing=1.3)
    axes.set(xlim=(-8, 14), ylim=(0, 0.3), yticks=(), xticks=(-5, 0, 5, 10), xticklabels=("−5", "0", "5", "10"))
    axes.set(xlabel="sum that the unit receives", ylabel="share of masks")
    return figure
