"""Draws the share of dead ReLU units after training, against the learning rate, for two scalings of the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "foundations/dead-units.svg"
INPUTS, UNITS, ROWS, BATCH, STEPS, RUNS = 10, 64, 500, 32, 200, 5
RATES = np.geomspace(0.01, 3, 9)
SHIFTS = {3.0: ("inputs with mean 3", style.RUST, style.DASHED, "s"), 0.0: ("standardized inputs", style.BLUE, style.SOLID, "o")}


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1)
    for shift, (name, color, dashes, marker) in SHIFTS.items():
        dead = [float(np.mean([_dead(rate, shift, seed) for seed in range(RUNS)])) for rate in RATES]
        print(name, [f"{rate:.3f}: {share:.1%}" for rate, share in zip(RATES, dead, strict=True)])
        axes.plot(RATES, dead, color=color, linestyle=dashes, marker=marker, markersize=7, label=name)
    axes.set(xscale="log", xlabel="learning rate", ylabel="dead units", ylim=(-0.03, 1.03))
    axes.set_xticks((0.01, 0.1, 1), labels=("0.01", "0.1", "1"))
    axes.set_yticks((0, 0.5, 1), labels=("0%", "50%", "100%"))
    axes.legend(frameon=False, loc="upper left")
    return figure


def _dead(rate: float, shift: float, seed: int) -> float:
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((ROWS, INPUTS)) + shift
    y = np.sin(x[:, 0]) + 0.5 * x[:, 1] * x[:, 2]
    y = (y - y.mean()) / y.std()
    w1, b1 = rng.standard_normal((INPUTS, UNITS)) * (2 / INPUTS) ** 0.5, np.zeros(UNITS)
    w2, b2 = rng.standard_normal(UNITS) * (1 / UNITS) ** 0.5, 0.0
    for _ in range(STEPS):
        rows = rng.choice(ROWS, BATCH, replace=False)
        h = np.maximum(x[rows] @ w1 + b1, 0)
        error = np.clip(h @ w2 + b2 - y[rows], -1, 1) / BATCH
        back = np.outer(error, w2) * (h > 0)
        w2, b2 = w2 - rate * h.T @ error, b2 - rate * float(error.sum())
        w1, b1 = w1 - rate * x[rows].T @ back, b1 - rate * back.sum(axis=0)
    return float(np.mean(np.all(x @ w1 + b1 <= 0, axis=0)))
