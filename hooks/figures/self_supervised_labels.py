"""Draws accuracy against labels for raw inputs and for features learned by predicting one half from the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "transfer-and-adaptation/self-supervised-labels.svg"
CLASSES, HIDDEN, HALF, KEPT, NOISE, UNLABELED, RUNS = 10, 10, 100, 10, 3.0, 20_000, 20
LABELS = (1, 2, 5, 10, 20, 50, 100)


def _ridge(x: NDArray[np.float64], y: NDArray[np.float64], strength: float) -> NDArray[np.float64]:
    return np.asarray(np.linalg.solve(x.T @ x + strength * np.eye(x.shape[1]), x.T @ y))


def _features(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns the directions of both halves that matter most for predicting each half from the other."""
    first, second = x[:, :HALF], x[:, HALF:]
    maps = np.zeros((2 * HALF, 2 * KEPT))
    for source, target, rows, columns in (
        (first, second, slice(0, HALF), slice(0, KEPT)),
        (second, first, slice(HALF, None), slice(KEPT, None)),
    ):
        predictor = _ridge(source, target, 1.0)
        maps[rows, columns] = predictor @ np.linalg.svd(source @ predictor, full_matrices=False)[2][:KEPT].T
    return maps


def _accuracy(train: NDArray[np.float64], marks: NDArray[np.int64], test: NDArray[np.float64]) -> NDArray[np.int64]:
    scale = train.std()
    best = _ridge(train / scale, np.eye(CLASSES)[marks], 30.0 * train.shape[1])
    return np.asarray((test / scale @ best).argmax(axis=1))


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    centers, mixing = rng.standard_normal((CLASSES, HIDDEN)), rng.standard_normal((HIDDEN, 2 * HALF))

    def sample(marks: NDArray[np.int64]) -> NDArray[np.float64]:
        hidden = centers[marks] + 0.5 * rng.standard_normal((len(marks), HIDDEN))
        return np.asarray(np.tanh(hidden @ mixing) + NOISE * rng.standard_normal((len(marks), 2 * HALF)))

    maps = _features(sample(rng.integers(0, CLASSES, UNLABELED)))
    scores = np.zeros((2, len(LABELS)))
    for _ in range(RUNS):
        truth = rng.integers(0, CLASSES, 1000)
        test = sample(truth)
        for i, count in enumerate(LABELS):
            marks = np.repeat(np.arange(CLASSES), count)
            train = sample(marks)
            scores[0, i] += np.mean(_accuracy(train, marks, test) == truth) / RUNS
            scores[1, i] += np.mean(_accuracy(train @ maps, marks, test @ maps) == truth) / RUNS
    print(dict(zip(LABELS, scores.T.round(3).tolist(), strict=True)))
    figure, (axes,) = style.panels(1)
    axes.plot(LABELS, scores[1], color=style.BLUE, marker="o", markersize=7)
    axes.plot(LABELS, scores[0], color=style.RUST, linestyle=style.DASHED, marker="s", markersize=7)
    axes.text(1, 0.72, "self-supervised features", color=style.BLUE)
    axes.text(12, 0.3, "raw inputs", color=style.RUST)
    axes.set(xscale="log", ylim=(0, 1), yticks=(0, 0.5, 1), xlabel="labels per class", ylabel="test accuracy")
    axes.set_xticks(LABELS, [str(count) for count in LABELS])
    axes.minorticks_off()
    return figure
