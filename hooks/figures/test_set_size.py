"""Draws how the measured accuracies of two models scatter with the size of the test set."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/test-set-size-{}.svg"
FRAMES = ("50", "100", "300", "1000", "3000", "10000")
TRUE, DRAWS = (0.90, 0.92), 200_000


def draw(frame: str) -> Figure:
    """Returns one frame: each model is tested on examples of its own, drawn afresh."""
    rng, size = np.random.default_rng(0), int(frame)
    worse, better = (rng.binomial(size, accuracy, DRAWS) / size for accuracy in TRUE)
    wrong = float(np.mean(worse > better) + np.mean(worse == better) / 2)
    low, high = np.quantile(worse, [0.025, 0.975])
    print(f"95% of the measured accuracies of the model with 0.90 lie from {low:.3f} to {high:.3f};", end=" ")
    print(f"in {wrong:.1%} of the draws the worse model comes out ahead, ties counted half.")

    figure, [axes] = style.frame()
    step = np.ceil(0.005 * size) / size  # what can be measured are whole examples
    edges = np.arange(0.7 - step / 2, 1 + step, step)
    for measured, color, look in ((worse, style.RUST, style.DASHED), (better, style.BLUE, style.SOLID)):
        counts, _ = np.histogram(measured, edges)
        counts = counts / counts.max()
        axes.fill_between(edges[:-1], counts, step="post", color=color, alpha=0.18, linewidth=0)
        axes.step(edges[:-1], counts, where="post", color=color, linestyle=look, linewidth=1.8)
    axes.set(xlim=(0.78, 1), ylim=(0, 1.1), xticks=(0.8, 0.9, 1), yticks=(), xlabel="measured accuracy")
    axes.set(ylabel="how often", title=f"wrong order: {wrong:.1%}")
    return figure
