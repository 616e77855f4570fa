"""Draws the trials of a grid and of a random search over one setting that matters and one that hardly does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "optimization/grid-and-random-search.svg"
TRIALS, REPEATS = 9, 20_000


def score(rate: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Returns the validation score at places from 0 to 1 on the axes of the two settings."""
    value: np.ndarray = np.exp(-(((rate - 0.37) / 0.12) ** 2)) + 0.05 * other
    return value


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(31)
    steps = np.array([1, 3, 5]) / 6
    grid = np.array([(x, y) for x in steps for y in steps])
    random = rng.random((TRIALS, 2))
    many = rng.random((REPEATS, TRIALS, 2))
    average = score(many[..., 0], many[..., 1]).max(axis=1).mean()
    line = np.linspace(0, 1, 200)
    figure, plots = style.panels(2, height=3.6)
    for axes, (name, trials, color, marker) in zip(
        plots, (("grid", grid, style.RUST, "s"), ("random", random, style.BLUE, "o")), strict=True
    ):
        scores = score(*trials.T)
        print(f"{name}: {len(set(trials[:, 0]))} rates, best {scores.max():.2f}; random on average {average:.2f}")
        axes.plot(*trials.T, marker, color=color, markersize=8)
        axes.vlines(trials[:, 0], 1.08, 1.08 + 0.34 * scores, color=color, linewidth=2.2)
        axes.plot(line, 1.08 + 0.34 * score(line, np.full(200, 0.5)), color=style.LIGHT, linewidth=1.6, zorder=0)
        axes.set(title=f"{name}: best {scores.max():.2f}", xlim=(0, 1), ylim=(0, 1.5), xticks=(), yticks=())
        axes.set_xlabel("learning rate (log scale)")
        axes.axhline(1.04, color=style.GREY, linewidth=0.8)
    plots[0].set_ylabel("dropout rate     score")
    return figure
