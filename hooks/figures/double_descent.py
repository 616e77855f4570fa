"""Draws the test error of random-feature regression against the number of features, with and without ridge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "regularization/double-descent.svg"
ROWS, TESTS, INPUTS, NOISE, RIDGE, DRAWS = 100, 300, 30, 0.3, 0.1, 20
WIDTHS = (5, 10, 20, 30, 50, 70, 80, 90, 95, 100, 105, 110, 120, 150, 200, 300, 500, 1000, 2000)


def _errors(width: int, seed: int) -> tuple[float, float, float]:
    """Returns the training error and the test errors without and with ridge of one draw."""
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((ROWS + TESTS, INPUTS))
    clean = x.sum(axis=1) / INPUTS**0.5
    y = clean[:ROWS] + NOISE * rng.standard_normal(ROWS)
    features = np.maximum(x @ rng.standard_normal((INPUTS, width)), 0) / width**0.5
    train, test = features[:ROWS], features[ROWS:]
    gram = train @ train.T
    w = np.linalg.lstsq(train, y)[0] if width < ROWS else train.T @ np.linalg.solve(gram, y)
    shrunk = train.T @ np.linalg.solve(gram + RIDGE * np.eye(ROWS), y)
    wrong = [np.mean((test @ v - clean[ROWS:]) ** 2) for v in (w, shrunk)]
    return float(np.mean((train @ w - y) ** 2)), float(wrong[0]), float(wrong[1])


def draw() -> Figure:
    """Returns the figure."""
    table = np.array([np.median([_errors(width, seed) for seed in range(DRAWS)], axis=0) for width in WIDTHS])
    for width, row in zip(WIDTHS, table, strict=True):
        print(f"{width} features: training {row[0]:.3f}, test {row[1]:.3f}, with ridge {row[2]:.3f}")

    figure, (axes,) = style.panels(1)
    axes.axvline(ROWS, color=style.GREY, linewidth=1.2, linestyle=style.DOTTED)
    axes.plot(WIDTHS, table[:, 1], "o-", color=style.RUST, markersize=4.5)
    axes.plot(WIDTHS, table[:, 2], color=style.BLUE, linestyle=style.DASHED)
    axes.text(105, 20, "100 features =\n100 examples", horizontalalignment="left")
    axes.text(150, 1.1, "no penalty", color=style.RUST)
    axes.text(16, 0.3, "with ridge", color=style.BLUE)
    axes.set(xscale="log", yscale="log", xlabel="number of random features", ylabel="test error", ylim=(0.04, 100))
    axes.set_xticks([10, 100, 1000], ["10", "100", "1,000"])
    axes.set_yticks([0.1, 1, 10, 100], ["0.1", "1", "10", "100"])
    axes.minorticks_off()
    return figure
