"""Draws a small image, a 3×3 filter and the feature map that sliding the filter over the image yields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

IMAGE = ("0000000", "0111110", "0000110", "0001100", "0011000", "0011000", "0000000")
FILTER = np.array([[-1, 0, 1]] * 3)
SIGNED = LinearSegmentedColormap.from_list("signed", ["#7fb4da", "#ffffff", "#f2a668"])
WINDOW = (1, 2)


def draw() -> Figure:
    """Returns the figure."""
    image = np.array([[int(pixel) for pixel in row] for row in IMAGE])
    windows = np.lib.stride_tricks.sliding_window_view(image, FILTER.shape)
    features = np.einsum("ijkl,kl->ij", windows, FILTER)
    print(features)
    figure, plots = style.panels(3, height=2.7)
    _cells(plots[0], image, "image 7×7", 0)
    _cells(plots[1], FILTER, "filter 3×3", 1)
    _cells(plots[2], features, "feature map 5×5", 3)
    row, column = WINDOW
    plots[0].plot(*_square(row, column, 3), color=style.INK, linewidth=3.2)
    plots[2].plot(*_square(row, column, 1), color=style.INK, linewidth=3.2)
    return figure


def _cells(axes: Axes, values: NDArray[np.int64], title: str, limit: int) -> None:
    axes.pcolormesh(values, cmap=SIGNED, vmin=-3, vmax=3, edgecolors="#999999", linewidth=0.6)
    for (row, column), value in np.ndenumerate(values):
        axes.text(column + 0.5, row + 0.54, f"{value}".replace("-", "−"), ha="center", va="center", fontsize=12)
    axes.set(title=title, aspect="equal", xlim=(-0.1, 7.1), ylim=(7.1, -0.1))
    axes.axis("off")


def _square(row: int, column: int, size: int) -> tuple[list[int], list[int]]:
    x, y = [0, 1, 1, 0, 0, 1], [0, 0, 1, 1, 0, 0]
    return [column + size * i for i in x], [row + size * j for j in y]
