"""Draws sigmoid, tanh, ReLU and GELU with their derivatives, which are taken numerically."""

from __future__ import annotations

from math import erf
from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "foundations/activation-curves.svg"
LOOK = {
    "sigmoid": (style.BLUE, style.DASHED),
    "tanh": (style.GREEN, style.DASHDOT),
    "ReLU": (style.INK, style.SOLID),
    "GELU": (style.RUST, style.DOTTED),
}
OUTPUT_LABELS = {"sigmoid": (-3.9, 0.28), "tanh": (-3.9, -0.88), "ReLU": (0.2, 2.3), "GELU": (-2.9, -0.47)}
SLOPE_LABELS = {"sigmoid": (-3.9, 0.3), "tanh": (-2.9, 0.62), "ReLU": (2.1, 0.84), "GELU": (1.55, 1.19)}


def draw() -> Figure:
    """Returns the figure."""
    z = np.linspace(-4, 4, 801)
    curves = {
        "sigmoid": 1 / (1 + np.exp(-z)),
        "tanh": np.tanh(z),
        "ReLU": np.maximum(z, 0),
        "GELU": z * np.array([0.5 + 0.5 * erf(value / 2**0.5) for value in z]),
    }
    figure, (output, slope) = style.panels(2)
    for name, curve in curves.items():
        color, dashes = LOOK[name]
        derivative = np.diff(curve) / np.diff(z)
        print(f"{name}: output from {curve.min():.3f}, slope {derivative.min():.3f} to {derivative.max():.3f}")
        output.plot(z, curve, color=color, linestyle=dashes)
        slope.plot((z[1:] + z[:-1]) / 2, derivative, color=color, linestyle=dashes)
        output.text(*OUTPUT_LABELS[name], name, color=color)
        slope.text(*SLOPE_LABELS[name], name, color=color)
    output.set(title="output", xlabel="input $z$", ylim=(-1.2, 3.1))
    slope.set(
        title="slope",
        xlabel="input $z$",
        ylim=(-0.2, 1.35),
        yticks=(0, 0.25, 0.5, 1),
        yticklabels=("0", "0.25", "0.5", "1"),
    )
    for axes in (output, slope):
        axes.set_xlim(-4, 4)
        axes.axhline(0, color=style.GREY, linewidth=0.6, zorder=0)
    return figure
