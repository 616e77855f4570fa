"""Draws the paths of full-batch, mini-batch and single-example descent on the same least-squares problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "optimization/descent-paths.svg"
ROWS, SHOWN, UPDATES, RATE = 200, 100, 5000, 0.1
BATCHES = {
    ROWS: (f"all {ROWS} examples", style.INK),
    10: ("batches of 10", style.BLUE),
    1: ("single examples", style.RUST),
}


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(1)
    x = rng.standard_normal((ROWS, 2)) @ np.array([[1.1, 0.5], [0.0, 0.7]])
    y = x @ np.array([1.0, 1.0]) + rng.standard_normal(ROWS)
    best = np.linalg.lstsq(x, y, rcond=None)[0]
    curvature = x.T @ x / ROWS

    across, up = np.meshgrid(np.linspace(-2.1, 2.3, 23), np.linspace(-0.8, 3.2, 21))
    away = np.stack([across - best[0], up - best[1]], axis=-1)
    excess = 0.5 * np.einsum("abi,ij,abj->ab", away, curvature, away)

    figure, plots = style.panels(len(BATCHES), height=2.65)
    for axes, (size, (name, color)) in zip(plots, BATCHES.items(), strict=True):
        path = [np.array([-1.8, 2.2])]
        for _ in range(UPDATES):
            rows = rng.choice(ROWS, size, replace=False)
            path.append(path[-1] - RATE * x[rows].T @ (x[rows] @ path[-1] - y[rows]) / size)
        end = [0.5 * (w - best) @ curvature @ (w - best) for w in path]
        late = np.mean(end[UPDATES // 5 :])
        print(f"{size}: excess loss {end[0]:.2f}, {end[SHOWN]:.4f} after {SHOWN} updates, {late:.1e} in the long run")
        axes.contour(across, up, excess, (0.2, 0.8, 1.8, 3.2), colors=style.LIGHT, linewidths=0.9)
        axes.plot(*np.array(path[: SHOWN + 1]).T, color=color, linewidth=1.5, marker="o", markersize=2.6)
        axes.plot(*best, "+", color=style.INK, markersize=13, markeredgewidth=2)
        axes.set(title=f"{name}\n{size * SHOWN:,} gradients", xticks=(), yticks=(), xlabel="$w_1$", aspect="equal")
        axes.title.set_fontsize(13)
    plots[0].set_ylabel("$w_2$")
    return figure
