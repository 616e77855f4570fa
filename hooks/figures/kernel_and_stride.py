"""Draws where a window stands on a grid of seven by seven, and the outputs that it leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Rectangle

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "cnns/kernel-and-stride-{}.svg"
FRAMES = ("2-2", "3-1", "3-2", "5-1", "5-2", "7-1")
SIZE = 7


def draw(frame: str) -> Figure:
    """Returns one frame: the window's first place filled, its last place framed, all outputs as squares."""
    kernel, stride = map(int, frame.split("-"))
    places = np.arange(0, SIZE - kernel + 1, stride)
    out, read = len(places), int(places[-1] + kernel)
    rest = f"the last {SIZE - read} row and column are never read" if read < SIZE else "every pixel is read"
    print(f"The output is {out} × {out}; {rest}. The kernel has {kernel * kernel} weights per channel.")

    figure, [axes] = style.frame(height=2.5)
    if read < SIZE:
        for at in ((read, 0, 1, SIZE), (0, read, read, 1)):
            axes.add_patch(Rectangle(at[:2], *at[2:], facecolor="none", edgecolor=style.LIGHT, hatch="////", linewidth=0))
    axes.add_patch(Rectangle((0, 0), kernel, kernel, facecolor=style.PALE_BLUE))
    last = int(places[-1])
    axes.vlines(range(SIZE + 1), 0, SIZE, color=style.LIGHT, linewidth=1)
    axes.hlines(range(SIZE + 1), 0, SIZE, color=style.LIGHT, linewidth=1)
    axes.add_patch(Rectangle((0, 0), kernel, kernel, facecolor="none", edgecolor=style.BLUE, linewidth=2.4))
    end = Rectangle((last, last), kernel, kernel, facecolor="none", edgecolor=style.RUST, linewidth=2.4)
    end.set_linestyle(style.DASHED)
    axes.add_patch(end)
    rows, columns = np.meshgrid(places + kernel / 2, places + kernel / 2)
    axes.plot(rows.ravel(), columns.ravel(), "s", color=style.INK, markersize=6)
    axes.set(xlim=(-0.2, SIZE + 0.2), ylim=(SIZE + 0.2, -0.2), aspect="equal", xticks=(), yticks=())
    axes.set_title(f"output {out} × {out}")
    axes.spines[:].set_visible(False)
    return figure
