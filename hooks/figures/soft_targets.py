"""Draws a teacher's probabilities against the temperature of the softmax."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/soft-targets.svg"
LOGITS = {"dog": 9.0, "wolf": 5.0, "cat": 3.0, "car": -4.0}


def draw() -> Figure:
    """Returns the figure."""
    temperatures = np.geomspace(0.5, 20, 100)
    z = np.array([*LOGITS.values()])[:, None] / temperatures
    p = np.exp(z - z.max(axis=0))
    p /= p.sum(axis=0)
    for t in (1.0, 4.0, 20.0):
        at = int(np.abs(temperatures - t).argmin())
        print(f"T = {temperatures[at]:.2f}:", dict(zip(LOGITS, p[:, at].round(4), strict=True)))
    figure, (axes,) = style.panels(1, height=3.7)
    looks = (
        (style.BLUE, style.SOLID),
        (style.RUST, style.DASHED),
        (style.GREEN, style.DASHDOT),
        (style.PURPLE, style.DOTTED),
    )
    for name, row, (color, dashes) in zip(LOGITS, p, looks, strict=True):
        axes.loglog(temperatures, row, color=color, linestyle=dashes, label=name)
    axes.axhline(1 / len(LOGITS), color=style.LIGHT, linewidth=1.2)
    axes.set(xlabel="temperature", ylabel="teacher's probability", xlim=(0.5, 20), ylim=(1e-6, 1.5))
    axes.set(xticks=(0.5, 1, 2, 4, 10, 20), xticklabels=("0.5", "1", "2", "4", "10", "20"))
    axes.minorticks_off()
    axes.legend(frameon=False, fontsize=13, loc="lower right")
    return figure
