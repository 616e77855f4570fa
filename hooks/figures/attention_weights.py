"""Draws the attention weights of the code on self-attention: without a mask, causal, and with padding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "sequences-and-transformers/attention-weights.svg"


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(1)
    tokens, projections = rng.normal(size=(2, 4, 8)), rng.normal(size=(3, 8, 8)) / np.sqrt(8)
    queries, keys, _ = (tokens[1] @ projection for projection in projections)
    scores = queries @ keys.T / np.sqrt(8)
    masks = {"no mask": np.ones((4, 4), bool), "causal": np.tri(4, dtype=bool), "padding": np.arange(4) < np.full((4, 1), 3)}
    figure, plots = style.panels(3, height=2.6)
    for axes, (name, keep) in zip(plots, masks.items(), strict=True):
        weights = np.exp(np.where(keep, scores, -np.inf))
        weights /= weights.sum(1, keepdims=True)
        print(name, weights.round(2).tolist())
        for row, column in np.ndindex(4, 4):
            share = float(weights[row, column])
            axes.add_patch(Rectangle((column, row), 1, 1, facecolor=style.BLUE, alpha=0.75 * share, linewidth=0))
            if keep[row, column]:
                axes.text(column + 0.5, row + 0.53, f"{share:.2f}", ha="center", va="center", fontsize=12.5)
            else:
                cell = Rectangle((column, row), 1, 1, facecolor="none", edgecolor=style.LIGHT, linewidth=0)
                cell.set_hatch("////")
                axes.add_patch(cell)
        axes.set(xlim=(0, 4), ylim=(4, 0), aspect="equal", title=name, xticks=np.arange(4) + 0.5, yticks=np.arange(4) + 0.5)
        axes.set(xticklabels=range(1, 5), yticklabels=range(1, 5) if name == "no mask" else [], xlabel="key")
        axes.spines[:].set(visible=True, color=style.LIGHT)
        axes.tick_params(length=0)
    plots[0].set_ylabel("query")
    return figure
