"""Draws the training loss of one sound run and of three runs with typical bugs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "training-practice/broken-training.svg"
CLASSES, INPUTS, WIDTH, BATCH, STEPS, RATE, SMOOTH = 10, 20, 64, 128, 600, 0.3, 20
RUNS = {
    "sound": (style.BLUE, style.SOLID, (30, 0.12)),
    "labels shuffled": (style.RUST, style.DASHED, (300, 2.45)),
    "softmax twice": (style.GREEN, style.DASHDOT, (430, 1.57)),
    "rate 100 times too low": (style.PURPLE, style.DOTTED, (270, 0.95)),
}


def _softmax(z: NDArray[np.float64]) -> NDArray[np.float64]:
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return np.asarray(e / e.sum(axis=1, keepdims=True))


def _losses(name: str) -> NDArray[np.float64]:
    """Trains on new examples at every step, with the bug named."""
    rng = np.random.default_rng(0)
    centers = 1.2 * rng.standard_normal((CLASSES, INPUTS))
    w1, b1 = rng.normal(0, (2 / INPUTS) ** 0.5, (INPUTS, WIDTH)), np.zeros(WIDTH)
    w2, b2 = rng.normal(0, 0.1 * (1 / WIDTH) ** 0.5, (WIDTH, CLASSES)), np.zeros(CLASSES)
    rate, losses = RATE * (0.01 if name.startswith("rate") else 1), []
    for _ in range(STEPS):
        labels = rng.integers(0, CLASSES, BATCH)
        x = centers[labels] + rng.standard_normal((BATCH, INPUTS))
        if name == "labels shuffled":
            labels = rng.permutation(labels)
        truth = np.eye(CLASSES)[labels]
        h = np.maximum(x @ w1 + b1, 0)
        p = _softmax(h @ w2 + b2)
        q = _softmax(p) if name == "softmax twice" else p
        losses.append(-np.log(np.maximum(q[truth == 1], 1e-12)).mean())
        slope = (q - truth) / BATCH
        if name == "softmax twice":
            slope = p * (slope - (p * slope).sum(axis=1, keepdims=True))
        below = slope @ w2.T * (h > 0)
        w1, b1 = w1 - rate * x.T @ below, b1 - rate * below.sum(axis=0)
        w2, b2 = w2 - rate * h.T @ slope, b2 - rate * slope.sum(axis=0)
    return np.array(losses)


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1)
    axes.axhline(np.log(CLASSES), color=style.GREY, linewidth=1)
    axes.text(600, 2.02, "ln 10", color=style.GREY, horizontalalignment="right")
    for name, (color, dashes, at) in RUNS.items():
        losses = _losses(name)
        print(f"{name}: first {losses[0]:.3f}, mean of the last 100 {losses[-100:].mean():.3f}")
        means = losses.reshape(-1, SMOOTH).mean(axis=1)
        axes.plot([0, *(np.arange(len(means)) + 0.5) * SMOOTH], [losses[0], *means], color=color, linestyle=dashes)
        axes.text(*at, name, color=color)
    axes.set(xlabel="step", ylabel="cross-entropy", ylim=(0, 2.8), xlim=(0, STEPS), yticks=(0, 1, 2))
    return figure
