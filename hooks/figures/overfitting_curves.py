"""Draws training and validation loss of a network with far more weights than examples, a tenth of them mislabeled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "regularization/overfitting-curves.svg"
EXAMPLES, HELD_OUT, INPUTS, WIDTH, FLIPPED, RATE, EPOCHS = 200, 2000, 4, 100, 0.1, 0.1, 3000


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((EXAMPLES + HELD_OUT, INPUTS))
    flips = rng.random((EXAMPLES + HELD_OUT, 1)) < FLIPPED
    y = ((x[:, :1] * x[:, 1:2] > 0) ^ flips).astype(float)
    w1 = rng.normal(0, (2 / INPUTS) ** 0.5, (INPUTS, WIDTH))
    w2 = rng.normal(0, (2 / WIDTH) ** 0.5, (WIDTH, WIDTH))
    w3 = rng.normal(0, 0.1 * (2 / WIDTH) ** 0.5, (WIDTH, 1))
    b1, b2, b3 = np.zeros(WIDTH), np.zeros(WIDTH), np.zeros(1)
    print(f"{sum(w.size for w in (w1, w2, w3, b1, b2, b3))} weights for {EXAMPLES} examples")
    n, history = EXAMPLES, []
    for _ in range(EPOCHS + 1):
        h1 = np.maximum(x @ w1 + b1, 0)
        h2 = np.maximum(h1 @ w2 + b2, 0)
        z = h2 @ w3 + b3
        loss, right = np.logaddexp(0, z) - z * y, (z > 0) == (y == 1)
        history.append((loss[:n].mean(), loss[n:].mean(), right[:n].mean(), right[n:].mean()))
        d3 = (1 / (1 + np.exp(-z[:n])) - y[:n]) / n
        d2 = d3 @ w3.T * (h2[:n] > 0)
        d1 = d2 @ w2.T * (h1[:n] > 0)
        w1, b1 = w1 - RATE * x[:n].T @ d1, b1 - RATE * d1.sum(axis=0)
        w2, b2 = w2 - RATE * h1[:n].T @ d2, b2 - RATE * d2.sum(axis=0)
        w3, b3 = w3 - RATE * h2[:n].T @ d3, b3 - RATE * d3.sum(axis=0)
    table = np.array(history)
    best = int(table[:, 1].argmin())
    for epoch in (0, best, EPOCHS):
        print(f"epoch {epoch}: loss (training, validation) and share right (same) {table[epoch].round(3)}")

    shown = np.unique(np.geomspace(1, EPOCHS, 200).astype(int))
    figure, (axes,) = style.panels(1)
    axes.plot(shown, table[shown, 0], color=style.BLUE, linestyle=style.DASHED)
    axes.plot(shown, table[shown, 1], color=style.RUST)
    axes.axvline(best, ymax=0.66, color=style.GREY, linewidth=1.2, linestyle=style.DOTTED)
    axes.plot(best, table[best, 1], "o", color="white", markeredgecolor=style.INK, markeredgewidth=2, markersize=9)
    axes.text(best * 0.9, 0.86, f"stop here:\nepoch {best}", horizontalalignment="right")
    axes.text(1050, 1.13, "validation", color=style.RUST, horizontalalignment="right")
    axes.text(330, 0.08, "training", color=style.BLUE, horizontalalignment="right")
    axes.set(xscale="log", xlabel="epoch", ylabel="cross-entropy", xlim=(1, EPOCHS), ylim=(0, 1.5))
    axes.set_yticks([0, 0.5, 1, 1.5], ["0", "0.5", "1", "1.5"])
    axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    return figure
