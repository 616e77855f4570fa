"""Draws the error of naive Bayes and of logistic regression against the number of training examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "generative/naive-bayes-vs-logistic.svg"
FEATURES, RUNS, TEST = 20, 150, 4000
SIZES = (20, 30, 50, 80, 130, 200, 400, 800, 1600, 3200)
LOOKS = {
    "naive Bayes (generative)": (style.RUST, style.DASHED, "s"),
    "logistic regression\n(discriminative)": (style.BLUE, style.SOLID, "o"),
}


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    shift = 0.35 * rng.random(FEATURES)
    mixing = np.eye(FEATURES) + 0.06 * rng.standard_normal((FEATURES, FEATURES))
    x_test, y_test = _data(rng, TEST, shift, mixing)
    errors = np.zeros((2, len(SIZES)))
    for i, size in enumerate(SIZES):
        for _ in range(RUNS):
            x, y = _data(rng, size, shift, mixing)
            for j, fit in enumerate((_naive_bayes, _logistic)):
                w, b = fit(x, y)
                errors[j, i] += np.mean((x_test @ w + b > 0) != y_test) / RUNS
    figure, (axes,) = style.panels(1)
    for (name, (color, dashes, marker)), values in zip(LOOKS.items(), 100 * errors, strict=True):
        print(repr(name), dict(zip(SIZES, values.round(1).tolist(), strict=True)))
        axes.semilogx(SIZES, values, color=color, linestyle=dashes, marker=marker, label=name)
    axes.set(xlabel="training examples", ylabel="test error (%)", ylim=(10, 35), xticks=(20, 50, 200, 800, 3200))
    axes.set(xticklabels=("20", "50", "200", "800", "3,200"))
    axes.minorticks_off()
    axes.legend(frameon=False)
    return figure


def _data(
    rng: np.random.Generator, size: int, shift: NDArray[np.float64], mixing: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    y = np.arange(size) % 2
    return rng.standard_normal((size, FEATURES)) @ mixing + np.outer(2 * y - 1, shift), y


def _naive_bayes(x: NDArray[np.float64], y: NDArray[np.int64]) -> tuple[NDArray[np.float64], float]:
    high, low = x[y == 1].mean(0), x[y == 0].mean(0)
    variance = ((x - np.where(y[:, None] == 1, high, low)) ** 2).mean(0)
    return (high - low) / variance, float(np.sum((low**2 - high**2) / (2 * variance)))


def _logistic(x: NDArray[np.float64], y: NDArray[np.int64]) -> tuple[NDArray[np.float64], float]:
    x = np.column_stack([x, np.ones(len(x))])
    w = np.zeros(FEATURES + 1)
    for _ in range(12):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + 0.01 * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + 0.01 * w)
    return w[:-1], float(w[-1])
