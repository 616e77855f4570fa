"""Draws polynomial fits to resampled noisy data, and the bias, variance and noise that they are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "regularization/bias-variance.svg"
POINTS, SAMPLES, NOISE, DEGREES, SHOWN = 15, 4000, 0.5, range(1, 11), (1, 10)
X, GRID = np.linspace(-1, 1, POINTS), np.linspace(-1, 1, 101)


def _fits(degree: int) -> NDArray[np.float64]:
    """Returns one curve for each of many training sets that differ in their noise only."""
    rng = np.random.default_rng(0)
    y = np.sin(np.pi * X) + NOISE * rng.standard_normal((SAMPLES, POINTS))
    weights = np.linalg.pinv(np.polynomial.legendre.legvander(X, degree)) @ y.T
    return (np.polynomial.legendre.legvander(GRID, degree) @ weights).T


def draw() -> Figure:
    """Returns the figure."""
    truth, parts = np.sin(np.pi * GRID), []
    for degree in DEGREES:
        curves = _fits(degree)
        parts.append((np.mean((curves.mean(axis=0) - truth) ** 2), curves.var(axis=0).mean(), NOISE**2))
        print(f"degree {degree}: bias^2 {parts[-1][0]:.4f}, variance {parts[-1][1]:.4f}, total {sum(parts[-1]):.4f}")

    figure, (left, right) = style.panels(2)
    for degree, color, dashes in zip(SHOWN, (style.RUST, style.BLUE), (style.DASHED, style.SOLID), strict=True):
        left.plot(GRID[::2], _fits(degree)[:6, ::2].T, color=color, linestyle=dashes, linewidth=1.1)
    left.plot(GRID[::2], truth[::2], color=style.INK, linewidth=3)
    left.text(-0.95, 1.72, "degree 10", color=style.BLUE)
    left.text(0.0, -1.78, "degree 1", color=style.RUST)
    left.set(title="6 samples, 2 fits each", xlabel="$x$", ylim=(-2, 2.1), xticks=(-1, 0, 1), yticks=(-1, 0, 1))
    bottom = np.zeros(len(parts))
    looks = (("noise", style.LIGHT, ""), ("bias²", style.PALE_RUST, "///"), ("variance", style.PALE_BLUE, ""))
    for (name, color, hatch), heights in zip(looks, np.array(parts).T[[2, 0, 1]], strict=True):
        edge = {"noise": style.GREY, "bias²": style.RUST}.get(name, style.BLUE)
        right.bar(list(DEGREES), heights, 0.8, bottom, color=color, hatch=hatch, edgecolor=edge, linewidth=0.6, label=name)
        bottom += heights
    right.set(title="expected squared error", xlabel="degree", ylim=(0, 0.65), xticks=(0, 2, 4, 6, 8, 10))
    right.legend(frameon=False, loc="upper right", labelspacing=0.25, handlelength=1.5, reverse=True)
    return figure
