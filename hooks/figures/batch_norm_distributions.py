"""Draws how the pre-activations of a hidden layer are distributed while a network trains, with and without batch norm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

WIDTH, DEPTH, BATCH, RATE, EVERY, STEPS = 64, 4, 128, 0.05, 20, 2000


def _train(normalized: bool) -> NDArray[np.float64]:
    rng = np.random.default_rng(0)
    sizes = [10, *[WIDTH] * DEPTH, 1]
    weights = [rng.normal(0, (2 / n) ** 0.5, (n, m)) for n, m in zip(sizes, sizes[1:], strict=False)]
    scale, shift = [np.ones(n) for n in sizes[1:]], [np.zeros(n) for n in sizes[1:]]
    rows = []
    for step in range(STEPS + 1):
        x = rng.standard_normal((BATCH, sizes[0]))
        y = (x[:, :1] * x[:, 1:2] + x[:, 2:3] > 0).astype(float)
        inputs, hats, deviations, pres = [x], [], [], []
        for layer, w in enumerate(weights):
            hat, deviation = inputs[-1] @ w, np.ones(w.shape[1])
            if normalized and layer < DEPTH:
                deviation = np.sqrt(hat.var(axis=0) + 1e-5)
                hat = (hat - hat.mean(axis=0)) / deviation
            pres.append(hat * scale[layer] + shift[layer])
            hats.append(hat)
            deviations.append(deviation)
            inputs.append(np.maximum(pres[-1], 0))
        p = 1 / (1 + np.exp(-pres[-1]))
        if step % EVERY == 0:
            rows.append([*np.percentile(pres[DEPTH - 1], (5, 25, 50, 75, 95)), np.mean((p > 0.5) == y)])
        slope = (p - y) / BATCH
        for layer in reversed(range(DEPTH + 1)):
            shift_slope, scale_slope = slope.sum(axis=0), (slope * hats[layer]).sum(axis=0)
            slope = slope * scale[layer]
            shift[layer] = shift[layer] - RATE * shift_slope
            if normalized and layer < DEPTH:
                scale[layer] = scale[layer] - RATE * scale_slope
                slope = slope - slope.mean(axis=0) - hats[layer] * (slope * hats[layer]).mean(axis=0)
            slope = slope / deviations[layer]
            below = slope @ weights[layer].T * (inputs[layer] > 0)
            weights[layer] = weights[layer] - RATE * inputs[layer].T @ slope
            slope = below
    return np.array(rows)


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(2)
    for axes, normalized in zip(plots, (False, True), strict=True):
        table = _train(normalized)
        print(normalized, table[[0, 5, 25, 50, -1]].round(2))
        steps = np.arange(len(table)) * EVERY
        axes.fill_between(steps, table[:, 0], table[:, 4], color=style.PALE_BLUE)
        axes.fill_between(steps, table[:, 1], table[:, 3], color=style.BLUE)
        axes.plot(steps, table[:, 2], color="white")
    return figure
