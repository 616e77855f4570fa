"""Draws the best discriminator between real data and a generator whose mean comes closer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "generative/best-discriminator-{}.svg"
FRAMES = ("0", "1", "2", "3", "3.5", "4")
REAL, SPREAD = 4.0, 0.5
GRID = np.linspace(-2, 7, 1801)


def draw(frame: str) -> Figure:
    """Returns one frame."""
    real, made = (np.exp(-(((GRID - mean) / SPREAD) ** 2) / 2) + 1e-300 for mean in (REAL, float(frame)))
    says = real / (real + made)
    weights = real / real.sum(), made / made.sum()
    middle = sum(weights) / 2
    divergence = float(sum((each * np.log(each / middle)).sum() for each in weights) / 2)
    print(f"The Jensen-Shannon divergence is {divergence:.3f}, of at most 0.693;", end=" ")
    print(f"at the generator's mean D says {float(np.interp(float(frame), GRID, says)):.2f}.")

    figure, [axes] = style.frame()
    axes.fill_between(GRID[::10], real[::10], color=style.BLUE, alpha=0.25, linewidth=0)
    axes.fill_between(GRID[::10], made[::10], color=style.RUST, alpha=0.25, linewidth=0)
    axes.plot(GRID[::10], says[::10], color=style.INK)
    axes.set(xlim=(-2, 6.5), ylim=(0, 1.05), xticks=(0, 2, 4, 6), yticks=(0, 0.5, 1), yticklabels=("0", "0.5", "1"))
    axes.set(xlabel="sample", ylabel="D(x)", title=f"divergence {divergence:.3f}")
    return figure
