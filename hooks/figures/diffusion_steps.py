"""Draws two half-moons dissolving into noise and samples that grow out of noise with the exact denoiser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

FILE = "generative/diffusion-steps.svg"
KERNELS, WIDTH, STEPS, POINTS = 80, 0.08, 50, 150
SHOWN = (0, 5, 12, 50)


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    centers = moons()
    kept = np.cos(np.linspace(0.01, 1.56, STEPS + 1)) ** 2
    data = centers[rng.integers(KERNELS, size=POINTS)] + WIDTH * rng.standard_normal((POINTS, 2))
    x = rng.standard_normal((POINTS, 2))
    made = {STEPS: x}
    for t in range(STEPS, 0, -1):
        clean = denoised(x, centers, kept[t])
        noise = (x - np.sqrt(kept[t]) * clean) / np.sqrt(1 - kept[t])
        x = np.sqrt(kept[t - 1]) * clean + np.sqrt(1 - kept[t - 1]) * noise
        made[t - 1] = x
    distance = np.sqrt(((x[:, None] - centers) ** 2).sum(-1)).min(1)
    print(f"median distance of a sample to the nearest center {np.median(distance):.3f}, largest {distance.max():.3f}")
    figure = Figure(figsize=(6.4, 3.7), layout="constrained")
    plots = figure.subplots(2, len(SHOWN))
    for i, t in enumerate(SHOWN):
        noised = np.sqrt(kept[t]) * data + np.sqrt(1 - kept[t]) * rng.standard_normal((POINTS, 2))
        print(f"t = {t}: signal {np.sqrt(kept[t]):.2f}, noise {np.sqrt(1 - kept[t]):.2f}")
        dots(plots[0, i], noised, style.BLUE)
        dots(plots[1, -1 - i], made[t], style.RUST)
        plots[0, i].set_title(f"{'t = ' if i == 0 else ''}{t}", fontsize=14)
        plots[1, -1 - i].set_title(f"{'t = ' if i == 3 else ''}{t}", fontsize=14)
    for axes in plots.flat:
        axes.set(xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), xticks=(), yticks=(), aspect="equal")
    plots[0, 0].set_ylabel("adding noise")
    plots[1, 0].set_ylabel("removing it")
    return figure


def moons() -> NDArray[np.float64]:
    """Returns the centers of the clusters that make up the half-moons."""
    angles = np.linspace(0, np.pi, KERNELS // 2)
    placed = np.stack([np.r_[np.cos(angles), 1 - np.cos(angles)], np.r_[np.sin(angles), 0.5 - np.sin(angles)]], 1)
    centers: NDArray[np.float64] = (placed - placed.mean(0)) / 0.8
    return centers


def dots(axes: Axes, points: NDArray[np.float64], color: str) -> None:
    """Draws points as one short path each, which costs few bytes."""
    x, y = (np.stack([v, v + 0.01, np.full(len(v), np.nan)], 1).ravel() for v in points.T)
    axes.plot(x, y, color=color, linewidth=3, solid_capstyle="round")


def denoised(x: NDArray[np.float64], centers: NDArray[np.float64], kept: float) -> NDArray[np.float64]:
    """Returns the mean of the clean points that may have become each noisy one."""
    variance = kept * WIDTH**2 + 1 - kept
    away = x[:, None] - np.sqrt(kept) * centers
    weights = np.exp(-((away**2).sum(-1) - (away**2).sum(-1).min(1, keepdims=True)) / (2 * variance))
    weights /= weights.sum(1, keepdims=True)
    nearby = centers + np.sqrt(kept) * WIDTH**2 / variance * away
    clean: NDArray[np.float64] = np.einsum("nk,nki->ni", weights, nearby)
    return clean
