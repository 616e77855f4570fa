"""Draws the size of the gradient at every layer of 30-layer networks with different activations and weight scales."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "gradients/gradient-through-layers.svg"
WIDTH, DEPTH, BATCH = 256, 30, 64
CASES = {  # the name: activation, variance of the weights times width, color, dashes, marker
    "ReLU, 1.5 × He": ("relu", 4.5, style.RUST, style.DASHED, "s"),
    "ReLU, He": ("relu", 2.0, style.INK, style.SOLID, "o"),
    "tanh, 0.7 × Xavier": ("tanh", 0.49, style.GREEN, style.DASHDOT, "^"),
    "sigmoid, Xavier": ("sigmoid", 1.0, style.BLUE, style.DOTTED, "v"),
}


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1)
    for name, (activation, variance, color, dashes, marker) in CASES.items():
        norms = _norms(activation, variance)
        print(f"{name}: {norms[-1]:.1e} at the first layer, times {norms[-1] ** (1 / DEPTH):.2f} per layer")
        axes.plot(norms, color=color, linestyle=dashes, marker=marker, markevery=5, markersize=6)
        axes.text(DEPTH + 0.7, norms[-1], name, color=color, verticalalignment="center")
    axes.set(xlabel="layers passed on the way back", ylabel="gradient norm", yscale="log", xlim=(0, DEPTH + 16))
    axes.set_yticks([10.0**power for power in range(-20, 9, 5)], minor=False)
    axes.set_xticks(range(0, DEPTH + 1, 10))
    axes.minorticks_off()
    axes.spines["bottom"].set_bounds(0, DEPTH)
    return figure


def _norms(activation: str, variance: float) -> np.ndarray:
    rng = np.random.default_rng(0)
    h, layers = rng.standard_normal((BATCH, WIDTH)), []
    for _ in range(DEPTH):
        weights = rng.standard_normal((WIDTH, WIDTH)) * (variance / WIDTH) ** 0.5
        h, slope = _apply(activation, h @ weights)
        layers.append((weights, slope))
    gradient = rng.standard_normal((BATCH, WIDTH))
    norms = [np.linalg.norm(gradient)]
    for weights, slope in reversed(layers):
        gradient = (gradient * slope) @ weights.T
        norms.append(np.linalg.norm(gradient))
    relative: np.ndarray = np.array(norms) / norms[0]
    return relative


def _apply(activation: str, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    if activation == "relu":
        return np.maximum(z, 0), (z > 0).astype(float)
    if activation == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    s = 1 / (1 + np.exp(-z))
    return s, s * (1 - s)
