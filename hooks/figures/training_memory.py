"""Draws what the weights, gradients and optimizer state of a 7B model take per device in several setups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/training-memory.svg"
PARAMETERS, DEVICES, ADAPTER = 7e9, 8, 40e6
PARTS = {"weights": (style.BLUE, ""), "gradients": (style.PALE_BLUE, ""), "optimizer": (style.PALE_RUST, "///")}


def draw() -> Figure:
    """Returns the figure."""
    full = np.array([2.0, 2.0, 12.0])
    lora = ADAPTER / PARAMETERS * full
    setups = {
        "mixed-precision\nAdam": full,
        "8-bit Adam\nstates": np.array([2.0, 2.0, 6.0]),
        "ZeRO-1,\n8 devices": full / [1, 1, DEVICES],
        "ZeRO-3,\n8 devices": full / DEVICES,
        "LoRA": lora + np.array([2.0, 0, 0]),
        "QLoRA\n(4-bit base)": lora + np.array([0.5, 0, 0]),
    }
    figure, (axes,) = style.panels(1, height=4.0)
    for row, (name, parts) in enumerate(setups.items()):
        sizes = parts * PARAMETERS / 1e9
        print(f"{name!r}: {sizes.round(2)} GB, {sizes.sum():.1f} in all, {parts.sum():.3f} bytes a parameter")
        for (part, (color, hatch)), left, size in zip(PARTS.items(), np.cumsum(sizes) - sizes, sizes, strict=True):
            label = part if row == 0 else None
            axes.barh(row, size, 0.62, left, color=color, hatch=hatch, edgecolor=style.INK, linewidth=0.8, label=label)
        box = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        axes.text(sizes.sum() + 1.5, row, f"{sizes.sum():.1f}", verticalalignment="center", bbox=box)
    axes.axvline(80, color=style.RUST, linestyle=style.DASHED, linewidth=1.6, zorder=0)
    axes.text(81, 5.3, "an 80-GB card", color=style.RUST, fontsize=13)
    axes.set(yticks=range(len(setups)), yticklabels=setups, xlabel="GB per device, before activations", xlim=(0, 128))
    axes.invert_yaxis()
    axes.legend(frameon=False, fontsize=13, loc=(0.66, 0.3), borderaxespad=0)
    return figure
