"""Draws how an L2 and an L1 penalty shrink the weights of one least-squares problem as the penalty grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "regularization/l1-and-l2.svg"
ROWS, STEPS = 50, 2000
TRUE = np.array([2.0, -1.2, 0.6, 0.0, 0.0, 0.0])
STRENGTHS = np.geomspace(0.01, 10, 61)
LOOKS = ((style.BLUE, style.SOLID), (style.RUST, style.DASHED), (style.GREEN, style.DASHDOT))


def _problem() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rng = np.random.default_rng(3)
    x = rng.standard_normal((ROWS, len(TRUE)))
    return x, x @ TRUE + rng.standard_normal(ROWS)


def _ridge(strength: float) -> NDArray[np.float64]:
    x, y = _problem()
    return np.asarray(np.linalg.solve(x.T @ x / ROWS + strength * np.eye(len(TRUE)), x.T @ y / ROWS), float)


def _lasso(strength: float) -> NDArray[np.float64]:
    """Takes gradient steps, each followed by soft thresholding."""
    x, y = _problem()
    rate, w = 1 / np.linalg.eigvalsh(x.T @ x / ROWS)[-1], np.zeros(len(TRUE))
    for _ in range(STEPS):
        w = w - rate * x.T @ (x @ w - y) / ROWS
        w = np.sign(w) * np.maximum(np.abs(w) - rate * strength, 0)
    return w


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(2)
    for axes, name, solve in zip(plots, ("L2 (ridge)", "L1 (lasso)"), (_ridge, _lasso), strict=True):
        paths = np.array([solve(strength) for strength in STRENGTHS])
        for strength in (0.0, 0.3, 0.35, 1.0, 3.0):
            print(f"{name}, strength {strength}: {solve(strength).round(3)}")
        for path, true in zip(paths.T[::-1], TRUE[::-1], strict=True):
            color, dashes = LOOKS[list(TRUE).index(true)] if true else (style.GREY, style.DOTTED)
            axes.plot(STRENGTHS, path, color=color, linestyle=dashes)
        print(f"{name}: exact zeros at strength 0.3: {np.sum(solve(0.3) == 0)}")
        axes.axhline(0, color=style.GREY, linewidth=0.8)
        axes.set(title=name, xscale="log", xlabel="strength λ", ylim=(-1.7, 2.6), yticks=(-1, 0, 1, 2))
        axes.set_xticks([0.01, 0.1, 1, 10], ["0.01", "0.1", "1", "10"])
        axes.minorticks_off()
    plots[0].set_ylabel("weight")
    plots[1].set_yticklabels([])
    return figure
