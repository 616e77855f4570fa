"""Draws twelve steps of gradient descent on a parabola at several learning rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "optimization/learning-rate-steps-{}.svg"
FRAMES = ("0.05", "0.3", "0.6", "1", "1.4", "1.9", "2", "2.05")
START, STEPS = 2.0, 12


def draw(frame: str) -> Figure:
    """Returns one frame: the loss is w²/2, whose curvature is 1, so that a rate of 2 is the limit."""
    factor = 1 - float(frame)
    weights = START * factor ** np.arange(STEPS + 1)
    loss = weights**2 / 2
    steps = "creep down one side" if factor > 0.9 else "go down one side" if factor > 0 else "jump from side to side"
    steps = "reach the minimum at once" if factor == 0 else steps
    last = f"{loss[-1]:.2g}" if loss[-1] > 1e-4 else "under 0.0001"
    print(f"The steps {steps}; after {STEPS} of them the loss is {last}, from 2 at the start.")

    figure, [axes] = style.frame()
    curve = np.linspace(-4, 4, 161)
    axes.plot(curve, curve**2 / 2, color=style.LIGHT, linewidth=1.8)
    axes.plot(weights, loss, color=style.BLUE, linewidth=1.2)
    axes.plot(weights, loss, "o", color=style.BLUE, markersize=5)
    axes.plot(weights[:1], loss[:1], "o", color="white", markeredgecolor=style.BLUE, markeredgewidth=2, markersize=8)
    axes.text(0, 7.9, f"after {STEPS} steps: {last}", ha="center", va="top")
    axes.set(xlim=(-4, 4), ylim=(-0.3, 8), xticks=(-4, -2, 0, 2, 4), yticks=(0, 4, 8), xlabel="weight", ylabel="loss")
    axes.set_xticklabels(("−4", "−2", "0", "2", "4"))
    return figure
