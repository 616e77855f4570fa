"""Draws cross-validated accuracies on pure noise, with features selected before and inside the folds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/leakage-by-selection.svg"
ROWS, FEATURES, KEPT, FOLDS, REPEATS = 50, 5000, 100, 5, 100


def strongest(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Returns the features whose class means differ most, in units of their spread."""
    gap = x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)
    return np.argsort(-np.abs(gap / x.std(axis=0)))[:KEPT]


def accuracy(x: np.ndarray, y: np.ndarray, *, leak: bool) -> float:
    """Returns the cross-validated accuracy of the nearest class mean on the selected features."""
    chosen, right = strongest(x, y), 0
    for test in np.array_split(np.arange(ROWS), FOLDS):
        train = np.setdiff1d(np.arange(ROWS), test)
        columns = chosen if leak else strongest(x[train], y[train])
        a, b = x[np.ix_(train, columns)], x[np.ix_(test, columns)]
        means = [a[y[train] == label].mean(axis=0) for label in (0, 1)]
        away = np.array([np.square(b - mean).sum(axis=1) for mean in means])
        right += int(np.sum(away.argmin(axis=0) == y[test]))
    return right / ROWS


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    scores: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(REPEATS):
        x, y = rng.normal(size=(ROWS, FEATURES)), rng.permutation(np.arange(ROWS) % 2)
        for leak, found in scores.items():
            found.append(accuracy(x, y, leak=leak))
    figure, (axes,) = style.panels(1, height=2.8)
    bins = np.arange(0.17, 1.04, 0.04)
    looks = {False: (style.BLUE, style.PALE_BLUE, "//"), True: (style.RUST, style.PALE_RUST, "\\\\")}
    for leak, (color, fill, hatch) in looks.items():
        print(f"leak {leak}: mean {np.mean(scores[leak]):.3f}, from {min(scores[leak]):.2f} to {max(scores[leak]):.2f}")
        axes.hist(scores[leak], list(bins), color=fill, edgecolor=color, hatch=hatch)
    axes.axvline(0.5, color=style.INK, linestyle=style.DASHED, linewidth=1.6)
    axes.text(0.2, 34, "selected inside\nthe folds", color=style.BLUE)
    axes.text(0.7, 60, "selected before\nthe folds", color=style.RUST)
    axes.set(xlabel="cross-validated accuracy on pure noise", ylabel="data sets of 100", xlim=(0.15, 1.05))
    return figure
