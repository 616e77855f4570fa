"""Draws how weights with gradients of different sizes shrink under Adam with an L2 penalty and under AdamW."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "optimization/weight-decay-in-adam.svg"
STRENGTH, RATE, STEPS, EVERY, RUNS = 0.1, 0.001, 20_000, 500, 200
SCALES = {10: (style.RUST, style.DASHED), 1: (style.BLUE, style.SOLID), 0.1: (style.GREEN, style.DASHDOT)}


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(2, height=3.1)
    at = np.arange(0, STEPS + 1, EVERY)
    for axes, title, decoupled in zip(plots, ("Adam with L2", "AdamW"), (False, True), strict=True):
        curves = _weights(decoupled=decoupled)
        for i, (scale, (color, dashes)) in enumerate(SCALES.items()):
            print(f"{title}, gradients of size {scale}: {curves[-1, i]:.3f} at the end")
            axes.plot(at / 1000, curves[:, i], color=color, linestyle=dashes)
        axes.set(title=title, xlabel="thousand updates", ylim=(0, 1.04), xlim=(0, STEPS / 1000), yticks=(0, 0.5, 1))
    print(f"decay alone: {(1 - RATE * STRENGTH) ** STEPS:.3f}")
    plots[0].set_ylabel("weight")
    for x, y, (scale, (color, _)) in zip((6, 9, 4.5), (0.73, 0.45, 0.05), SCALES.items(), strict=True):
        plots[0].text(x, y, f"gradients ~ {scale}", color=color)
    plots[1].text(7.5, 0.6, "all three")
    return figure


def _weights(*, decoupled: bool) -> NDArray[np.float64]:
    rng = np.random.default_rng(0)
    scales = np.array(list(SCALES))
    w = np.ones((RUNS, len(scales)))
    m, v = np.zeros_like(w), np.zeros_like(w)
    means = [w.mean(axis=0)]
    for t in range(1, STEPS + 1):
        pull = STRENGTH * w
        g = scales * rng.standard_normal(w.shape) + (0 if decoupled else pull)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        step = (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
        w = w - RATE * (step + (pull if decoupled else 0))
        if t % EVERY == 0:
            means.append(w.mean(axis=0))
    return np.array(means)
