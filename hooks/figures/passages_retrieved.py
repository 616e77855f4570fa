"""Draws recall and precision of retrieval against the number of passages, in a simulated search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/passages-retrieved.svg"
QUESTIONS, PASSAGES, APART, MOST = 1000, 2000, 3.0, 50


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    relevant = rng.integers(1, 4, QUESTIONS)
    found = np.zeros((QUESTIONS, MOST))
    for row, count in enumerate(relevant):
        scores = rng.standard_normal(PASSAGES)
        scores[:count] += APART
        found[row] = np.argsort(-scores)[:MOST] < count
    taken = np.cumsum(found, axis=1)
    number = np.arange(1, MOST + 1)
    recall, precision = (taken / relevant[:, None]).mean(0), (taken / number).mean(0)
    whole = (taken == relevant[:, None]).mean(0)
    for at in (1, 5, 10, 20, 50):
        shares = f"recall {recall[at - 1]:.2f}, everything {whole[at - 1]:.2f}, precision {precision[at - 1]:.2f}"
        print(f"{at} passages: {shares}")
    figure, (axes,) = style.panels(1, height=3.2)
    axes.plot(number, recall, color=style.BLUE)
    axes.plot(number, whole, color=style.GREEN, linestyle=style.DASHED)
    axes.plot(number, precision, color=style.RUST, linestyle=style.DASHDOT)
    axes.text(33, recall[32] + 0.03, "recall", color=style.BLUE, va="bottom")
    axes.text(33, whole[32] - 0.05, "all found", color=style.GREEN, va="top")
    axes.text(33, precision[32] + 0.03, "precision", color=style.RUST)
    axes.set(xlim=(1, MOST), ylim=(0, 1), xticks=(1, 10, 20, 30, 40, 50), yticks=(0, 0.5, 1), xlabel="passages retrieved")
    axes.set(yticklabels=("0", "0.5", "1"), ylabel="share")
    return figure
