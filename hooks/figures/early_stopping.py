"""Draws loss and accuracy of one run whose validation loss turns upwards long before its accuracy does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "regularization/early-stopping.svg"
EXAMPLES, HELD_OUT, INPUTS, WIDTH, RATE, EPOCHS = 200, 2000, 8, 100, 0.2, 5000


def _history() -> NDArray[np.float64]:
    """Returns loss and share right, in training and validation, at every epoch of full-batch descent."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((EXAMPLES + HELD_OUT, INPUTS))
    y = (x[:, :1] * x[:, 1:2] + x[:, 2:3] > 0).astype(float)
    w1, b1 = rng.normal(0, (2 / INPUTS) ** 0.5, (INPUTS, WIDTH)), np.zeros(WIDTH)
    w2, b2 = rng.normal(0, 0.1 * (2 / WIDTH) ** 0.5, (WIDTH, 1)), np.zeros(1)
    n, rows = EXAMPLES, []
    for _ in range(EPOCHS + 1):
        hidden = np.maximum(x @ w1 + b1, 0)
        z = hidden @ w2 + b2
        loss, right = np.logaddexp(0, z) - z * y, (z > 0) == (y == 1)
        rows.append((loss[:n].mean(), right[:n].mean(), loss[n:].mean(), right[n:].mean()))
        slope = (1 / (1 + np.exp(-z[:n])) - y[:n]) / n
        below = slope @ w2.T * (hidden[:n] > 0)
        w1, b1 = w1 - RATE * x[:n].T @ below, b1 - RATE * below.sum(axis=0)
        w2, b2 = w2 - RATE * hidden[:n].T @ slope, b2 - RATE * slope.sum(axis=0)
    return np.array(rows)


def draw() -> Figure:
    """Returns the figure."""
    table = _history()
    best = int(table[:, 2].argmin())
    for epoch in (best, 1000, EPOCHS):
        print(f"epoch {epoch}: loss, share right in training; same in validation: {table[epoch].round(4)}")

    shown = np.unique(np.geomspace(1, EPOCHS, 120).astype(int))
    figure, plots = style.panels(2)
    for column, (axes, name) in enumerate(zip(plots, ("cross-entropy", "accuracy"), strict=True)):
        axes.plot(shown, table[shown, column], color=style.BLUE, linestyle=style.DASHED)
        axes.plot(shown, table[shown, column + 2], color=style.RUST)
        axes.axvline(best, color=style.GREY, linewidth=1.2, linestyle=style.DOTTED)
        for epoch, marker in ((best, "o"), (EPOCHS, "s")):
            axes.plot(epoch, table[epoch, column + 2], marker, color="white", markersize=8, mec=style.INK, mew=2, clip_on=False)
        axes.set(title=name, xscale="log", xlabel="epoch", xlim=(1, EPOCHS))
        axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    plots[0].set(ylim=(0, 0.7), yticks=(0, 0.2, 0.4, 0.6))
    plots[1].set(ylim=(0.6, 1.02), yticks=(0.6, 0.8, 1))
    plots[1].set_yticklabels(["60%", "80%", "100%"])
    plots[0].text(1.3, 0.2, "validation", color=style.RUST)
    plots[0].text(1.3, 0.1, "training", color=style.BLUE)
    return figure
