"""Draws how the work of a vision transformer's parts grows with the image size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "cnns/vit-cost.svg"
LAYERS, WIDTH, PATCH, WINDOW = 12, 768, 16, 49
SIZES = np.arange(128, 2049, 32)
SHOWN = (224, 384, 512, 1024, 2048)


def draw() -> Figure:
    """Returns the figure."""
    tokens = (SIZES // PATCH) ** 2
    parts = {
        "dense layers": (LAYERS * 12 * tokens * WIDTH**2, style.INK, style.SOLID),
        "global attention": (LAYERS * 2 * tokens**2 * WIDTH, style.RUST, style.DASHED),
        "7×7 windows": (LAYERS * 2 * tokens * WINDOW * WIDTH, style.BLUE, style.DASHDOT),
    }
    figure, (axes,) = style.panels(1)
    for name, (work, color, dashes) in parts.items():
        print(name, {int(size): float(work[size == SIZES][0].round(-7) / 1e9) for size in SHOWN})
        axes.loglog(SIZES, work / 1e9, color=color, linestyle=dashes)
    print("tokens", {int(size): int(tokens[size == SIZES][0]) for size in SHOWN}, "even at", 6 * WIDTH)
    axes.text(200, 45, "dense layers", rotation=22)
    axes.text(560, 9, "global attention", color=style.RUST)
    axes.text(470, 0.22, "attention in 7×7 windows", color=style.BLUE)
    axes.set(xlabel="image side in pixels", ylabel="billion multiply-adds", xlim=(128, 2048))
    axes.set_xticks((128, 224, 512, 1024, 2048), labels=("128", "224", "512", "1024", "2048"))
    axes.set_yticks((0.1, 1, 10, 100, 1000), labels=("0.1", "1", "10", "100", "1000"))
    axes.minorticks_off()
    return figure
