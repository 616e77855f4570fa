"""Draws polynomials of growing degree through the same twenty points, with the errors on them and on new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "regularization/polynomial-degree-{}.svg"
FRAMES = ("0", "1", "2", "3", "5", "7", "9")
POINTS, NOISE = 20, 0.3
CURVE = np.linspace(-1, 1, 301)


def wave(x: np.ndarray) -> np.ndarray:
    """Returns what the points scatter around."""
    return np.asarray(np.sin(np.pi * x))


def draw(frame: str) -> Figure:
    """Returns one frame."""
    rng = np.random.default_rng(4)
    x = rng.uniform(-1, 1, POINTS)
    y = wave(x) + NOISE * rng.standard_normal(POINTS)
    new = rng.uniform(-1, 1, 10_000)
    truth = wave(new) + NOISE * rng.standard_normal(10_000)
    fit = np.polynomial.Polynomial.fit(x, y, int(frame))
    seen, unseen = (float(np.sqrt(np.mean((fit(at) - target) ** 2))) for at, target in ((x, y), (new, truth)))
    print(f"Error {seen:.2f} on the twenty training points and {unseen:.2f} on new ones.")

    figure, [axes] = style.frame()
    axes.plot(CURVE, wave(CURVE), color=style.LIGHT, linestyle=style.DASHED, linewidth=1.8)
    axes.plot(CURVE, fit(CURVE), color=style.BLUE)
    axes.plot(x, y, "o", color=style.INK, markersize=5)
    axes.set(xlim=(-1.05, 1.05), ylim=(-2.2, 2.2), xticks=(-1, 0, 1), yticks=(-2, 0, 2), yticklabels=("−2", "0", "2"))
    axes.set(xticklabels=("−1", "0", "1"), title=f"error {seen:.2f}, on new points {unseen:.2f}")
    return figure
