"""Draws the predicted loss against the model size at one training budget, for two fits of the same law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/isocompute-loss.svg"
BUDGET = 5.76e23
FITS = {  # constants, look, and where the label goes
    "Hoffmann et al. 2022": ((1.69, 406.4, 410.7, 0.34, 0.28), style.RUST, style.DASHED, "s", -1),
    "Besiroglu et al. 2024": ((1.8172, 482.01, 2085.43, 0.3478, 0.3658), style.BLUE, style.SOLID, "o", 1),
}


def draw() -> Figure:
    """Returns the figure."""
    sizes = np.geomspace(5e9, 5e11, 6001)
    figure, (axes,) = style.panels(1, height=3.7)
    for name, ((floor, a, b, alpha, beta), color, dashes, marker, side) in FITS.items():
        tokens = BUDGET / (6 * sizes)
        loss = floor + a / sizes**alpha + b / tokens**beta
        best = int(np.argmin(loss))
        near = sizes[loss < loss[best] + 0.01]
        print(f"{name}: {sizes[best] / 1e9:.0f}B, {tokens[best] / 1e12:.2f}T, ratio {tokens[best] / sizes[best]:.0f}")
        print(f"    loss {loss[best]:.3f}; within 0.01 from {near[0] / 1e9:.0f}B to {near[-1] / 1e9:.0f}B")
        axes.semilogx(sizes[::60] / 1e9, loss[::60], color=color, linestyle=dashes)
        axes.plot(sizes[best] / 1e9, loss[best], marker, color="white", markeredgecolor=color, markersize=10, mew=2)
        text = f"{name}:\n{tokens[best] / sizes[best]:.0f} tokens per parameter"
        at = "bottom" if side > 0 else "top"
        axes.text(sizes[best] / 1e9, loss[best] + side * 0.012, text, color=color, ha="center", va=at, fontsize=13)
    axes.set(xlabel="parameters (billions)", ylabel="predicted loss", ylim=(1.86, 2.14), xlim=(5, 500))
    axes.set(xticks=(5, 10, 30, 70, 200, 500), xticklabels=("5", "10", "30", "70", "200", "500"))
    axes.minorticks_off()
    return figure
