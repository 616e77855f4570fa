"""Draws the work of a gradient in forward and reverse mode, and the memory of reverse mode with checkpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "gradients/forward-and-reverse.svg"
WIDTH, DEPTH, LAYERS = 64, 6, 64


def products(inputs: int) -> tuple[int, int]:
    """Returns the multiplications of the chain of Jacobians to one output, from the inputs and from the output."""
    shapes = [(WIDTH, inputs), *[(WIDTH, WIDTH)] * DEPTH, (1, WIDTH)]
    forward = sum(rows * columns * inputs for rows, columns in shapes[1:])
    reverse = sum(rows * columns for rows, columns in shapes[:-1])
    return forward, reverse


def draw() -> Figure:
    """Returns the figure."""
    figure, (work, memory) = style.panels(2)
    inputs = np.array([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024])
    forward, reverse = np.array([products(int(count)) for count in inputs]).T
    work.plot(inputs, forward, "-o", color=style.RUST, markersize=5)
    work.plot(inputs, reverse, "-s", color=style.BLUE, markersize=5)
    work.text(60, 6e6, "forward", color=style.RUST, ha="right")
    work.text(700, 1.1e5, "reverse", color=style.BLUE, ha="right", va="bottom")
    work.set(xscale="log", yscale="log", ylim=(1e4, 1e8), xlabel="inputs", title="multiplications", xticks=(1, 10, 100, 1000))
    work.set_xticklabels(("1", "10", "100", "1,000"))
    segments = np.array([1, 2, 4, 8, 16, 32, 64])
    stored = segments + LAYERS / segments
    memory.plot(segments, stored, "-o", color=style.BLUE, markersize=5)
    memory.axhline(LAYERS, color=style.GREY, linewidth=1.4, linestyle=style.DASHED)
    memory.text(8, LAYERS - 3, "store everything", color=style.GREY, ha="center", va="top")
    memory.text(8, 12, f"{int(stored.min())} at {segments[np.argmin(stored)]}", ha="center", va="top")
    memory.set(xscale="log", ylim=(0, 70), xlabel="segments", title="activations in memory", yticks=(0, 32, 64))
    memory.set_xticks((1, 8, 64), ("1", "8", "64"))
    for axes in (work, memory):
        axes.minorticks_off()
    for at in (1, 32, 1024):
        ahead, back = products(at)
        print(f"{at} inputs: forward {ahead:,}, reverse {back:,}")
    print(f"least memory {stored.min():.0f} of {LAYERS} at {segments[np.argmin(stored)]} segments")
    return figure
