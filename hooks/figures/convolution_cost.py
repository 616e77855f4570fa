"""Draws the work of several convolution blocks and how much of it they do for each byte that they move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "cnns/convolution-cost.svg"
SIZE, CHANNELS, BYTES = 56, 128, 2
BLOCKS = {
    "standard 3×3": [(3, CHANNELS, CHANNELS, 1)],
    "3×3 in 4 groups": [(3, CHANNELS, CHANNELS, 4)],
    "bottleneck": [(1, CHANNELS, 32, 1), (3, 32, 32, 1), (1, 32, CHANNELS, 1)],
    "separable 3×3": [(3, CHANNELS, CHANNELS, CHANNELS), (1, CHANNELS, CHANNELS, 1)],
    "depthwise alone": [(3, CHANNELS, CHANNELS, CHANNELS)],
}


def draw() -> Figure:
    """Returns the figure."""
    work, intensity = [], []
    for name, layers in BLOCKS.items():
        weights = [k * k * c_in // groups * c_out for k, c_in, c_out, groups in layers]
        moved = BYTES * sum(SIZE**2 * (layer[1] + layer[2]) + count for layer, count in zip(layers, weights, strict=True))
        work.append(SIZE**2 * sum(weights) / 1e6)
        intensity.append(1e6 * work[-1] / moved)
        print(
            f"{name}: {sum(weights):,} weights, {work[-1]:.1f} million multiply-adds, {moved:,} bytes, {intensity[-1]:.1f} a byte"
        )
    figure, (left, right) = style.panels(2)
    places = np.arange(len(BLOCKS))[::-1]
    left.barh(places, work, color=style.PALE_BLUE, edgecolor=style.INK, height=0.62)
    right.barh(places, intensity, color=style.PALE_RUST, edgecolor=style.INK, height=0.62, hatch="//")
    for place, million, rate in zip(places, work, intensity, strict=True):
        left.text(million * 1.15, place, f"{million:.3g}", va="center")
        right.text(rate * 1.15, place, f"{rate:.2g}" if rate < 10 else f"{rate:.0f}", va="center")
    left.set(title="million multiply-adds", xscale="log", xlim=(1, 3000), yticks=places, yticklabels=list(BLOCKS))
    right.set(title="... per byte moved", xscale="log", xlim=(1, 1500), yticks=())
    for axes in (left, right):
        axes.minorticks_off()
        axes.set_xticks((1, 10, 100, 1000), labels=("1", "10", "100", "1000"))
    return figure
