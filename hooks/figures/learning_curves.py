"""Draws training and validation loss of six small runs: sound, and with five typical problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from figures import style

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = "training-practice/learning-curves.svg"
INPUTS, WIDTH, BATCH, STEPS, EVERY, HELD_OUT = 6, 100, 32, 3000, 60, 2000
RUNS: dict[str, dict[str, float]] = {
    "sound": {},
    "underfitting": {"slope": 1.0, "rate": 0.01},
    "overfitting": {"examples": 100},
    "rate too high": {"rate": 3.0},
    "dropout 0.5": {"drop": 0.5},
    "shifted validation": {"shift": 1.0},
}


def _target(x: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    return ((x[:, :1] * x[:, 1:2] + x[:, 2:3] > 0) ^ (rng.random((len(x), 1)) < 0.05)).astype(float)


def _loss(z: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    return float((np.logaddexp(0, z) - z * y).mean())


def _run(
    examples: float = 4000, rate: float = 0.1, drop: float = 0.0, shift: float = 0.0, slope: float = 0.0
) -> NDArray[np.float64]:
    """Returns the mean training loss since the last evaluation and the validation loss; a slope of 1 is a linear net."""
    rng = np.random.default_rng(1)
    x, other = rng.standard_normal((int(examples), INPUTS)), rng.standard_normal((HELD_OUT, INPUTS))
    y, other_y = _target(x, rng), _target(other, rng)
    other = other + shift * np.eye(INPUTS)[0]
    w1, b1 = rng.normal(0, (2 / INPUTS) ** 0.5, (INPUTS, WIDTH)), np.zeros(WIDTH)
    w2, b2 = rng.normal(0, 0.1 * (2 / WIDTH) ** 0.5, (WIDTH, 1)), np.zeros(1)
    rows, recent = [], []
    for step in range(STEPS + 1):
        pick = rng.integers(0, len(x), BATCH)
        pre = x[pick] @ w1 + b1
        mask = (rng.random(pre.shape) >= drop) / (1 - drop)
        h = np.maximum(pre, slope * pre) * mask
        z = h @ w2 + b2
        recent.append(_loss(z, y[pick]))
        if step % EVERY == 0:
            hidden = other @ w1 + b1
            rows.append((np.mean(recent), _loss(np.maximum(hidden, slope * hidden) @ w2 + b2, other_y)))
            recent = []
        g = (1 / (1 + np.exp(-z)) - y[pick]) / BATCH
        below = g @ w2.T * mask * np.where(pre > 0, 1, slope)
        w1, b1 = w1 - rate * x[pick].T @ below, b1 - rate * below.sum(axis=0)
        w2, b2 = w2 - rate * h.T @ g, b2 - rate * g.sum(axis=0)
    return np.array(rows)


def draw() -> Figure:
    """Returns the figure."""
    figure = Figure(figsize=(style.SIZE[0], 4.4), layout="constrained")
    plots = list(figure.subplots(2, 3, sharex=True, sharey=True).flat)
    for axes, (name, settings) in zip(plots, RUNS.items(), strict=True):
        table = _run(**settings)
        best, late = int(table[:, 1].argmin()), table[-10:].mean(axis=0)
        print(f"{name}: last ten evaluations {late.round(2)}, best {table[best, 1]:.3f} at step {best * EVERY}")
        steps = np.arange(len(table)) * EVERY
        axes.plot(steps, table[:, 0], color=style.BLUE, linestyle=style.DASHED, linewidth=1.8)
        axes.plot(steps, table[:, 1], color=style.RUST, linewidth=1.8)
        axes.set(title=name, ylim=(0, 1), yticks=(0, 0.5, 1), xticks=(0, 3000), xticklabels=("0", "3,000"))
        axes.title.set_fontsize(13)
    plots[0].text(3000, 0.68, "validation", color=style.RUST, ha="right", fontsize=13)
    plots[0].text(3000, 0.54, "training", color=style.BLUE, ha="right", fontsize=13)
    figure.supxlabel("step", fontsize=13)
    return figure
