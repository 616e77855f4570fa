"""Draws how many alarms of a filter are right, against the share of harmful messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "responsible-ai/right-alarms.svg"
FIRST, BOTH = (0.95, 0.01), (0.95 * 0.9, 0.01 * 0.03)


def draw() -> Figure:
    """Returns the figure."""
    share = np.geomspace(1e-5, 0.2, 200)
    figure, (axes,) = style.panels(1, height=3.2)
    for (recall, alarms), color, look in ((FIRST, style.RUST, style.SOLID), (BOTH, style.BLUE, style.DASHED)):
        right = share * recall / (share * recall + (1 - share) * alarms)
        axes.plot(share, right, color=color, linestyle=look)
        at = 0.001
        value = at * recall / (at * recall + (1 - at) * alarms)
        axes.plot(at, value, "o", color=color, markersize=8)
        axes.text(at * 1.25, value - 0.01, f"{value:.0%}", color=color, va="top")
        print(f"recall {recall:.3f}, false alarms {alarms:.4f}: right at 1 in 1,000 {value:.3f}")
    axes.text(0.012, 0.38, "one filter", color=style.RUST)
    axes.text(0.0002, 0.55, "with a second check", color=style.BLUE, ha="right", va="bottom")
    axes.set(xscale="log", xlim=(1e-5, 0.2), ylim=(0, 1.02), xlabel="share of harmful messages", ylabel="alarms that are right")
    axes.set_xticks((1e-5, 1e-4, 1e-3, 1e-2, 0.1), ("0.001%", "0.01%", "0.1%", "1%", "10%"))
    axes.set_yticks((0, 0.5, 1), ("0", "50%", "100%"))
    axes.minorticks_off()
    return figure
