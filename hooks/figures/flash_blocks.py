"""Draws what flash attention has of one query's output after each block of keys that it has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/flash-blocks-{}.svg"
FRAMES = ("1", "2", "3", "4")
BLOCK, BLOCKS = 4, 4


def draw(frame: str) -> Figure:
    """Returns one frame: the weights so far, and those of the whole softmax as outlines."""
    scores = np.random.default_rng(4).normal(0, 1.4, BLOCK * BLOCKS)
    read = BLOCK * int(frame)
    whole = np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum()
    most, total = -np.inf, 0.0
    for start in range(0, read, BLOCK):
        block = scores[start : start + BLOCK]
        higher = max(most, block.max())
        total = total * np.exp(most - higher) + np.exp(block - higher).sum()
        most = higher
    so_far = np.exp(scores[:read] - most) / total
    ratio = whole[0] / so_far[0]
    print(f"Maximum {most:.2f}, sum {total:.2f}; the weights read so far are {1 / ratio:.2f} times their final ones.")

    figure, [axes] = style.frame()
    at = np.arange(1, len(scores) + 1)
    axes.bar(at[:read], so_far, color=style.BLUE, width=0.72)
    axes.bar(at, whole, color="none", edgecolor=style.RUST, linewidth=1.4, width=0.72)
    axes.vlines(np.arange(BLOCK, len(scores), BLOCK) + 0.5, 0, 0.8, color=style.LIGHT, linewidth=1, linestyle=style.DOTTED)
    axes.set(xlim=(0.4, len(scores) + 0.6), ylim=(0, 0.8), xticks=(1, 4, 8, 12, 16), yticks=(0, 0.4, 0.8))
    axes.set(yticklabels=("0", "0.4", "0.8"), xlabel="key", ylabel="weight", title=f"m = {most:.2f}, ℓ = {total:.2f}")
    return figure
