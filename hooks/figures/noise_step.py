"""Draws points on two half-moons at several noise steps, and what an exact denoiser makes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

from figures.diffusion_steps import WIDTH, denoised, dots, moons

FILE = "generative/noise-step-{}.svg"
FRAMES = ("0", "5", "10", "15", "20", "30", "40", "50")
STEPS, POINTS = 50, 120


def draw(frame: str) -> Figure:
    """Returns one frame."""
    rng, step = np.random.default_rng(0), int(frame)
    centers = moons()
    data = centers[rng.integers(len(centers), size=POINTS)] + WIDTH * rng.standard_normal((POINTS, 2))
    kept = np.cos(np.linspace(0.01, 1.56, STEPS + 1)[step]) ** 2
    noised = np.sqrt(kept) * data + np.sqrt(1 - kept) * rng.standard_normal((POINTS, 2))
    guessed = denoised(noised, centers, kept)
    away = float(np.sqrt(((guessed - data) ** 2).sum(1).mean()))
    print(f"The signal has the weight {np.sqrt(kept):.2f}, the noise {np.sqrt(1 - kept):.2f};", end=" ")
    print(f"the best guesses of the clean points are {away:.2f} off.")

    figure, [axes] = style.frame(height=2.9)
    dots(axes, noised, style.LIGHT)
    dots(axes, guessed, style.RUST)
    axes.set(xlim=(-3.2, 3.2), ylim=(-3.2, 3.2), xticks=(), yticks=(), aspect="equal", title=f"guesses are {away:.2f} off")
    axes.spines[:].set_visible(False)
    return figure
