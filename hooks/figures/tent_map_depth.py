"""Draws the tent map composed with itself: the linear pieces double with every layer of two ReLU units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "foundations/tent-map-depth.svg"
DEPTHS = {1: style.INK, 3: style.BLUE, 6: style.RUST}


def draw() -> Figure:
    """Returns the figure."""
    x = np.linspace(0, 1, 2 ** max(DEPTHS) + 1)
    figure, plots = style.panels(len(DEPTHS), height=2.5)
    for axes, (depth, color) in zip(plots, DEPTHS.items(), strict=True):
        y = x
        for _ in range(depth):
            y = 2 * np.maximum(y, 0) - 4 * np.maximum(y - 0.5, 0)
        slopes = np.sign(np.diff(y))
        pieces = 1 + int(np.sum(slopes[1:] != slopes[:-1]))
        print(f"{depth} layers, {2 * depth} units: {pieces} pieces; one hidden layer needs at least {pieces - 1} units")
        axes.plot(x, y, color=color, linewidth=2 if depth < max(DEPTHS) else 1.3)
        axes.set(title=f"{depth} layer{'s' * (depth > 1)}, {2 * depth} units:\n{pieces} pieces")
        axes.set(xlabel="$x$", xticks=(0, 1), yticks=(0, 1))
        axes.title.set_fontsize(13)
    return figure
