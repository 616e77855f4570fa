"""Draws how rotary position pairs turn with distance, and the resulting score of equal queries and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "sequences-and-transformers/rotary-positions.svg"
WIDTH, WINDOW = 128, 8192
BASES = {10_000: (style.BLUE, style.SOLID, "o"), 500_000: (style.RUST, style.DASHED, "s")}
PAIRS = {0: (style.GREY, style.DOTTED), 16: (style.BLUE, style.SOLID), 32: (style.RUST, style.DASHED)}


def _angles(base: float) -> NDArray[np.float64]:
    """Returns the angle by which each pair of a head turns per position."""
    return np.asarray(base ** (-np.arange(0, WIDTH, 2) / WIDTH))


def draw() -> Figure:
    """Returns the figure."""
    figure, (left, right) = style.panels(2, height=3.3)
    distance = np.linspace(0, 128, 641)
    for pair, (color, dashes) in PAIRS.items():
        turn = _angles(10_000)[pair]
        print(f"pair {pair}: one turn every {2 * np.pi / turn:.1f} positions")
        left.plot(distance, np.cos(turn * distance), color=color, linestyle=dashes, linewidth=1.2 if pair == 0 else 2.4)
    left.text(128, 1.12, "pair 32", color=style.RUST, horizontalalignment="right")
    left.text(45, 1.12, "pair 16", color=style.BLUE)
    left.text(3, 1.12, "pair 0", color=style.GREY)
    left.set(xlabel="distance", ylabel="cosine", xlim=(0, 128), ylim=(-1.05, 1.4))
    left.set(xticks=(0, 64, 128), yticks=(-1, 0, 1))
    shown = np.geomspace(1, 65536, 60)
    for base, (color, dashes, marker) in BASES.items():
        slow = 2 * np.pi / _angles(base) > WINDOW
        print(f"base {base}: {slow.sum()} of {len(slow)} pairs need more than {WINDOW} positions for a turn")
        near = shown[:, None, None] * np.linspace(0.85, 1.15, 200)[:, None]
        score = np.cos(near * _angles(base)).mean((1, 2))
        print({round(d): round(float(s), 2) for d, s in zip(shown[::10], score[::10], strict=True)})
        right.plot(shown, score, color=color, linestyle=dashes, marker=marker, markevery=(5, 12), markersize=7)
    right.text(1.2, 0.12, "base\n10,000", color=style.BLUE)
    right.text(1500, 0.62, "base\n500,000", color=style.RUST)
    right.set(xlabel="distance", ylabel="mean score", xscale="log", ylim=(-0.1, 1.05), yticks=(0, 0.5, 1))
    right.set_xticks([1, 100, 10_000], ["1", "100", "10,000"])
    right.minorticks_off()
    return figure
