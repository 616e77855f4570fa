"""Draws gradient descent on the same regression with raw and with standardized inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "training-practice/input-scaling.svg"
ROWS, SHOWN, SPREAD = 200, 20, 5.0


def _descend(x: NDArray[np.float64], y: NDArray[np.float64], axes: Axes, name: str) -> None:
    """Descends from zero at the best constant rate and draws the path over the loss."""
    best, hessian = np.linalg.lstsq(x, y)[0], x.T @ x / ROWS
    curvatures = np.linalg.eigvalsh(hessian)
    rate = 2 / (curvatures[0] + curvatures[-1])
    path = [np.zeros(2)]
    for _ in range(2000):
        path.append(path[-1] - rate * hessian @ (path[-1] - best))
    excess = np.array([0.5 * (w - best) @ hessian @ (w - best) for w in path])
    print(f"{name}: curvatures {curvatures.round(3)}, ratio {curvatures[-1] / curvatures[0]:.1f}, rate {rate:.4f}")
    print(f"excess loss after {SHOWN}: {excess[SHOWN] / excess[0]:.2e}; steps to 1%: {np.argmax(excess < 0.01 * excess[0])}")

    reach = 1.6 * np.abs(best).max()
    grid = np.linspace(-reach, reach, 121)
    across, up = np.meshgrid(best[0] + grid, best[1] + grid)
    away = np.stack([across - best[0], up - best[1]], axis=-1)
    loss = 0.5 * np.einsum("abi,ij,abj->ab", away, hessian, away)
    axes.contour(across, up, loss, excess[0] * np.array([0.1, 0.4, 1.0, 2.0]), colors=style.LIGHT, linewidths=1)
    axes.plot(*np.array(path[: SHOWN + 1]).T, color=style.BLUE, linewidth=1.5, marker="o", markersize=4)
    axes.plot(*best, "+", color=style.INK, markersize=14, markeredgewidth=2.4)
    axes.set(title=name, xlabel="$w_1$", xticks=(), yticks=(), aspect="equal")


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((ROWS, 2)) * np.array([1.0, SPREAD])
    y = x @ np.array([1.0, 1.0 / SPREAD]) + 0.3 * rng.standard_normal(ROWS)
    figure, plots = style.panels(2, height=3.7)
    _descend(x, y - y.mean(), plots[0], f"scales 1 and {SPREAD:.0f}")
    _descend((x - x.mean(axis=0)) / x.std(axis=0), y - y.mean(), plots[1], "standardized")
    plots[0].set_ylabel("$w_2$")
    plots[0].title.set_fontsize(13)
    plots[1].title.set_fontsize(13)
    return figure
