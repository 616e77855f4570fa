"""Draws the rounding error of quantized weights against the bits, with and without outliers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "efficiency-and-scale/quantization-error.svg"
SIZE, GROUP, OUTLIERS = 65536, 128, 16
BITS = np.arange(2, 9)
CASES = {SIZE: ("one scale", style.RUST, style.DASHED, "s"), GROUP: ("a scale per 128", style.BLUE, style.SOLID, "o")}


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    plain = rng.standard_normal(SIZE)
    heavy = plain.copy()
    heavy[rng.choice(SIZE, OUTLIERS, replace=False)] = 50.0
    figure, plots = style.panels(2)
    for axes, values, title in zip(plots, (plain, heavy), ("normal weights", "16 outliers of 50"), strict=True):
        common = np.abs(values) < 10
        for group, (name, color, dashes, marker) in CASES.items():
            errors = [_error(values, bits, group)[common] for bits in BITS.tolist()]
            relative = [np.sqrt(np.mean(error**2)) / np.std(values[common]) for error in errors]
            print(title, name, dict(zip(BITS.tolist(), np.round(relative, 4).tolist(), strict=True)))
            axes.semilogy(BITS, relative, color=color, linestyle=dashes, marker=marker, label=name)
        axes.set(title=title, xlabel="bits per weight", xticks=BITS[::2], ylim=(0.003, 1.6), yticks=(0.01, 0.1, 1))
        axes.set(yticklabels=("1%", "10%", "100%"))
        axes.minorticks_off()
    plots[0].set_ylabel("error of ordinary weights")
    plots[0].legend(frameon=False, fontsize=13, loc="lower left", borderaxespad=0.1)
    return figure


def _error(values: NDArray[np.float64], bits: int, group: int) -> NDArray[np.float64]:
    blocks = values.reshape(-1, group)
    scale = np.abs(blocks).max(axis=1, keepdims=True) / (2 ** (bits - 1) - 1)
    error: NDArray[np.float64] = (np.round(blocks / scale) * scale - blocks).ravel()
    return error
