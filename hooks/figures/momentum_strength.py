"""Draws forty steps of gradient descent with momentum in a narrow valley, at several strengths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "optimization/momentum-strength-{}.svg"
FRAMES = ("0", "0.5", "0.7", "0.8", "0.9", "0.97")
CURVATURES, RATE, STEPS = np.array([1.0, 25.0]), 0.036, 40
START = np.array([-4.0, 1.2])


def draw(frame: str) -> Figure:
    """Returns one frame."""
    at, speed = START.copy(), np.zeros(2)
    path = [at]
    for _ in range(STEPS):
        speed = float(frame) * speed + CURVATURES * at
        at = at - RATE * speed
        path.append(at)
    way = np.array(path)
    loss = (CURVATURES * way**2).sum(1) / 2
    last = f"{loss[-1]:.2g}" if loss[-1] > 1e-4 else "under 0.0001"
    print(f"After {STEPS} steps the loss is {last}, from {loss[0]:.0f} at the start;", end=" ")
    print(f"the path goes {max(0, way[:, 0].max()):.1f} beyond the minimum.")

    figure, [axes] = style.frame(height=2.3)
    first, second = np.meshgrid(np.linspace(-4.5, 4.5, 91), np.linspace(-1.6, 1.6, 41))
    valley = (CURVATURES[0] * first**2 + CURVATURES[1] * second**2) / 2
    axes.contour(first, second, valley, levels=(0.3, 1.5, 4, 9, 18, 30), colors=style.LIGHT, linewidths=1)
    axes.plot(way[:, 0], way[:, 1], "-o", color=style.BLUE, linewidth=1.2, markersize=3.5)
    axes.plot(0, 0, "x", color=style.RUST, markersize=9, markeredgewidth=2.4)
    axes.set(xlim=(-4.5, 4.5), ylim=(-1.6, 1.6), xticks=(), yticks=(), title=f"after {STEPS} steps: {last}")
    return figure
