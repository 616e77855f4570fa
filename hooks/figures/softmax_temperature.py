"""Draws the softmax of three scores at several temperatures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "foundations/softmax-temperature-{}.svg"
FRAMES = ("0.1", "0.25", "0.5", "1", "2", "4", "10")
SCORES = np.array([2.0, 1.0, 0.0])


def draw(frame: str) -> Figure:
    """Returns one frame."""
    scaled = SCORES / float(frame)
    raised = np.exp(scaled - scaled.max())
    shares = raised / raised.sum()
    print(f"The scores 2, 1 and 0 have the probabilities {shares[0]:.3f}, {shares[1]:.3f} and {shares[2]:.3f}.")

    figure, [axes] = style.frame()
    bars = axes.bar(range(len(SCORES)), shares, color=style.BLUE, width=0.66)
    axes.bar_label(bars, [f"{share:.2f}" for share in shares], padding=2)
    axes.set(ylim=(0, 1.12), yticks=(0, 0.5, 1), yticklabels=("0", "0.5", "1"), xticks=range(len(SCORES)))
    axes.set(xticklabels=[f"{score:g}" for score in SCORES], xlabel="score", ylabel="probability")
    return figure
