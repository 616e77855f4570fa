"""Draws how a diffusion transformer cuts a latent of 32 by 32 into patches of several sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "generative/patch-side-{}.svg"
FRAMES = ("1", "2", "4", "8")
SIDE = 32


def draw(frame: str) -> Figure:
    """Returns one frame."""
    patch = int(frame)
    tokens = (SIDE // patch) ** 2
    print(f"{tokens:,} tokens of {patch * patch * 4} numbers each, and {tokens**2:,} pairs for attention.")

    figure, [axes] = style.frame(height=2.6)
    angle = np.linspace(0, 2 * np.pi, 80)
    axes.fill(16 + 11 * np.cos(angle), 16 + 11 * np.sin(angle), color=style.PALE_BLUE, linewidth=0)
    lines = np.arange(0, SIDE + 1, patch)
    axes.vlines(lines, 0, SIDE, color=style.GREY, linewidth=0.5)
    axes.hlines(lines, 0, SIDE, color=style.GREY, linewidth=0.5)
    axes.add_patch(Rectangle((16, 8), patch, patch, facecolor=style.RUST))
    axes.set(xlim=(-0.5, SIDE + 0.5), ylim=(SIDE + 0.5, -0.5), xticks=(), yticks=(), aspect="equal", title=f"{tokens:,} tokens")
    axes.spines[:].set_visible(False)
    return figure
