"""Draws the cosines between random directions in spaces of several dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "responsible-ai/almost-orthogonal-{}.svg"
FRAMES = ("2", "8", "32", "128", "512")
DIRECTIONS = 400


def draw(frame: str) -> Figure:
    """Returns one frame."""
    directions = np.random.default_rng(0).standard_normal((DIRECTIONS, int(frame)))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    cosines = (directions @ directions.T)[np.triu_indices(DIRECTIONS, 1)]
    typical = float(np.sqrt(np.mean(cosines**2)))
    largest = float(np.abs(cosines).max())
    print(f"The cosines spread by {typical:.2f} around zero; the largest of 79,800 pairs is {largest:.2f}.")

    figure, [axes] = style.frame()
    counts, edges = np.histogram(cosines, np.linspace(-1, 1, 61))
    axes.bar(edges[:-1], counts / counts.max(), width=edges[1] - edges[0], align="edge", color=style.BLUE)
    axes.set(xlim=(-1, 1), ylim=(0, 1.08), xticks=(-1, 0, 1), yticks=(), xticklabels=("−1", "0", "1"))
    axes.set(xlabel="cosine of two directions", ylabel="how often", title=f"spread {typical:.2f}")
    return figure
