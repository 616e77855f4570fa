"""Draws how softmax attention over random keys saturates with their width, with and without the square-root scaling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "sequences-and-transformers/attention-scaling.svg"
KEYS, DRAWS, WIDTHS = 32, 2000, 2 ** np.arange(11)


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    largest: dict[bool, list[float]] = {False: [], True: []}
    slope: dict[bool, list[float]] = {False: [], True: []}
    for width in WIDTHS:
        queries = rng.standard_normal((DRAWS, 1, width), dtype=np.float32)
        keys = rng.standard_normal((DRAWS, KEYS, width), dtype=np.float32)
        dots = np.sum(queries * keys, axis=-1)
        for scaled in (False, True):
            scores = dots / np.sqrt(width) if scaled else dots
            weights = np.exp(scores - scores.max(-1, keepdims=True))
            weights /= weights.sum(-1, keepdims=True)
            largest[scaled].append(float(weights.max(-1).mean()))
            slope[scaled].append(float(np.mean(np.sum(weights * (1 - weights), axis=-1))))
    figure, (left, right) = style.panels(2, height=3.1)
    for scaled, color, dashes, marker in ((False, style.RUST, style.DASHED, "s"), (True, style.BLUE, style.SOLID, "o")):
        print("scaled" if scaled else "unscaled", np.round(largest[scaled], 3), np.round(slope[scaled], 3))
        for axes, values in ((left, largest[scaled]), (right, slope[scaled])):
            axes.plot(WIDTHS, values, color=color, linestyle=dashes, marker=marker, markevery=2, markersize=7)
    left.set(title="largest weight")
    right.set(title="slope: $\\Sigma\\, p_i\\, (1 - p_i)$")
    left.text(1.2, 0.72, "unscaled", color=style.RUST)
    left.text(60, 0.22, "scaled", color=style.BLUE)
    for axes in (left, right):
        axes.set(xlabel="$d_k$", xscale="log", ylim=(0, 1.02), yticks=(0, 0.5, 1))
        axes.set_xticks([1, 8, 64, 512], ["1", "8", "64", "512"])
        axes.minorticks_off()
    return figure
