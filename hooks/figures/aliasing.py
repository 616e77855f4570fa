"""Draws a pattern of rings and what four ways of shrinking it to a quarter of the side leave of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

FILE = "cnns/aliasing.svg"
SIDE, FACTOR, MARGIN = 96, 4, 8
BINOMIAL = np.array([1.0, 4, 6, 4, 1]) / 16


def draw() -> Figure:
    """Returns the figure."""
    ways = {"stride 4": _strided, "max pooling": _maximum, "average": _average, "blur first": _blurred}
    figure, panels = style.panels(5, height=1.9)
    panels[0].imshow(_rings(0), cmap="Greys", vmin=0, vmax=1, interpolation="nearest")
    panels[0].set_title("96 pixels", fontsize=12)
    for axes, (name, way) in zip(panels[1:], ways.items(), strict=True):
        small, moved = way(_rings(0)), way(_rings(1))
        print(
            f"{name}: changes by {np.abs(small - moved).mean() / np.abs(_rings(0) - _rings(1)).mean():.2f} of the input's change"
        )
        axes.imshow(small, cmap="Greys", vmin=0, vmax=1, interpolation="nearest")
        axes.set_title(name, fontsize=12)
    for axes in panels:
        axes.set(xticks=(), yticks=())
    return figure


def _rings(shift: int) -> Values:
    """Returns rings that get finer with the distance from the corner, up to the finest that pixels can show."""
    x = np.arange(SIDE + 2 * MARGIN) - MARGIN
    square = (x[:, None] - shift) ** 2 + (x[None] - shift) ** 2
    image = 0.5 + 0.5 * np.cos(np.pi * square / (2 * SIDE))
    return np.asarray(image[MARGIN:-MARGIN, MARGIN:-MARGIN])


def _tiles(image: Values) -> Values:
    return image.reshape(SIDE // FACTOR, FACTOR, SIDE // FACTOR, FACTOR)


def _strided(image: Values) -> Values:
    return image[::FACTOR, ::FACTOR]


def _maximum(image: Values) -> Values:
    return np.asarray(_tiles(image).max(axis=(1, 3)))


def _average(image: Values) -> Values:
    return np.asarray(_tiles(image).mean(axis=(1, 3)))


def _blurred(image: Values) -> Values:
    kernel = np.convolve(np.convolve(BINOMIAL, BINOMIAL), BINOMIAL)
    for axis in (0, 1):
        image = np.apply_along_axis(
            lambda row: np.convolve(np.pad(row, len(kernel) // 2, mode="edge"), kernel, "valid"), axis, image
        )
    return _strided(image)
