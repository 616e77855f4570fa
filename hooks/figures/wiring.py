"""Draws which input positions reach which output positions, and how strongly, in one layer of four architectures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "foundations/wiring.svg"
POSITIONS, WIDTH = 8, 6


def layers() -> dict[str, np.ndarray]:
    """Returns the weight with which each output (row) reads each input (column)."""
    rng = np.random.default_rng(3)
    distance = np.subtract.outer(np.arange(POSITIONS), np.arange(POSITIONS))
    kernel = {-1: 0.35, 0: 1.0, 1: 0.6}
    tokens = rng.standard_normal((POSITIONS, WIDTH))
    scores = tokens @ rng.standard_normal((WIDTH, WIDTH)) @ tokens.T / WIDTH**0.5
    attention = np.exp(scores - scores.max(1, keepdims=True))
    return {
        "dense": rng.standard_normal((POSITIONS, POSITIONS)),
        "convolution": np.vectorize(lambda apart: kernel.get(apart, 0.0))(distance),
        "recurrent": np.where(distance >= 0, 0.7 ** np.maximum(distance, 0), 0),
        "attention": attention / attention.sum(1, keepdims=True),
    }


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(4, height=2.1)
    for axes, (name, weights) in zip(plots, layers().items(), strict=True):
        print(f"{name}: {np.count_nonzero(weights)} connections, {len(np.unique(weights.round(9)[weights != 0]))} values")
        strength = np.abs(weights) / np.abs(weights).max()
        for row, column in np.argwhere(strength > 0.02):
            side = 0.92 * float(strength[row, column]) ** 0.5
            color = style.BLUE if weights[row, column] > 0 else style.RUST
            axes.add_patch(Rectangle((column - side / 2, row - side / 2), side, side, facecolor=color))
        axes.set(xlim=(-0.6, POSITIONS - 0.4), ylim=(POSITIONS - 0.4, -0.6), xticks=(), yticks=(), aspect="equal")
        axes.spines[:].set(visible=True, color=style.LIGHT)
        axes.set_title(name)
    plots[0].set_ylabel("output")
    figure.supxlabel("input", fontsize=14)
    return figure
