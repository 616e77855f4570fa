"""Draws how the output of shallow, plain deep and residual deep random networks slopes along a circle of inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "gradients/shattered-gradients.svg"
WIDTH, POINTS, SHOWN, LAGS, SEEDS = 200, 2048, 256, 16, 5
NETWORKS = {
    "1 layer": (1, False, style.INK),
    "plain, 50 layers": (50, False, style.RUST),
    "residual, 50 layers": (50, True, style.BLUE),
}


def draw() -> Figure:
    """Returns the figure."""
    x = np.linspace(0, np.pi, POINTS)
    figure, plots = style.panels(len(NETWORKS), height=2.5)
    for axes, (name, (depth, residual, color)) in zip(plots, NETWORKS.items(), strict=True):
        runs = [_slopes(x, depth, residual, seed) for seed in range(SEEDS)]
        near = np.mean([np.corrcoef(run[:-LAGS], run[LAGS:])[0, 1] for run in runs])
        print(f"{name}: correlation {near:.2f} between slopes {np.degrees(LAGS * (x[1] - x[0])):.2f} degrees apart")
        slopes = runs[0]
        step = POINTS // SHOWN
        axes.plot(np.degrees(x[::step]), slopes[::step], color=color, linewidth=1.2)
        axes.set(title=name, xlabel="angle", yticks=(), xlim=(0, 180))
        axes.set_xticks((0, 90, 180), labels=("0°", "90°", "180°"))
        axes.title.set_fontsize(13)
    plots[0].set_ylabel("output slope")
    return figure


def _slopes(angle: np.ndarray, depth: int, residual: bool, seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    plane = rng.standard_normal((2, WIDTH))
    h = np.stack([np.cos(angle), np.sin(angle)], axis=1) @ plane
    dh = np.stack([-np.sin(angle), np.cos(angle)], axis=1) @ plane
    scale = depth**-0.5 if residual else 1.0
    for _ in range(depth):
        weights = rng.standard_normal((WIDTH, WIDTH)) * (2 / WIDTH) ** 0.5 * scale
        step, slope = np.maximum(h, 0) @ weights, (dh * (h > 0)) @ weights
        h, dh = (h + step, dh + slope) if residual else (step, slope)
    return dh @ rng.standard_normal(WIDTH)
