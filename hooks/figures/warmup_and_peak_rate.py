"""Draws which peak learning rates a small network tolerates with and without warm-up."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

FILE = "optimization/warmup-and-peak-rate.svg"
ROWS, WIDTH, HIDDEN, BATCH, STEPS, EVERY, SHOWN = 512, 32, 4, 64, 1500, 30, 0.075
RATES = SHOWN * 2.0 ** np.arange(-4, 3.6, 0.5)
WARMUPS = {1: ("no warm-up", style.RUST, style.DASHED, "s"), 300: ("300 updates", style.BLUE, style.SOLID, "o")}


def draw() -> Figure:
    """Returns the figure."""
    figure, (left, right) = style.panels(2)
    at = int(np.argmin(abs(RATES - SHOWN)))
    for warm, (name, color, dashes, marker) in WARMUPS.items():
        with np.errstate(all="ignore"):
            curves = _losses(warm)
        ends = curves[:, -5:].mean(axis=1)
        print(name, [f"{rate:.3f}: {end:.4f}" for rate, end in zip(RATES, ends, strict=True)])
        left.semilogy(np.arange(len(curves[at])) * EVERY, curves[at], color=color, linestyle=dashes)
        good = ends < 1
        right.loglog(RATES[good], ends[good], marker=marker, color=color, linestyle=dashes, label=name)
        right.loglog(RATES[~good], np.full(np.sum(~good), 0.6), "x", color=color, markersize=9, markeredgewidth=2)
    left.set_yticks((1e-3, 1e-2, 1e-1, 1), labels=("0.001", "0.01", "0.1", "1"))
    right.set_yticks((1e-3, 1e-2, 1e-1), labels=("0.001", "0.01", "0.1"))
    left.set(title=f"loss, peak rate {SHOWN}", xlabel="update", xlim=(0, STEPS), xticks=(0, 500, 1000, 1500))
    right.set(title="final loss", xlabel="peak rate", ylim=(2e-4, 3), xticks=(0.01, 0.1), xticklabels=("0.01", "0.1"))
    right.text(0.95, 1.1, "diverged", color=style.RUST, ha="right")
    right.minorticks_off()
    figure.legend(loc="outside upper center", ncols=2, frameon=False)
    return figure


def _losses(warm: int) -> Values:
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, (ROWS, 2))
    y = np.sin(4 * x[:, :1]) * np.cos(4 * x[:, 1:])
    x = np.hstack([x, np.ones((ROWS, 1))])
    sizes = (3, *(WIDTH,) * HIDDEN, 1)
    weights = [rng.normal(0, (2 / i) ** 0.5, (1, i, o)) + np.zeros((len(RATES), 1, 1)) for i, o in pairwise(sizes)]
    velocities = [np.zeros_like(w) for w in weights]
    curves = []
    for step in range(1, STEPS + 1):
        rows = rng.integers(0, ROWS, BATCH)
        for i, slope in enumerate(_gradients(x[rows], y[rows], weights)):
            velocities[i] = 0.9 * velocities[i] + slope
            weights[i] = weights[i] - RATES[:, None, None] * min(1, step / warm) * velocities[i]
        if step % EVERY == 1:
            curves.append(np.mean((_forward(x, weights)[-1] - y) ** 2, axis=(1, 2)))
    return np.array(curves).T


def _forward(x: Values, weights: list[Values]) -> list[Values]:
    layers = [np.broadcast_to(x, (len(RATES), *x.shape))]
    for w in weights[:-1]:
        layers.append(np.maximum(layers[-1] @ w, 0))
    return [*layers, layers[-1] @ weights[-1]]


def _gradients(x: Values, y: Values, weights: list[Values]) -> list[Values]:
    layers = _forward(x, weights)
    slope = 2 * (layers[-1] - y) / len(x)
    gradients = []
    for layer, w in zip(layers[-2::-1], weights[::-1], strict=True):
        gradients.append(layer.swapaxes(-1, -2) @ slope)
        slope = (slope @ w.swapaxes(1, 2)) * (layer > 0)
    return gradients[::-1]
