"""Draws the size of the key-value cache against the context length for three ways of sharing heads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/kv-cache-size.svg"
LAYERS, WIDTH, BYTES, WEIGHTS = 32, 128, 2, 14e9
CASES = {
    32: ("MHA, 32 heads", style.BLUE, style.SOLID),
    8: ("GQA, 8 heads", style.RUST, style.DASHED),
    1: ("MQA, 1 head", style.GREEN, style.DOTTED),
}


def draw() -> Figure:
    """Returns the figure."""
    tokens = 2.0 ** np.arange(10, 18)
    figure, (axes,) = style.panels(1)
    for heads, (name, color, dashes) in CASES.items():
        size = 2 * LAYERS * heads * WIDTH * BYTES * tokens
        print(f"{name}: {size[0] / tokens[0] / 1024:.0f} KiB a token, {size[[2, -1]] / 2**30} GiB at 4k and 128k")
        print(f"    as large as the weights at {WEIGHTS / size[0] * tokens[0]:.0f} tokens")
        axes.loglog(tokens, size / 1e9, color=color, linestyle=dashes)
        axes.text(tokens[-1] * 1.12, size[-1] / 1e9, name, color=color, verticalalignment="center")
    axes.axhline(WEIGHTS / 1e9, color=style.GREY, linewidth=1.2)
    axes.text(1050, WEIGHTS / 1e9 * 1.15, "weights of the model, 14 GB", color=style.GREY, fontsize=13)
    axes.set(xlabel="tokens in one sequence", ylabel="cache (GB)", xlim=(1000, 1.34e5), ylim=(0.012, 100))
    axes.set(xticks=tokens[::2], xticklabels=("1k", "4k", "16k", "64k"))
    axes.set(yticks=(0.1, 1, 10, 100), yticklabels=("0.1", "1", "10", "100"))
    axes.minorticks_off()
    return figure
