"""Draws descent, Adam and Newton's method in a narrow valley that lies across the axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    Values = np.ndarray

FILE = "optimization/newton-and-adam-paths.svg"
CURVATURES, ANGLE, UPDATES, RATE = (1.0, 30.0), np.pi / 6, 30, 0.15
START = np.array([-1.9, 0.6])


def draw() -> Figure:
    """Returns the figure."""
    axis = np.array([[np.cos(ANGLE), -np.sin(ANGLE)], [np.sin(ANGLE), np.cos(ANGLE)]])
    hessian = axis @ np.diag(CURVATURES) @ axis.T
    across, up = np.meshgrid(np.linspace(-2.3, 0.9, 60), np.linspace(-1.9, 1.2, 50))
    points = np.stack([across, up], axis=-1)
    height = 0.5 * np.einsum("abi,ij,abj->ab", points, hessian, points)
    paths = {
        "gradient descent": (_plain(hessian), style.RUST, "s"),
        "Adam": (_adam(hessian), style.GREEN, "^"),
        "Newton": (np.array([START, START - np.linalg.solve(hessian, hessian @ START)]), style.BLUE, "o"),
    }
    figure, plots = style.panels(3, height=2.75)
    for axes, (name, (path, color, marker)) in zip(plots, paths.items(), strict=True):
        loss = [0.5 * w @ hessian @ w for w in path]
        print(f"{name}: loss {loss[0]:.1f} to {loss[-1]:.2g} in {len(path) - 1} steps, at {path[-1].round(2)}")
        axes.contour(across, up, height, (0.3, 1.5, 5, 14, 30), colors=style.LIGHT, linewidths=0.9)
        axes.plot(*path.T, color=color, marker=marker, markersize=3.4, linewidth=1.5)
        axes.plot(0, 0, "+", color=style.INK, markersize=13, markeredgewidth=2)
        steps = len(path) - 1
        axes.set(title=f"{name}\n{steps} step{'s' * (steps > 1)}", xticks=(), yticks=(), xlim=(-2.3, 0.9), ylim=(-1.9, 1.2))
        axes.set_aspect("equal")
        axes.title.set_fontsize(13)
    return figure


def _plain(hessian: Values) -> Values:
    path = [START]
    for _ in range(UPDATES):
        path.append(path[-1] - 1.9 / max(CURVATURES) * hessian @ path[-1])
    return np.array(path)


def _adam(hessian: Values) -> Values:
    path, mean, square = [START], np.zeros(2), np.zeros(2)
    for step in range(1, UPDATES + 1):
        slope = hessian @ path[-1]
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        path.append(path[-1] - RATE * (mean / (1 - 0.9**step)) / np.sqrt(square / (1 - 0.999**step)))
    return np.array(path)
