"""Draws which input pixels influence one output of a stack of 3×3 convolutions, averaged over random networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

FILE = "cnns/effective-receptive-field.svg"
CHANNELS, NETWORKS, DEPTHS = 8, 30, {5: (style.RUST, style.DASHED), 20: (style.BLUE, style.SOLID)}


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    figure, (axes,) = style.panels(1)
    for depth, (color, dashes) in DEPTHS.items():
        field = np.mean([_influence(rng, depth) for _ in range(NETWORKS)], axis=0)
        field /= field.sum()
        reach = np.arange(-depth, depth + 1)
        profile = field.sum(axis=0)
        width = np.sqrt(np.sum(profile * reach**2))
        middle = field[depth - depth // 2 : depth + depth // 2 + 1, depth - depth // 2 : depth + depth // 2 + 1].sum()
        half = 2 * (depth // 2) + 1
        print(f"{depth} layers: field {2 * depth + 1}, standard deviation {width:.2f} pixels,")
        print(f"    {middle:.3f} of the influence in the middle {half}×{half}, {half**2 / (2 * depth + 1) ** 2:.3f} of the area")
        axes.plot(reach, profile / profile.max(), color=color, linestyle=dashes)
        y = -0.1 - depth / 100
        axes.plot((-depth - 0.5, depth + 0.5), (y, y), "|-", color=color, linewidth=1.6, markersize=12)
    axes.text(5, 0.75, "influence,\n20 layers", color=style.BLUE)
    axes.text(-5.5, 0.75, "influence,\n5 layers", color=style.RUST, ha="right")
    axes.text(20, -0.22, "pixels in reach", ha="right", color=style.BLUE)
    axes.set(xlabel="distance from the center in pixels", ylim=(-0.4, 1.05), yticks=(0, 0.5, 1), xlim=(-21.5, 21.5))
    return figure


def _influence(rng: np.random.Generator, depth: int) -> Values:
    size = 2 * depth + 1
    x = rng.standard_normal((size, size, CHANNELS))
    filters, signs = [], []
    for _ in range(depth):
        filters.append(rng.normal(0, (2 / (9 * CHANNELS)) ** 0.5, (3, 3, CHANNELS, CHANNELS)))
        x = _convolved(x, filters[-1])
        signs.append(x > 0)
        x = x.clip(0)
    slope = np.zeros_like(x)
    slope[depth, depth] = 1
    for f, sign in zip(filters[::-1], signs[::-1], strict=True):
        slope = _convolved(slope * sign, f[::-1, ::-1].swapaxes(2, 3))
    return np.asarray(np.sum(slope**2, axis=2))


def _convolved(x: Values, f: Values) -> Values:
    padded = np.pad(x, ((1, 1), (1, 1), (0, 0)))
    n = len(x)
    return np.asarray(sum(padded[i : i + n, j : j + n] @ f[i, j] for i in range(3) for j in range(3)))
