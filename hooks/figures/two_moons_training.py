"""Draws the decision boundary of a small network on two moons at three moments of its training, in NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "foundations/two-moons-training.svg"
STEPS = (0, 100, 2000)
RATE = 0.5


def two_moons(count: int, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Returns points on two interleaved half circles with noise, and their labels."""
    labels = np.arange(count) % 2
    angle = rng.uniform(0, np.pi, count)
    sign = 1 - 2 * labels
    points = np.stack([sign * np.cos(angle) + labels - 0.5, sign * np.sin(angle) + 0.5 * labels - 0.25], axis=1)
    return points + rng.normal(0, 0.13, points.shape), labels.astype(float)


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(7)
    x, y = two_moons(100, rng)
    w1, b1 = rng.normal(0, 1, (2, 16)), np.zeros(16)
    w2, b2 = rng.normal(0, 0.25, 16), 0.0
    across, up = np.meshgrid(np.linspace(-1.9, 1.9, 41), np.linspace(-1.4, 1.4, 31))
    grid = np.stack([across.ravel(), up.ravel()], axis=1)
    figure, plots = style.panels(len(STEPS), height=2.2)
    for step in range(STEPS[-1] + 1):
        h = np.tanh(x @ w1 + b1)
        z = h @ w2 + b2
        p = 1 / (1 + np.exp(-z))
        if step in STEPS:
            right = np.mean((p > 0.5) == (y == 1))
            print(f"step {step}: loss {np.mean(np.log1p(np.exp(-(2 * y - 1) * z))):.3f}, right {right:.3f}")
            axes = plots[STEPS.index(step)]
            surface = (np.tanh(grid @ w1 + b1) @ w2 + b2).reshape(across.shape)
            axes.contourf(across, up, surface, (-1e9, 0, 1e9), colors=(style.PALE_BLUE, style.PALE_RUST))
            axes.contour(across, up, surface, (0,), colors=style.INK, linewidths=2)
            axes.plot(*x[y == 0].T, "o", color=style.BLUE, markersize=4, markeredgewidth=0)
            axes.plot(*x[y == 1].T, "^", color="white", markeredgecolor=style.RUST, markersize=4.5, markeredgewidth=1.2)
            axes.set(title=f"step {step}\n{right:.0%} right", xticks=(), yticks=(), aspect="equal")
        slope = (p - y) / len(y)
        back = np.outer(slope, w2) * (1 - h**2)
        w2, b2 = w2 - RATE * h.T @ slope, b2 - RATE * slope.sum()
        w1, b1 = w1 - RATE * x.T @ back, b1 - RATE * back.sum(axis=0)
    return figure
