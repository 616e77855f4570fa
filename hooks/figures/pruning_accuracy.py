"""Draws the accuracy of a small trained network against the share of its weights that are removed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Weights = list[NDArray[np.float64]]

FILE = "efficiency-and-scale/pruning-accuracy.svg"
SPARSITIES = np.array([0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97, 0.99])
WIDTHS, STEPS, RETRAINING, RATE = (16, 128, 64, 8), 2000, 600, 0.1


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    centers = rng.standard_normal((24, WIDTHS[0]))
    (x, y), test = (_data(rng, centers, size) for size in (4000, 4000))
    start = [rng.normal(0, np.sqrt(2 / i), (i, o)) for i, o in pairwise(WIDTHS)]
    dense = _train(start, [np.ones_like(w) for w in start], x, y, STEPS)
    noise = [rng.random(w.shape) for w in dense]
    curves: dict[str, list[float]] = {"random": [], "smallest": [], "retrained": []}
    for sparsity in SPARSITIES:
        masks = _masks([np.abs(w) for w in dense], sparsity)
        random = [w * m for w, m in zip(dense, _masks(noise, sparsity), strict=True)]
        pruned = [w * m for w, m in zip(dense, masks, strict=True)]
        curves["random"].append(_accuracy(random, *test))
        curves["smallest"].append(_accuracy(pruned, *test))
        curves["retrained"].append(_accuracy(_train(pruned, masks, x, y, RETRAINING), *test))
    figure, (axes,) = style.panels(1)
    looks = ((style.GREY, style.DOTTED, "v"), (style.RUST, style.DASHED, "s"), (style.BLUE, style.SOLID, "o"))
    names = ("random weights", "smallest weights", "smallest weights,\nretrained")
    for (key, values), (color, dashes, marker), name in zip(curves.items(), looks, names, strict=True):
        print(key, dict(zip(SPARSITIES.tolist(), np.round(values, 3).tolist(), strict=True)))
        axes.plot(100 * SPARSITIES, 100 * np.array(values), color=color, linestyle=dashes, marker=marker, label=name)
    axes.set(xlabel="weights removed (%)", ylabel="test accuracy (%)", ylim=(0, 100), xticks=range(0, 101, 20))
    axes.legend(frameon=False, fontsize=13, loc=(0.01, 0.03), borderaxespad=0)
    return figure


def _data(rng: np.random.Generator, centers: NDArray[np.float64], size: int) -> Weights:
    which = rng.integers(len(centers), size=size)
    return [centers[which] + 0.6 * rng.standard_normal((size, WIDTHS[0])), np.eye(WIDTHS[-1])[which % WIDTHS[-1]]]


def _train(start: Weights, masks: Weights, x: NDArray[np.float64], y: NDArray[np.float64], steps: int) -> Weights:
    weights, rng = [w.copy() for w in start], np.random.default_rng(1)
    for _ in range(steps):
        rows = rng.integers(len(x), size=128)
        layers, back = [x[rows]], np.empty(0)
        for w in weights[:-1]:
            layers.append(np.maximum(layers[-1] @ w, 0))
        scores = np.exp(np.clip(layers[-1] @ weights[-1], -30, 30))
        back = (scores / scores.sum(1, keepdims=True) - y[rows]) / len(rows)
        for i in reversed(range(len(weights))):
            step, back = layers[i].T @ back, (back @ weights[i].T) * (layers[i] > 0)
            weights[i] -= RATE * masks[i] * step
    return weights


def _masks(scores: Weights, sparsity: float) -> Weights:
    limit = np.quantile(np.concatenate([s.ravel() for s in scores]), sparsity)
    return [(s > limit if sparsity else s >= 0).astype(float) for s in scores]


def _accuracy(weights: Weights, x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    for w in weights[:-1]:
        x = np.maximum(x @ w, 0)
    return float(np.mean((x @ weights[-1]).argmax(1) == y.argmax(1)))
