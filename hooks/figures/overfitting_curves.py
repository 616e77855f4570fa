"""Draws training and validation loss of a network with far more weights than examples, over the epochs of its training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, EPOCHS, RATE = 200, 3000, 0.003


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    x = rng.uniform(-1, 1, (1040, 1))
    y = np.sin(np.pi * x) + rng.normal(0, 0.3, x.shape)
    train, held = slice(0, 40), slice(40, None)
    sizes = (1, WIDTH, WIDTH, 1)
    weights = [rng.normal(0, (2 / n) ** 0.5, (n, m)) for n, m in zip(sizes, sizes[1:], strict=False)]
    weights += [rng.normal(0, 0.5, m) for m in sizes[1:]]
    first, second = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    losses = []
    for epoch in range(1, EPOCHS + 1):
        w1, w2, w3, b1, b2, b3 = weights
        h1 = np.maximum(x @ w1 + b1, 0)
        h2 = np.maximum(h1 @ w2 + b2, 0)
        error = h2 @ w3 + b3 - y
        losses.append((np.mean(error[train] ** 2), np.mean(error[held] ** 2)))
        d3 = 2 * error[train] / 40
        d2 = d3 @ w3.T * (h2[train] > 0)
        d1 = d2 @ w2.T * (h1[train] > 0)
        slopes = [x[train].T @ d1, h1[train].T @ d2, h2[train].T @ d3, d1.sum(axis=0), d2.sum(axis=0), d3.sum(axis=0)]
        for i, slope in enumerate(slopes):  # Adam
            first[i] = 0.9 * first[i] + 0.1 * slope
            second[i] = 0.999 * second[i] + 0.001 * slope**2
            step = first[i] / (1 - 0.9**epoch) / (np.sqrt(second[i] / (1 - 0.999**epoch)) + 1e-8)
            weights[i] = weights[i] - RATE * step
    table = np.array(losses)
    stop = int(table[:, 1].argmin())
    print(stop, table[stop], table[-1], sum(w.size for w in weights))
    figure, (axes,) = style.panels(1)
    axes.plot(table[:, 0], color=style.BLUE, linestyle=style.DASHED)
    axes.plot(table[:, 1], color=style.RUST)
    axes.set(xscale="log", ylim=(0, 0.5))
    return figure
