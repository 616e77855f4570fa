"""Draws the paths of full-batch, mini-batch and single-example descent on the same least-squares problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROWS, UPDATES, RATE = 200, 60, 0.1
BATCHES = {ROWS: (f"all {ROWS} examples", style.INK), 10: ("10 examples", style.BLUE), 1: ("1 example", style.RUST)}


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(1)
    x = rng.standard_normal((ROWS, 2)) @ np.array([[1.1, 0.5], [0.0, 0.7]])
    y = x @ np.array([1.0, 1.0]) + rng.standard_normal(ROWS)
    best = np.linalg.lstsq(x, y, rcond=None)[0]
    curvature = x.T @ x / ROWS

    across, up = np.meshgrid(np.linspace(-2.2, 2.2, 81), np.linspace(-1.6, 2.6, 81))
    away = np.stack([across - best[0], up - best[1]], axis=-1)
    excess = 0.5 * np.einsum("abi,ij,abj->ab", away, curvature, away)

    figure, plots = style.panels(len(BATCHES), height=3.0)
    for axes, (size, (name, color)) in zip(plots, BATCHES.items(), strict=True):
        path = [np.array([-1.8, 2.2])]
        for _ in range(UPDATES):
            rows = rng.choice(ROWS, size, replace=False)
            path.append(path[-1] - RATE * x[rows].T @ (x[rows] @ path[-1] - y[rows]) / size)
        end = [0.5 * (w - best) @ curvature @ (w - best) for w in path]
        late = np.mean(end[-20:])
        print(f"{size}: excess {end[0]:.2f} -> {end[-1]:.4f}, mean of last 20: {late:.4f}, {size * UPDATES} gradients")
        axes.contour(across, up, excess, (0.05, 0.2, 0.5, 1, 2, 3.5), colors="#aaaaaa", linewidths=0.9)
        axes.plot(*np.array(path).T, color=color, linewidth=1.5, marker="o", markersize=2.6)
        axes.plot(*best, "+", color=style.INK, markersize=13, markeredgewidth=2)
        axes.set(title=name, xticks=(), yticks=(), xlabel="$w_1$")
    plots[0].set_ylabel("$w_2$")
    return figure
