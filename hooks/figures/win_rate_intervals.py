"""Draws the interval around a win rate of 55% against the number of pairs that were judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/win-rate-intervals.svg"
RATE, Z = 0.55, 1.96


def wilson(rate: float, pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Returns the ends of the 95% Wilson interval."""
    middle = (rate + Z**2 / (2 * pairs)) / (1 + Z**2 / pairs)
    half = Z * np.sqrt(rate * (1 - rate) / pairs + Z**2 / (4 * pairs**2)) / (1 + Z**2 / pairs)
    return middle - half, middle + half


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1, height=3.2)
    pairs = np.geomspace(20, 5000, 200)
    low, high = wilson(RATE, pairs)
    axes.fill_between(pairs, low, high, color=style.PALE_BLUE, linewidth=0)
    axes.plot(pairs, low, color=style.BLUE)
    axes.plot(pairs, high, color=style.BLUE)
    axes.axhline(0.5, color=style.RUST, linewidth=1.8, linestyle=style.DASHED)
    axes.axhline(RATE, color=style.GREY, linewidth=1)
    for count in (40, 200, 400, 1500):
        ends = wilson(RATE, np.array([float(count)]))
        print(f"{count} pairs: {ends[0][0]:.3f} to {ends[1][0]:.3f}")
    first = next(count for count in range(20, 5000) if wilson(RATE, np.array([float(count)]))[0][0] > 0.5)
    print(f"leaves out one half from {first} pairs on")
    axes.plot(first, 0.5, "o", color=style.RUST, markersize=8)
    axes.text(first * 1.12, 0.492, f"{first} pairs", color=style.RUST, va="top")
    axes.text(21, 0.492, "no better", color=style.RUST, va="top")
    axes.set(xscale="log", xlim=(20, 5000), ylim=(0.3, 0.8), xlabel="pairs judged", ylabel="win rate, 95% interval")
    axes.set_xticks((20, 100, 400, 1000, 5000), ("20", "100", "400", "1,000", "5,000"))
    axes.set_yticks((0.3, 0.5, 0.55, 0.8), ("0.3", "0.5", "0.55", "0.8"))
    axes.minorticks_off()
    return figure
