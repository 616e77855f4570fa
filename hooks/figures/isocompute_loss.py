"""Draws the predicted loss against the model size at one training budget, for three sets of constants of the same law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/isocompute-loss.svg"
BUDGET = 5.76e23
FITS = {  # constants and look
    "Hoffmann 2022, rounded": ((406.4, 410.7, 0.34, 0.28), style.PURPLE, style.DOTTED, "D"),
    "Hoffmann 2022": ((406.401018, 410.722827, 0.33917084, 0.2849083), style.RUST, style.DASHED, "s"),
    "Besiroglu 2024": ((482.01, 2085.43, 0.3478, 0.3658), style.BLUE, style.SOLID, "o"),
}


def draw() -> Figure:
    """Returns the figure."""
    sizes = np.geomspace(5e9, 5e11, 6001)
    tokens = BUDGET / (6 * sizes)
    figure, (axes,) = style.panels(1, height=4.2)
    for name, ((a, b, alpha, beta), color, dashes, marker) in FITS.items():
        loss = a / sizes**alpha + b / tokens**beta
        best = int(np.argmin(loss))
        excess, near = loss - loss[best], sizes[loss < loss[best] + 0.01] / 1e9
        ratio = tokens[best] / sizes[best]
        print(f"{name}: {sizes[best] / 1e9:.0f}B, {tokens[best] / 1e12:.2f}T, ratio {ratio:.0f}")
        print(f"    within 0.01 from {near[0]:.0f}B to {near[-1]:.0f}B")
        label = f"{name}: {ratio:.0f} tokens per parameter"
        axes.semilogx(sizes[::60] / 1e9, excess[::60], color=color, linestyle=dashes, label=label)
        axes.plot(sizes[best] / 1e9, 0, marker, color="white", markeredgecolor=color, markersize=10, mew=2, clip_on=False)
    axes.set(xlabel="parameters (billions)", ylabel="loss above the minimum", ylim=(0, 0.09), xlim=(5, 500))
    axes.set(xticks=(5, 10, 30, 70, 200, 500), xticklabels=("5", "10", "30", "70", "200", "500"))
    axes.minorticks_off()
    figure.legend(loc="outside upper center", frameon=False, fontsize=13)
    return figure
