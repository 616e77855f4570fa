"""Draws the error on a small task against its examples: from scratch, and on features learned from other tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "transfer-and-adaptation/borrowed-features.svg"
WIDTH, FEATURES, TASKS, SOURCE, RUNS, NOISE = 60, 5, 40, 400, 40, 0.5
SIZES = (8, 12, 20, 32, 50, 80, 130, 200)


def fitted(x: np.ndarray, y: np.ndarray, penalty: float) -> np.ndarray:
    """Returns the weights of ridge regression."""
    return np.asarray(np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y))


def learned(shared: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Returns the directions in which the weights of many source tasks, fitted to noisy examples, differ most."""
    weights = []
    for _ in range(TASKS):
        x = rng.standard_normal((SOURCE, WIDTH))
        y = x @ shared @ rng.standard_normal(FEATURES) + NOISE * rng.standard_normal(SOURCE)
        weights.append(fitted(x, y, 1.0))
    return np.asarray(np.linalg.svd(np.array(weights))[2][:FEATURES].T)


def draw() -> Figure:
    """Returns the figure."""
    errors = np.zeros((3, RUNS, len(SIZES)))
    for run in range(RUNS):
        rng = np.random.default_rng(run)
        shared, other = (np.linalg.qr(rng.standard_normal((WIDTH, FEATURES)))[0] for _ in range(2))
        near, far, true = learned(shared, rng), learned(other, rng), shared @ rng.standard_normal(FEATURES)
        for at, size in enumerate(SIZES):
            x = rng.standard_normal((size, WIDTH))
            y = x @ true + NOISE * rng.standard_normal(size)
            for row, features in enumerate((np.eye(WIDTH), near, far)):
                weights = features @ fitted(x @ features, y, 0.5)
                errors[row, run, at] = np.mean((weights - true) ** 2) * WIDTH / np.sum(true**2)
    curves = np.median(errors, axis=1)
    figure, (axes,) = style.panels(1, height=3.2)
    looks = ((style.RUST, style.DASHED, "s"), (style.BLUE, style.SOLID, "o"), (style.GREEN, style.DOTTED, "^"))
    names = ("from scratch", "features of related tasks", "features of unrelated tasks")
    for curve, name, (color, look, marker) in zip(curves, names, looks, strict=True):
        axes.plot(SIZES, curve, linestyle=look, marker=marker, color=color, markersize=6)
        print(name, dict(zip(SIZES, curve.round(3).tolist(), strict=True)))
    axes.text(9, 0.14, names[1], color=style.BLUE)
    axes.text(60, curves[0][4] + 0.01, names[0], color=style.RUST)
    axes.text(195, curves[2][-1] + 0.1, names[2], color=style.GREEN, ha="right", va="bottom")
    axes.set(xscale="log", xlim=(7.5, 210), ylim=(0, 1.8), xlabel="examples of the new task", ylabel="error")
    axes.set_xticks(SIZES, [str(size) for size in SIZES])
    axes.set_yticks((0, 0.5, 1, 1.5), ("0", "0.5", "1", "1.5"))
    axes.minorticks_off()
    return figure
