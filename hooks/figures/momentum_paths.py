"""Draws plain descent, momentum and Nesterov momentum in a narrow quadratic valley."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "optimization/momentum-paths.svg"
CURVATURE, START, SHOWN, STEPS = np.array([1.0, 50.0]), (-2.0, 0.34), 30, 1000
METHODS = {
    "plain": (0.037, 0.0, False, style.INK),
    "momentum": (0.01, 0.8, False, style.BLUE),
    "Nesterov": (0.01, 0.8, True, style.RUST),
}


def draw() -> Figure:
    """Returns the figure."""
    across, up = np.meshgrid(np.linspace(-2.4, 1.0, 20), np.linspace(-0.38, 0.42, 17))
    loss = 0.5 * (CURVATURE[0] * across**2 + CURVATURE[1] * up**2)
    figure, plots = style.panels(len(METHODS), height=2.8)
    for axes, (name, (rate, beta, ahead, color)) in zip(plots, METHODS.items(), strict=True):
        path = _path(rate, beta, ahead=ahead)
        losses = 0.5 * path**2 @ CURVATURE
        print(f"{name}: loss {losses[0]:.2f} at the start, {losses[SHOWN]:.1e} after {SHOWN} updates, ")
        print(f"    last above a millionth of the start after {np.flatnonzero(losses > 1e-6 * losses[0])[-1]} updates")
        axes.contour(across, up, loss, (0.1, 0.5, 1.2, 2.2, 3.6), colors=style.LIGHT, linewidths=0.9)
        axes.plot(*path[: SHOWN + 1].T, color=color, linewidth=1.4, marker="o", markersize=3.2)
        axes.plot(0, 0, "+", color=style.INK, markersize=14, markeredgewidth=2)
        axes.set(title=f"{name}\n$\\eta$ = {rate}, $\\beta$ = {beta:g}", xticks=(), yticks=(), xlabel="flat direction")
        axes.title.set_fontsize(13)
    plots[0].set_ylabel("steep direction")
    return figure


def _path(rate: float, beta: float, *, ahead: bool) -> NDArray[np.float64]:
    path, velocity = [np.array(START)], np.zeros(2)
    for _ in range(STEPS):
        velocity = beta * velocity + CURVATURE * (path[-1] - rate * beta * velocity * ahead)
        path.append(path[-1] - rate * velocity)
    return np.array(path)
