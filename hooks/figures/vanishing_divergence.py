"""Draws two distances between real and generated data, and their slopes, as the two move apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "generative/vanishing-divergence.svg"
SPREAD = 0.5


def draw() -> Figure:
    """Returns the figure."""
    shifts = np.linspace(0, 6, 241)
    x = np.linspace(-4, 10, 7001)
    density = np.exp(-((x[:, None] - [0.0]) ** 2) / (2 * SPREAD**2)) / (SPREAD * np.sqrt(2 * np.pi))
    divergence = []
    for shift in shifts:
        real = density[:, 0]
        fake = np.exp(-((x - shift) ** 2) / (2 * SPREAD**2)) / (SPREAD * np.sqrt(2 * np.pi))
        middle = (real + fake) / 2
        terms = [p * np.log(np.maximum(p, 1e-300) / np.maximum(middle, 1e-300)) for p in (real, fake)]
        divergence.append(np.trapezoid(sum(terms) / 2, x))
    slope = np.gradient(np.array(divergence), shifts)
    for at in (1, 2, 3, 4):
        i = int(at / shifts[1])
        print(f"shift {shifts[i]:.2f}: JSD {divergence[i]:.4f}, slope {slope[i]:.2e}; Wasserstein {shifts[i]:.2f}, 1")
    print(f"steepest {slope.max():.2f} at {shifts[slope.argmax()]:.2f}")
    figure, (values, slopes) = style.panels(2)
    for axes, curve, line in ((values, divergence, shifts), (slopes, slope, np.ones_like(shifts))):
        axes.plot(shifts, line, color=style.BLUE)
        axes.plot(shifts, curve, color=style.RUST, linestyle=style.DASHED)
        axes.set(xlabel="distance of the means", xticks=range(0, 7, 2))
    values.set(title="value", yticks=(0, 2, 4, 6))
    values.text(3.0, 4.4, "Wasserstein", color=style.BLUE, ha="right")
    values.text(3.1, 1.0, "Jensen-Shannon", color=style.RUST)
    slopes.set(title="slope", ylim=(-0.05, 1.2), yticks=(0, 0.5, 1))
    return figure
