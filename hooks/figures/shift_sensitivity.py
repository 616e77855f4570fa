"""Draws how much the pooled features of a small convolutional stack change when its input is shifted by some pixels."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

FILE = "cnns/shift-sensitivity.svg"
SIZE, CHANNELS, STAGES, IMAGES, SHIFTS = 64, 12, 3, 12, range(17)
WAYS = {
    "stride 2": (style.RUST, style.DASHED, "s"),
    "max pooling": (style.GREEN, style.DASHDOT, "^"),
    "max and blur": (style.BLUE, style.SOLID, "o"),
}


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    channels = (1, *(CHANNELS,) * (STAGES + 1))
    filters = [rng.normal(0, (2 / (9 * i)) ** 0.5, (3, 3, i, o)) for i, o in pairwise(channels)]
    images = rng.standard_normal((IMAGES, SIZE, SIZE, 1))
    figure, (axes,) = style.panels(1)
    for way, (color, dashes, marker) in WAYS.items():
        features = np.array([_features(np.roll(images, shift, axis=2), filters, way) for shift in SHIFTS])
        away = np.linalg.norm(features - features[0], axis=-1).mean(axis=1)
        spread = np.linalg.norm(features[0][:, None] - features[0][None], axis=-1).sum() / IMAGES / (IMAGES - 1)
        print(way, (away / spread).round(3))
        axes.plot(SHIFTS, away / spread, color=color, linestyle=dashes, marker=marker, label=way)
    axes.set(xlabel="shift in pixels", ylabel="change of features", ylim=(0, None), xticks=(0, 4, 8, 12, 16))
    figure.legend(loc="outside upper center", ncols=3, frameon=False, columnspacing=1.2)
    return figure


def _features(images: Values, filters: list[Values], way: str) -> Values:
    *stages, last = filters
    for f in stages:
        images = _convolved(images, f)
        if way != "stride 2":
            images = np.maximum(images, np.roll(images, -1, axis=1))
            images = np.maximum(images, np.roll(images, -1, axis=2))
        if way == "max and blur":
            for axis in (1, 2):
                images = (np.roll(images, -1, axis=axis) + 2 * images + np.roll(images, 1, axis=axis)) / 4
        images = images[:, ::2, ::2]
    return np.asarray(_convolved(images, last).mean(axis=(1, 2)))


def _convolved(images: Values, f: Values) -> Values:
    parts = [np.roll(images, (1 - i, 1 - j), axis=(1, 2)) @ f[i, j] for i in range(3) for j in range(3)]
    return np.asarray(np.add.reduce(parts).clip(0))
