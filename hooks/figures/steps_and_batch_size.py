"""Draws how many updates a least-squares fit needs to reach a fixed loss with batches of different sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "optimization/steps-and-batch-size.svg"
FEATURES, RUNS, START, TARGET, LIMIT = 20, 8, 2.0, 0.02, 20_000
CURVATURES = np.geomspace(1.0, 0.02, FEATURES)
SIZES = [2**power for power in range(12)]
RATES = np.geomspace(0.005, 1.9, 24)


def draw() -> Figure:
    """Returns the figure."""
    steps = []
    for size in SIZES:
        count, rate = _updates(size, np.random.default_rng(0))
        steps.append(count)
        print(f"batch {size}: {count} updates at rate {rate:.3f}, {count * size:,} examples")
    figure, (axes,) = style.panels(1)
    axes.loglog(SIZES, steps[0] / np.array(SIZES), color=style.GREY, linestyle=style.DASHED)
    axes.loglog(SIZES, steps, "o-", color=style.BLUE)
    axes.text(60, 200, "hardly fewer updates,\nonly more examples", color=style.BLUE)
    axes.text(0.9, 6, "dashed: twice the batch,\nhalf the updates", color=style.GREY)
    axes.set(xlabel="batch size", ylabel="updates to the target", ylim=(4, steps[0] * 2))
    axes.set(xticks=(1, 4, 16, 64, 256, 1024), yticks=(10, 100, 1000))
    axes.set(xticklabels=("1", "4", "16", "64", "256", "1024"), yticklabels=("10", "100", "1000"))
    axes.minorticks_off()
    return figure


def _updates(size: int, rng: np.random.Generator) -> tuple[int, float]:
    away = np.ones((RUNS, len(RATES), FEATURES)) * np.sqrt(2 * START / CURVATURES.sum())
    for step in range(1, LIMIT):
        inputs = rng.standard_normal((RUNS, size, FEATURES)) * np.sqrt(CURVATURES)
        error = away @ inputs.swapaxes(1, 2) - rng.standard_normal((RUNS, 1, size))
        away -= RATES[:, None] * (error @ inputs) / size
        away = np.clip(away, -1e3, 1e3)
        excess = np.mean(0.5 * (away**2 @ CURVATURES), axis=0)
        if excess.min() <= TARGET:
            return step, float(RATES[excess.argmin()])
    return LIMIT, 0.0
