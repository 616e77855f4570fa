"""Draws the size of the activations through 30 ReLU layers for four scales of the random weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "gradients/initialization-scale.svg"
WIDTH, DEPTH = 512, 30
SCALES = {
    "$\\sigma$ = 0.1, too large": (0.1, style.RUST, style.DASHED, "s"),
    "$\\sigma$ = 0.0625, He": ((2 / WIDTH) ** 0.5, style.INK, style.SOLID, "o"),
    "$\\sigma$ = 0.044, Xavier": ((1 / WIDTH) ** 0.5, style.BLUE, style.DASHDOT, "^"),
    "$\\sigma$ = 0.01, too small": (0.01, style.GREEN, style.DOTTED, "v"),
}


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    inputs = rng.standard_normal((256, WIDTH))
    figure, (axes,) = style.panels(1)
    for name, (deviation, color, dashes, marker) in SCALES.items():
        h, sizes = inputs, [1.0]
        for _ in range(DEPTH):
            h = np.maximum(h @ (rng.standard_normal((WIDTH, WIDTH)) * deviation), 0)
            sizes.append(float(np.sqrt(np.mean(h**2))))
        print(f"{name} (standard deviation {deviation:.4f}): {sizes[-1]:.2e} after {DEPTH} layers")
        axes.plot(sizes, color=color, linestyle=dashes, marker=marker, markevery=5, markersize=6)
        axes.text(DEPTH + 0.7, sizes[-1], name, color=color, verticalalignment="center")
    axes.set(xlabel="layer", ylabel="RMS activation", yscale="log", xlim=(0, DEPTH + 16), xticks=range(0, DEPTH + 1, 5))
    axes.set_yticks([10.0**power for power in range(-24, 7, 6)], minor=False)
    axes.minorticks_off()
    axes.spines["bottom"].set_bounds(0, DEPTH)
    return figure
