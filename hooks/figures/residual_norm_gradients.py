"""Draws gradient and activation sizes of untrained residual networks with pre-norm and with post-norm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "training-practice/residual-norm-gradients.svg"
WIDTH, HIDDEN, EXAMPLES, CLASSES, DRAWS = 64, 256, 32, 50, 8
DEPTHS = (1, 2, 4, 8, 16, 32, 64)


def _norm(x: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    scale = x.std(axis=1, keepdims=True)
    return (x - x.mean(axis=1, keepdims=True)) / scale, scale


def _network(pre: bool, depth: int, seed: int) -> tuple[float, float]:
    """Returns the norm of the last layer's gradient, and the size of the residual stream after it."""
    rng = np.random.default_rng(seed)
    w1 = [rng.normal(0, (2 / WIDTH) ** 0.5, (WIDTH, HIDDEN)) for _ in range(depth)]
    w2 = [rng.normal(0, (1 / HIDDEN) ** 0.5, (HIDDEN, WIDTH)) for _ in range(depth)]
    head = rng.normal(0, (1 / WIDTH) ** 0.5, (WIDTH, CLASSES))
    x = _norm(rng.standard_normal((EXAMPLES, WIDTH)))[0]
    for a, b in zip(w1, w2, strict=True):
        h = np.maximum((_norm(x)[0] if pre else x) @ a, 0)
        total = x + h @ b
        x = total if pre else _norm(total)[0]
    hat, scale = _norm(total)
    e = np.exp(hat @ head)
    slope = (e / e.sum(axis=1, keepdims=True) - np.eye(CLASSES)[rng.integers(0, CLASSES, EXAMPLES)]) / EXAMPLES
    g = slope @ head.T
    g = (g - g.mean(axis=1, keepdims=True) - hat * (g * hat).mean(axis=1, keepdims=True)) / scale
    return float(np.linalg.norm(h.T @ g)), float(np.sqrt((x**2).mean()))


def draw() -> Figure:
    """Returns the figure."""
    figure, (left, right) = style.panels(2)
    for pre, name, color, dashes, at in (
        (False, "post-norm", style.RUST, style.DASHED, ((1.1, 3.2), (7, 0.3))),
        (True, "pre-norm", style.BLUE, style.SOLID, ((1.1, 0.7), (2.5, 5))),
    ):
        table = np.array([np.mean([_network(pre, depth, seed) for seed in range(DRAWS)], axis=0) for depth in DEPTHS])
        for depth, row in zip(DEPTHS, table, strict=True):
            print(f"{name}, {depth} layers: gradient of the last one {row[0]:.2f}, size of the stream {row[1]:.2f}")
        for axes, column in ((left, 0), (right, 1)):
            axes.plot(DEPTHS, table[:, column], "o", linestyle=dashes, color=color, markersize=5)
            axes.text(at[column][0], at[column][1], name, color=color)
    left.set(title="gradient, last layer", ylim=(0, 3.9))
    right.set(title="size of the stream", ylim=(0, 9))
    for axes in (left, right):
        axes.set(xlabel="layers", xscale="log")
        axes.set_xticks(DEPTHS, [f"{depth}" for depth in DEPTHS])
        axes.minorticks_off()
    return figure
