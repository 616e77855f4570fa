"""Draws how one recurrent unit keeps an early input, and how the gradient to that input fades, for three weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "sequences-and-transformers/rnn-memory.svg"
STEPS, WEIGHTS = 40, (0.5, 0.95, 1.5)


def _run(weight: float) -> tuple[list[float], list[float]]:
    """Returns the states after an input of 1 and then silence, and the derivative of each to the first state."""
    states, slopes = [float(np.tanh(1.0))], [1.0]
    for _ in range(STEPS):
        states.append(float(np.tanh(weight * states[-1])))
        slopes.append(slopes[-1] * weight * (1 - states[-1] ** 2))
    return states, slopes


def draw() -> Figure:
    """Returns the figure."""
    figure, (left, right) = style.panels(2, height=3.9)
    looks = ((style.BLUE, style.SOLID), (style.RUST, style.DASHED), (style.GREEN, style.DASHDOT))
    for weight, (color, dashes) in zip(WEIGHTS, looks, strict=True):
        states, slopes = _run(weight)
        print(f"w = {weight}: state after 10, 40: {states[10]:.3f} {states[40]:.3f}; slope {slopes[10]:.2g} {slopes[40]:.2g}")
        left.plot(states, color=color, linestyle=dashes, label=f"w = {weight}")
        right.semilogy(slopes, color=color, linestyle=dashes)
    left.set(title="state", xlabel="steps after the input", ylim=(0, 1), xlim=(0, STEPS))
    right.set(title="gradient to the start", xlabel="steps after the input", ylim=(1e-12, 3), xlim=(0, STEPS))
    figure.legend(loc="outside upper center", ncols=3, frameon=False, fontsize=13)
    return figure
