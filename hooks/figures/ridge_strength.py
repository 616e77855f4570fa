"""Draws the polynomial that ridge regression fits to twelve points at several strengths of the penalty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "regularization/ridge-strength-{}.svg"
FRAMES = ("0", "1e-6", "1e-4", "1e-2", "1", "100")
POINTS, DEGREE, NOISE = 12, 11, 0.25
TRUTH = np.linspace(-1, 1, 201)


def wave(x: np.ndarray) -> np.ndarray:
    """Returns what the points scatter around."""
    return np.asarray(np.sin(3 * x))


def draw(frame: str) -> Figure:
    """Returns one frame."""
    rng = np.random.default_rng(3)
    x = np.linspace(-0.97, 0.97, POINTS)
    y = wave(x) + NOISE * rng.standard_normal(POINTS)
    features, at = (np.polynomial.legendre.legvander(points, DEGREE) for points in (x, TRUTH))
    penalty = float(frame) * np.diag([0.0] + [1.0] * DEGREE)
    weights = np.linalg.lstsq(np.vstack([features, np.sqrt(penalty)]), np.concatenate([y, np.zeros(DEGREE + 1)]), rcond=None)[0]
    fitted = at @ weights
    train = np.sqrt(np.mean((features @ weights - y) ** 2))
    error = np.sqrt(np.mean((fitted - wave(TRUTH)) ** 2))
    size = np.sqrt(np.sum(weights[1:] ** 2))
    print(f"Error {train:.2f} at the points and {error:.2f} from the true curve; length of the weights {size:.2f}.")

    figure, [axes] = style.frame()
    axes.plot(TRUTH, wave(TRUTH), color=style.LIGHT, linestyle=style.DASHED, linewidth=1.8)
    axes.plot(TRUTH, fitted, color=style.BLUE)
    axes.plot(x, y, "o", color=style.INK, markersize=5)
    axes.set(xlim=(-1.05, 1.05), ylim=(-2.2, 2.2), xticks=(-1, 0, 1), yticks=(-2, 0, 2), yticklabels=("−2", "0", "2"))
    axes.set(xticklabels=("−1", "0", "1"), title=f"from the true curve: {error:.2f}")
    return figure
