"""Draws how far single-sample gradient estimates scatter: score function, with a baseline, and reparameterized."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "gradients/gradient-estimators.svg"
MEAN, DEVIATION, SAMPLES = 2.0, 1.0, 200_000
BINS = np.linspace(-40, 60, 41)


def draw() -> Figure:
    """Returns the figure."""
    noise = np.random.default_rng(0).standard_normal(SAMPLES)
    sample = MEAN + DEVIATION * noise
    score, baseline = noise / DEVIATION, MEAN**2 + DEVIATION**2
    estimates = {
        "score function": (sample**2 * score, style.RUST),
        "with baseline": ((sample**2 - baseline) * score, style.PURPLE),
        "reparameterized": (2 * sample, style.BLUE),
    }
    figure, plots = style.panels(len(estimates), height=2.5)
    for axes, (name, (values, color)) in zip(plots, estimates.items(), strict=True):
        print(f"{name}: mean {values.mean():.2f}, standard deviation {values.std():.2f}")
        heights = np.histogram(values, BINS)[0] / SAMPLES
        axes.stairs(heights, BINS, fill=True, color=color, alpha=0.35)
        axes.stairs(heights, BINS, color=color, linewidth=1.6)
        axes.axvline(2 * MEAN, color=style.INK, linestyle=style.DASHED, linewidth=1.4)
        axes.set(title=f"{name}\nspread {values.std():.1f}", xlim=(-25, 45), xticks=(-20, 4, 40), yticks=(), ylim=(0, None))
        axes.set_xticklabels(("−20", "4", "40"))
        axes.title.set_fontsize(13)
    plots[0].set_ylabel("frequency")
    return figure
