"""Draws a small image, a 3×3 filter and the feature map that sliding the filter over the image yields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import Colormap, LinearSegmentedColormap

from figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "cnns/convolution-example.svg"
IMAGE = ("0000000", "0111110", "0000110", "0001100", "0011000", "0011000", "0000000")
FILTER = np.array([[-1, 0, 1]] * 3)
BRIGHTNESS = LinearSegmentedColormap.from_list("brightness", ["#c4c4c4", "#ffffff"])
SIGNED = LinearSegmentedColormap.from_list("signed", ["#69a7d8", "#ffffff", "#fbc48c"])
WINDOW = (3, 1)


def draw() -> Figure:
    """Returns the figure."""
    image = np.array([[int(pixel) for pixel in row] for row in IMAGE])
    windows = np.lib.stride_tricks.sliding_window_view(image, FILTER.shape)
    features = np.einsum("ijkl,kl->ij", windows, FILTER)
    print(features)
    figure, (axes,) = style.panels(1, height=3.0)
    row, column = WINDOW
    _cells(axes, image, (0, 0), BRIGHTNESS, 1)
    _cells(axes, FILTER, (8.2, 2), SIGNED, 3)
    _cells(axes, features, (12.4, 1), SIGNED, 3)
    _frame(axes, column, row, 3)
    _frame(axes, 8.2, 2, 3)
    _frame(axes, 12.4 + column, 1 + row, 1)
    for x, y, text in ((3.5, -0.4, "image"), (9.7, 1.6, "filter"), (14.9, 0.6, "feature map")):
        axes.text(x, y, text, horizontalalignment="center")
    for x, text in ((7.6, "∗"), (11.8, "=")):
        axes.text(x, 3.5, text, fontsize=18, horizontalalignment="center", verticalalignment="center")
    axes.set(aspect="equal", xlim=(-0.1, 17.5), ylim=(7.1, -1.2))
    axes.axis("off")
    return figure


def _cells(axes: Axes, values: NDArray[np.int64], corner: tuple[float, float], colors: Colormap, limit: int) -> None:
    x, y = (edge + np.arange(len(values) + 1) for edge in corner)
    axes.pcolormesh(x, y, values, cmap=colors, vmin=limit % 3 - limit, vmax=limit, edgecolors="#8a8a8a", linewidth=0.7)
    for (row, column), value in np.ndenumerate(values):
        number = f"{value}".replace("-", "−")
        axes.text(corner[0] + column + 0.5, corner[1] + row + 0.54, number, ha="center", va="center")


def _frame(axes: Axes, left: float, top: float, size: int) -> None:
    x, y = left + size * np.array([0, 1, 1, 0, 0, 1]), top + size * np.array([0, 0, 1, 1, 0, 0])
    axes.plot(x, y, color=style.INK, linewidth=3.2)
