"""Draws how many stored pairs a state of fixed size and softmax attention can recall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "sequences-and-transformers/associative-recall.svg"
SYMBOLS, RUNS = 64, 10
COUNTS = tuple(2**power for power in range(2, 12))
WIDTHS = {64: (style.RUST, style.DASHED, "s"), 128: (style.PURPLE, style.DASHDOT, "^")}


def _recalled(width: int, pairs: int, rng: np.random.Generator) -> tuple[float, float]:
    """Returns the share of symbols that a sum of outer products and softmax attention give back correctly."""
    codes = rng.standard_normal((SYMBOLS, width)) / np.sqrt(width)
    keys, symbols = rng.standard_normal((pairs, width)), rng.integers(0, SYMBOLS, pairs)
    state = keys.T @ codes[symbols]
    scores = keys @ keys.T / np.sqrt(width)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    attended = weights / weights.sum(axis=1, keepdims=True) @ codes[symbols]
    reads = keys @ state, attended
    fixed, free = (float(np.mean((read @ codes.T).argmax(axis=1) == symbols)) for read in reads)
    return fixed, free


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1)
    for width, (color, dashes, marker) in WIDTHS.items():
        rng = np.random.default_rng(0)
        mean = np.array([np.mean([_recalled(width, n, rng) for _ in range(RUNS)], axis=0) for n in COUNTS])
        print(width, "state", np.round(mean[:, 0], 3), "attention", np.round(mean[:, 1], 3))
        axes.plot(COUNTS, mean[:, 0], color=color, linestyle=dashes, marker=marker, markersize=7)
        if width == min(WIDTHS):
            axes.plot(COUNTS, mean[:, 1], color=style.BLUE, marker="o", markersize=7)
    axes.text(2048, 1.04, "softmax attention, width 64", color=style.BLUE, horizontalalignment="right")
    axes.text(75, 0.42, "state of\n64 x 64", color=style.RUST, horizontalalignment="right")
    axes.text(800, 0.72, "state of\n128 x 128", color=style.PURPLE)
    axes.set(xscale="log", ylim=(0, 1.12), yticks=(0, 0.5, 1), xlabel="pairs stored", ylabel="recalled correctly")
    axes.set_xticks([4, 16, 64, 256, 1024], ["4", "16", "64", "256", "1024"])
    axes.minorticks_off()
    return figure
