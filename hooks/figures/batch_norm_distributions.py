"""Draws the distribution of a hidden layer's pre-activations while a network trains, with and without batch norm."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "training-practice/batch-norm-distributions.svg"
WIDTH, DEPTH, BATCH, RATE, EVERY, STEPS = 64, 4, 128, 0.2, 25, 2000


def _train(normalized: bool) -> NDArray[np.float64]:
    rng = np.random.default_rng(0)
    sizes = [10, *[WIDTH] * DEPTH, 1]
    weights = [rng.normal(0, (2 / n) ** 0.5, (n, m)) for n, m in pairwise(sizes)]
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
        steps = np.arange(len(table)) * EVERY
        name = "with batch norm" if normalized else "without batch norm"
        for at in (0, -1):
            print(f"{name}, step {steps[at]}: percentiles {table[at, :5].round(2)}")
        print(f"{name}: right in the last 20 batches {table[-20:, 5].mean():.3f}")
        axes.fill_between(steps, table[:, 0], table[:, 4], color=style.PALE_BLUE, linewidth=0, label="5% to 95%")
        axes.fill_between(steps, table[:, 1], table[:, 3], color="#7db3dc", linewidth=0, label="25% to 75%")
        axes.plot(steps, table[:, 2], color=style.INK, label="median")
        for edge in (0, 4):
            axes.plot(steps, table[:, edge], color=style.BLUE, linewidth=1.2)
        axes.set(title=name, xlabel="training step", xlim=(0, STEPS), ylim=(-6, 6))
        axes.set_xticks([0, 1000, 2000], ["0", "1,000", "2,000"])
    plots[0].set_ylabel("pre-activation")
    plots[1].set_yticklabels([])
    plots[1].legend(loc="lower center", frameon=False, handlelength=1.4, labelspacing=0.2)
    return figure
