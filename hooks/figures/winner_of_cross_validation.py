"""Draws the best cross-validation score among many useless models, and that model's accuracy on fresh data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/winner-of-cross-validation.svg"
ROWS, FRESH, FEATURES, USED, FOLDS, REPEATS = 100, 1000, 40, 5, 5, 30
TRIED = (1, 3, 10, 30, 100, 300, 1000)


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Returns the weights of a ridge regression on labels of -1 and 1."""
    return np.linalg.solve(x.T @ x + np.eye(USED), x.T @ y)


def cross_validated(x: np.ndarray, y: np.ndarray) -> float:
    """Returns the accuracy over the held-out folds."""
    right = 0
    for test in np.array_split(np.arange(ROWS), FOLDS):
        train = np.ones(ROWS, bool)
        train[test] = False
        right += int(np.sum((x[test] @ fitted(x[train], y[train]) > 0) == (y[test] > 0)))
    return right / ROWS


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    best, fresh = np.zeros((REPEATS, len(TRIED))), np.zeros((REPEATS, len(TRIED)))
    for repeat in range(REPEATS):
        x, z = rng.normal(size=(ROWS, FEATURES)), rng.normal(size=(FRESH, FEATURES))
        y, truth = rng.choice([-1.0, 1.0], ROWS), rng.choice([-1.0, 1.0], FRESH)
        models = [rng.choice(FEATURES, USED, replace=False) for _ in range(TRIED[-1])]
        scores = np.array([cross_validated(x[:, model], y) for model in models])
        for at, tried in enumerate(TRIED):
            winner = int(np.argmax(scores[:tried]))
            best[repeat, at] = scores[winner]
            guess = z[:, models[winner]] @ fitted(x[:, models[winner]], y)
            fresh[repeat, at] = np.mean((guess > 0) == (truth > 0))
    figure, (axes,) = style.panels(1, height=2.9)
    for values, color, dashes, marker in ((best, style.RUST, style.SOLID, "o"), (fresh, style.BLUE, style.DASHED, "s")):
        print([f"{tried}: {value:.3f}" for tried, value in zip(TRIED, values.mean(axis=0), strict=True)])
        axes.plot(TRIED, values.mean(axis=0), color=color, linestyle=dashes, marker=marker, markersize=7)
        axes.fill_between(TRIED, *np.quantile(values, (0.1, 0.9), axis=0), color=color, alpha=0.15, linewidth=0)
    axes.text(1.6, 0.66, "cross-validation score\nof the winner", color=style.RUST)
    axes.text(10, 0.435, "the winner on fresh data", color=style.BLUE)
    axes.set(xscale="log", xlabel="models tried", ylabel="accuracy", ylim=(0.4, 0.76), yticks=(0.4, 0.5, 0.6, 0.7))
    axes.set_xticks(TRIED[::2], [str(tried) for tried in TRIED[::2]])
    axes.minorticks_off()
    return figure
