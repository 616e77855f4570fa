"""Draws XOR as a trained network sees it: no single line among the inputs, one line in the hidden layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FILE = "foundations/xor-hidden-space.svg"
INPUTS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
TARGETS = np.array([0, 1, 1, 0])
STEPS, RATE = 3000, 0.5
NAMES = {"inputs": ("0, 0", "0, 1", "1, 0", "1, 1"), "hidden units": ("0, 0\n1, 1", "0, 1", "1, 0", "")}
OFFSETS = {"inputs": [(-15, 11)] * 4, "hidden units": [(-16, 11), (12, -5), (-26, 11), (0, 0)]}

Weights = tuple[np.ndarray, np.ndarray, np.ndarray, float]


def draw() -> Figure:
    """Returns the figure."""
    w1, b1, w2, b2 = _train()
    points = np.tanh(INPUTS @ w1 + b1)
    print(np.round(points, 2), "logits", np.round(points @ w2 + b2, 1))
    figure, (left, right) = style.panels(2)
    across, up = np.meshgrid(np.linspace(-0.35, 1.5, 160), np.linspace(-0.35, 1.5, 160))
    grid = np.stack([across, up], axis=-1)
    _plot(left, "inputs", INPUTS, (across, up, np.tanh(grid @ w1 + b1) @ w2 + b2))
    across, up = np.meshgrid(np.linspace(-1.4, 1.4, 60), np.linspace(-1.4, 1.4, 60))
    _plot(right, "hidden units", points, (across, up, np.stack([across, up], axis=-1) @ w2 + b2))
    left.set(xlabel="$x_1$", ylabel="$x_2$", xticks=(0, 1), yticks=(0, 1))
    right.set(xlabel="$h_1$", ylabel="$h_2$", xticks=(-1, 0, 1), yticks=(-1, 0, 1))
    return figure


def _plot(axes: Axes, title: str, points: np.ndarray, field: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    axes.contourf(*field, levels=[0, 1e9], colors=[style.PALE_BLUE])
    axes.contour(*field, levels=[0], colors=style.INK, linewidths=1.6)
    for point, target, name, offset in zip(points, TARGETS, NAMES[title], OFFSETS[title], strict=True):
        color, marker = ((style.RUST, "s"), (style.BLUE, "o"))[target]
        axes.plot(*point, marker, color=color, markersize=10)
        axes.annotate(name, point, offset, textcoords="offset points", fontsize=13)
    axes.set(title=title, aspect="equal")


def _train() -> Weights:
    rng = np.random.default_rng(5)
    w1, b1, w2, b2 = rng.normal(size=(2, 2)), np.zeros(2), rng.normal(size=2), 0.0
    for _ in range(STEPS):
        h = np.tanh(INPUTS @ w1 + b1)
        error = (1 / (1 + np.exp(-(h @ w2 + b2))) - TARGETS) / len(TARGETS)
        back = np.outer(error, w2) * (1 - h**2)
        w2, b2 = w2 - RATE * h.T @ error, b2 - RATE * float(error.sum())
        w1, b1 = w1 - RATE * INPUTS.T @ back, b1 - RATE * back.sum(axis=0)
    return w1, b1, w2, b2
