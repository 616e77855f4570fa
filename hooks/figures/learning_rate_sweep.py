"""Draws the loss curves of one small network at several learning rates and its final loss over the whole range."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

FILE = "optimization/learning-rate-sweep.svg"
ROWS, WIDTH, BATCH, STEPS, EVERY = 512, 32, 32, 1500, 30
RATES = 10 ** np.linspace(-3, 0.25, 14)
SHOWN = {
    2: ("0.003", style.GREY, style.DOTTED),
    9: ("0.18", style.BLUE, style.SOLID),
    11: ("0.56", style.RUST, style.DASHED),
}


def draw() -> Figure:
    """Returns the figure."""
    with np.errstate(over="ignore", invalid="ignore"):
        curves = _losses(np.random.default_rng(0))
    ends = curves[:, -5:].mean(axis=1)
    for rate, end in zip(RATES, ends, strict=True):
        print(f"rate {rate:.4f}: loss {curves[0, 0]:.3f} at the start, {end:.4f} over the last {5 * EVERY} updates")
    figure, (left, right) = style.panels(2)
    failed = ~(ends < 1)
    for at, (name, color, dashes) in SHOWN.items():
        left.plot(np.arange(STEPS // EVERY + 1) * EVERY, curves[at], color=color, linestyle=dashes)
        right.semilogx(RATES[at], ends[at], "o", color=color, markersize=11)
        left.text(1530, curves[at, -1], name, color=color, verticalalignment="center")
    right.semilogx(RATES[~failed], ends[~failed], ".-", color=style.INK, linewidth=1.5, zorder=0)
    right.semilogx(RATES[failed], np.full(np.sum(failed), 0.27), "x", color=style.INK, markersize=9, markeredgewidth=2)
    right.text(1.5, 0.285, "diverged", horizontalalignment="right")
    left.set(title="loss", xlabel="update", ylim=(0, 0.31), xlim=(0, 1500), xticks=(0, 500, 1000, 1500))
    right.set(title="final loss", xlabel="learning rate", ylim=(0, 0.31), xticks=(0.001, 0.01, 0.1, 1))
    right.set(xticklabels=("0.001", "0.01", "0.1", "1"))
    right.minorticks_off()
    return figure


def _losses(rng: np.random.Generator) -> Values:
    x = rng.uniform(-1, 1, (ROWS, 2))
    y = np.sin(4 * x[:, :1]) * np.cos(4 * x[:, 1:])
    shapes = ((2, WIDTH), (WIDTH, WIDTH), (WIDTH, 1))
    weights = [np.repeat(rng.normal(0, (2 / i) ** 0.5, (1, i, o)), len(RATES), 0) for i, o in shapes]
    biases = [np.zeros((len(RATES), 1, o)) for _, o in shapes]
    curves = []
    for step in range(STEPS + 1):
        if step % EVERY == 0:
            curves.append(np.mean((_forward(x, weights, biases)[-1] - y) ** 2, axis=(1, 2)))
        rows = rng.integers(0, ROWS, BATCH)
        layers = _forward(x[rows], weights, biases)
        slope = 2 * (layers[-1] - y[rows]) / BATCH
        for i in (2, 1, 0):
            back = (slope @ weights[i].swapaxes(1, 2)) * (layers[i] > 0)
            weights[i] -= RATES[:, None, None] * (layers[i].swapaxes(-1, -2) @ slope)
            biases[i] -= RATES[:, None, None] * slope.sum(axis=1, keepdims=True)
            slope = back
    return np.array(curves).T


def _forward(x: Values, weights: list[Values], biases: list[Values]) -> list[Values]:
    layers = [np.broadcast_to(x, (len(RATES), *x.shape))]
    for i, (w, b) in enumerate(zip(weights, biases, strict=True)):
        layers.append(layers[-1] @ w + b)
        if i < 2:
            layers[-1] = np.maximum(layers[-1], 0)
    return layers
