"""Draws 4,000 weights and the levels to which rounding to so many bits moves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/bits-per-weight-{}.svg"
FRAMES = ("2", "3", "4", "5", "6", "8")
WEIGHTS = 4_000


def draw(frame: str) -> Figure:
    """Returns one frame: symmetric levels up to the largest weight, as in quantization by tensor."""
    weights = np.random.default_rng(0).standard_normal(WEIGHTS) * 0.02
    most = 2 ** (int(frame) - 1) - 1
    scale = np.abs(weights).max() / most
    levels = np.round(weights / scale).clip(-most, most)
    error = float(np.sqrt(np.mean((levels * scale - weights) ** 2)) / weights.std())
    print(f"{2 * most + 1} levels, {scale:.4f} apart; the rounding error is {error:.1%} of the spread of the weights.")

    figure, [axes] = style.frame()
    counts = np.bincount((levels + most).astype(int), minlength=2 * most + 1)
    expected = WEIGHTS * scale / (0.02 * np.sqrt(2 * np.pi))  # on a level at the peak of the curve
    at = np.arange(-most, most + 1) * scale
    curve = np.linspace(-0.08, 0.08, 161)
    axes.plot(curve, np.exp(-((curve / 0.02) ** 2) / 2), color=style.LIGHT, linewidth=1.8)
    axes.vlines(at, 0, counts / expected, color=style.BLUE, linewidth=max(1.0, 7 - int(frame)))
    axes.set(xlim=(-0.085, 0.085), ylim=(0, 1.15), yticks=(), xticks=(-0.08, 0, 0.08), xticklabels=("−0.08", "0", "0.08"))
    axes.set(xlabel="weight after rounding", ylabel="how many", title=f"error {error:.1%}")
    return figure
