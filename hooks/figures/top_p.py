"""Draws which next tokens top-p keeps, and the probabilities that they have afterwards, in a sure and an open context."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "generative/top-p-{}.svg"
FRAMES = ("0.3", "0.5", "0.7", "0.9", "0.95", "1")
TOKENS, SHOWN = 200, 12
CONTEXTS = {"sure": 2.2, "open": 0.7}


def draw(frame: str) -> Figure:
    """Returns one frame."""
    figure, plots = style.frame(rows=2)
    said = []
    for axes, (context, slope) in zip(plots, CONTEXTS.items(), strict=True):
        chances = np.arange(1, TOKENS + 1) ** -slope
        chances /= chances.sum()
        kept = min(TOKENS, int(np.searchsorted(np.cumsum(chances), float(frame) - 1e-12)) + 1)
        after = np.where(np.arange(TOKENS) < kept, chances, 0) / chances[:kept].sum()
        said.append(f"{context} context: {kept} kept, the first rises from {chances[0]:.2f} to {after[0]:.2f}")
        at = np.arange(1, SHOWN + 1)
        axes.bar(at, after[:SHOWN], color=style.BLUE, width=0.72)
        axes.bar(at[kept:], chances[kept:SHOWN], color="none", edgecolor=style.GREY, width=0.72, linestyle=":")
        axes.set(ylim=(0, 1.05), yticks=(0, 1), xlim=(0.4, SHOWN + 0.6), xticks=(1, 4, 8, 12))
        axes.text(SHOWN + 0.5, 0.98, f"{context}: {kept} kept", ha="right", va="top")
    print(f"{'; '.join(said).capitalize()}.")
    plots[0].set_xticklabels([])
    plots[1].set_xlabel("rank of the token")
    return figure
