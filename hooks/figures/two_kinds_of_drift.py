"""Draws accuracy and an input-drift score over time, under covariate shift and under concept drift."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/two-kinds-of-drift.svg"
ROWS, MONTHS = 5000, 12


def month(rng: np.random.Generator, shift: float, turn: float) -> tuple[np.ndarray, np.ndarray]:
    """Returns inputs around a center that moves and labels by a line that turns, with noise."""
    x = rng.normal(size=(ROWS, 2)) + shift * np.array([1.0, -1.0])
    margin = x @ np.array([np.cos(turn), np.sin(turn)])
    return x, rng.random(ROWS) < 1 / (1 + np.exp(-3 * margin))


def drift(x: np.ndarray, old: np.ndarray) -> float:
    """Returns the largest Kolmogorov-Smirnov distance of an input from its training distribution."""
    found = []
    for new, before in zip(x.T, old.T, strict=True):
        at = np.sort(np.concatenate([new, before]))
        ranks = [np.searchsorted(np.sort(side), at, "right") / len(side) for side in (new, before)]
        found.append(np.abs(ranks[0] - ranks[1]).max())
    return float(max(found))


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    old, labels = month(rng, 0, np.pi / 4)
    w = np.zeros(2)
    for _ in range(500):
        w += old.T @ (labels - 1 / (1 + np.exp(-old @ w))) / ROWS
    figure, plots = style.panels(2, height=3.0)
    for axes, name, shift, turn in zip(plots, ("inputs move", "concept turns"), (0.15, 0), (0, np.pi / 30), strict=True):
        found = []
        for time in range(MONTHS + 1):
            x, y = month(rng, shift * time, np.pi / 4 + turn * time)
            found.append((np.mean((x @ w > 0) == y), drift(x, old)))
        accuracy, moved = np.array(found).T
        print(f"{name}: accuracy {accuracy[0]:.3f} to {accuracy[-1]:.3f}", end=", ")
        print(f"drift {moved[0]:.3f} to {moved[-1]:.3f}, at most {moved.max():.3f}")
        axes.plot(accuracy, color=style.BLUE, marker="o", markersize=5)
        axes.plot(moved, color=style.RUST, linestyle=style.DASHED, marker="s", markersize=5)
        axes.set(title=name, xlabel="month", xticks=(0, 6, 12), ylim=(0, 1), yticks=(0, 0.5, 1), yticklabels=("0", "0.5", "1"))
    plots[0].text(5.2, 0.89, "accuracy", color=style.BLUE)
    plots[0].text(6.6, 0.22, "input drift", color=style.RUST)
    return figure
