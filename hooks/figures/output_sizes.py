"""Draws how many places a window has on a row of pixels, for four choices of padding, stride and dilation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.patches import Rectangle

from figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FILE = "cnns/output-sizes.svg"
PIXELS, KERNEL = 8, 3
CASES = (
    ("no padding", 0, 1, 1),
    ("padding 1", 1, 1, 1),
    ("padding 1, stride 2", 1, 2, 1),
    ("dilation 2", 0, 1, 2),
)


def draw() -> Figure:
    """Returns the figure."""
    figure = style.panels(1, height=3.6)[0]
    figure.clear()
    for axes, (name, padding, stride, dilation) in zip(figure.subplots(2, 2).flat, CASES, strict=True):
        starts = _starts(padding, stride, dilation)
        print(f"{name}: {len(starts)} outputs, windows start at {starts}")
        _draw_case(axes, padding, dilation, starts)
        axes.set_title(f"{name}: {len(starts)} outputs", fontsize=13)
    return figure


def _starts(padding: int, stride: int, dilation: int) -> list[int]:
    extent = dilation * (KERNEL - 1) + 1
    return list(range(0, PIXELS + 2 * padding - extent + 1, stride))


def _draw_case(axes: Axes, padding: int, dilation: int, starts: list[int]) -> None:
    taps = dilation * np.arange(KERNEL)
    read = {int(start + tap) for start in starts for tap in taps}
    for place in range(PIXELS + 2 * padding):
        pixel = padding <= place < padding + PIXELS
        color, hatch = "white" if pixel else style.LIGHT, "" if place in read else "///"
        _square(axes, place, 0, 1, facecolor=color, hatch=hatch, edgecolor=style.GREY)
    for start, color, y in ((starts[0], style.BLUE, -0.5), (starts[-1], style.RUST, 1.5)):
        axes.plot(start + taps + 0.5, np.full(KERNEL, y), "s-", color=color, markersize=9, linewidth=2)
    middle = taps[-1] / 2 + 0.5
    for start in starts:
        color = {starts[0]: style.BLUE, starts[-1]: style.RUST}.get(start, style.GREY)
        _square(axes, start + middle - 0.3, -2.1, 0.6, facecolor="white", edgecolor=color, linewidth=2)
    axes.set(aspect="equal", xlim=(-0.2, 10.2), ylim=(-2.4, 2.1))
    axes.set_axis_off()


def _square(axes: Axes, x: float, y: float, side: float, **looks: Any) -> None:
    axes.add_patch(Rectangle((x, y), side, side, **looks))
