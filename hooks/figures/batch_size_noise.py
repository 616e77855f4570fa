"""Draws the way of gradient descent on two weights with batches of several sizes, the same number of updates each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "optimization/batch-size-noise-{}.svg"
FRAMES = ("1", "4", "16", "64", "256")
EXAMPLES, RATE, STEPS, MORE, NOISE = 256, 0.12, 60, 1000, 1.0
TRUE = np.array([2.0, -1.0])


def draw(frame: str) -> Figure:
    """Returns one frame."""
    rng = np.random.default_rng(2)
    x = rng.standard_normal((EXAMPLES, 2))
    y = x @ TRUE + NOISE * rng.standard_normal(EXAMPLES)
    best = np.linalg.lstsq(x, y, rcond=None)[0]
    weights, path = np.array([-1.5, 1.5]), []
    for _ in range(STEPS + MORE):
        path.append(weights)
        chosen = rng.choice(EXAMPLES, int(frame), replace=False)
        weights = weights - RATE * x[chosen].T @ (x[chosen] @ weights - y[chosen]) / int(frame)
    way = np.array(path)
    away = float(np.sqrt(((way[STEPS:] - best) ** 2).sum(1).mean()))
    print(f"{STEPS} updates read {STEPS * int(frame):,} examples; afterwards the weights stay {away:.2f} from the best.")

    figure, [axes] = style.frame()
    first, second = np.meshgrid(np.linspace(-2, 4, 61), np.linspace(-3, 2, 51))
    bowl = np.mean((np.stack([first, second], -1) @ x.T - y) ** 2, axis=-1)
    axes.contour(first, second, bowl, levels=bowl.min() + np.array([0.3, 1.2, 3, 6, 10, 15]), colors=style.LIGHT, linewidths=1)
    axes.plot(way[:STEPS, 0], way[:STEPS, 1], "-o", color=style.BLUE, linewidth=1.2, markersize=3.5)
    axes.plot(*best, "x", color=style.RUST, markersize=9, markeredgewidth=2.4)
    axes.set(xlim=(-2, 4), ylim=(-3, 2), xticks=(), yticks=(), title=f"stays {away:.2f} away")
    return figure
