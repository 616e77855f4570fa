"""Draws how well boosted stumps and a smooth model fit the same jumps when the columns are turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "foundations/turned-columns.svg"
ROWS, ANGLES, RUNS = 2000, (0, 5, 10, 15, 20, 25, 30, 35, 40, 45), 5


def boosted(x: np.ndarray, y: np.ndarray, rounds: int = 300, rate: float = 0.2) -> float:
    """Returns R² on the second half of the rows for boosted trees with one split."""
    out, half = np.zeros(len(y)), len(y) // 2
    cuts = np.quantile(x[:half], np.arange(0.02, 1, 0.02), axis=0)
    right = (x[:, None, :] > cuts).reshape(len(y), -1).astype(float)
    count = right[:half].sum(0)
    for _ in range(rounds):
        rest = (y - out)[:half]
        above = rest @ right[:half]
        below = rest.sum() - above
        best = int(np.argmax(above**2 / count + below**2 / (half - count)))
        step = np.where(right[:, best] > 0, above[best] / count[best], below[best] / (half - count[best]))
        out += rate * step
    return float(1 - np.var((y - out)[half:]) / np.var(y[half:]))


def smooth(x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> float:
    """Returns the same for ridge regression on random waves, which knows no axes."""
    half, directions = len(y) // 2, 2.0 * rng.standard_normal((2, 300))
    waves = np.cos(x @ directions + rng.uniform(0, 2 * np.pi, 300))
    weights = np.linalg.solve(waves[:half].T @ waves[:half] + 5 * np.eye(300), waves[:half].T @ y[:half])
    return float(1 - np.var((y - waves @ weights)[half:]) / np.var(y[half:]))


def draw() -> Figure:
    """Returns the figure."""
    scores = np.zeros((2, RUNS, len(ANGLES)))
    for run in range(RUNS):
        rng = np.random.default_rng(run)
        x = rng.standard_normal((ROWS, 2))
        y = np.sign(x[:, 0]) + np.sign(x[:, 1] - 0.5) + 0.3 * rng.standard_normal(ROWS)
        for at, angle in enumerate(np.radians(ANGLES)):
            turned = x @ np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            scores[:, run, at] = boosted(turned, y), smooth(turned, y, rng)
    trees, waves = scores.mean(1)
    for at in (0, 2, 9):
        print(f"{ANGLES[at]} degrees: stumps {trees[at]:.2f}, smooth {waves[at]:.2f}")
    figure, (axes,) = style.panels(1, height=3.0)
    axes.plot(ANGLES, trees, "-o", color=style.RUST, markersize=6)
    axes.plot(ANGLES, waves, "--s", color=style.BLUE, markersize=6)
    axes.text(30, trees[5] - 0.035, "boosted stumps", color=style.RUST, ha="right", va="top")
    axes.text(45, waves[-1] + 0.015, "smooth model", color=style.BLUE, ha="right", va="bottom")
    axes.set(xlim=(-1, 46), ylim=(0.5, 1), xticks=(0, 15, 30, 45), yticks=(0.5, 0.75, 1), xlabel="degrees turned", ylabel="R²")
    return figure
