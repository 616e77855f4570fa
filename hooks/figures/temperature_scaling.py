"""Draws the reliability of an overconfident classifier after its logits are divided by a temperature."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/temperature-scaling-{}.svg"
FRAMES = ("0.5", "1", "1.5", "2", "2.5", "3", "4")
STRETCH, CASES, BINS = 2.5, 40_000, 10


def draw(frame: str) -> Figure:
    """Returns one frame: the true chance belongs to the logit, the model says 2.5 times the logit."""
    rng = np.random.default_rng(0)
    logit = 1.3 * rng.standard_normal(CASES)
    right = rng.random(CASES) < 1 / (1 + np.exp(-logit))
    said = 1 / (1 + np.exp(-STRETCH * logit / float(frame)))
    loss = float(-np.mean(np.log(np.where(right, said, 1 - said))))
    bins = np.minimum((said * BINS).astype(int), BINS - 1)
    counts = np.bincount(bins, minlength=BINS)
    shown = counts > 50
    says, is_ = (np.bincount(bins, values, BINS)[shown] / counts[shown] for values in (said, right))
    error = float(np.sum(counts[shown] * np.abs(says - is_)) / CASES)
    print(f"Calibration error {error:.3f}, log loss {loss:.3f}; where it says {says[-1]:.2f}, {is_[-1]:.2f} are right.")

    figure, [axes] = style.frame()
    axes.plot((0, 1), (0, 1), color=style.LIGHT, linewidth=1.8)
    axes.plot(says, is_, "-o", color=style.BLUE, markersize=5)
    axes.text(0.02, 1.0, f"error {error:.3f}\nlog loss {loss:.3f}", va="top", linespacing=1.3)
    axes.set(xlim=(0, 1), ylim=(0, 1.02), xticks=(0, 0.5, 1), yticks=(0, 0.5, 1), xticklabels=("0", "0.5", "1"))
    axes.set(yticklabels=("0", "0.5", "1"), xlabel="predicted", ylabel="observed")
    return figure
