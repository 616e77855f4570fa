"""Draws a small picture, the responses of two edge filters to it, and the pooled map of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "cnns/feature-maps.svg"
PICTURE = """
................
................
..############..
..############..
..........####..
.........####...
.........###....
........####....
.......####.....
.......###......
......####......
.....####.......
.....###........
....####........
................
................
"""
FILTERS = {"upper edges": [[-1, -1, -1], [0, 0, 0], [1, 1, 1]], "left edges": [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]]}


def draw() -> Figure:
    """Returns the figure."""
    image = np.array([[sign == "#" for sign in line] for line in PICTURE.split()], float)
    windows = np.lib.stride_tricks.sliding_window_view(image, (3, 3))
    maps = {"picture": image}
    for name, weights in FILTERS.items():
        maps[name] = np.maximum(np.einsum("ijkl,kl->ij", windows, np.array(weights)), 0)
    maps["pooled 2 × 2"] = maps["left edges"].reshape(7, 2, 7, 2).max((1, 3))
    figure, plots = style.panels(4, height=2.0)
    for axes, (name, values) in zip(plots, maps.items(), strict=True):
        print(f"{name}: {values.shape}, {np.count_nonzero(values)} of {values.size} above 0, largest {values.max():.0f}")
        color = style.INK if name == "picture" else style.BLUE
        for row, column in np.argwhere(values > 0):
            strength = float(values[row, column] / values.max())
            axes.add_patch(Rectangle((column, row), 1, 1, facecolor=color, alpha=strength, linewidth=0))
        axes.set(xlim=(0, len(values)), ylim=(len(values), 0), xticks=(), yticks=(), aspect="equal")
        axes.spines[:].set(visible=True, color=style.LIGHT)
        axes.set_title(name, fontsize=13)
    return figure
