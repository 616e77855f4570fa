"""Draws where VGG-16 keeps its parameters and where it does its work, counted layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FILE = "foundations/parameters-and-work.svg"
STAGES = {  # the name: input channels, output channels, width and height, layers
    "conv 1": (3, 64, 224, 2),
    "conv 2": (64, 128, 112, 2),
    "conv 3": (128, 256, 56, 3),
    "conv 4": (256, 512, 28, 3),
    "conv 5": (512, 512, 14, 3),
}
DENSE = {"dense 6": (512 * 7 * 7, 4096), "dense 7": (4096, 4096), "dense 8": (4096, 1000)}


def draw() -> Figure:
    """Returns the figure."""
    parameters, work = _count()
    print(f"{sum(parameters.values()):,} parameters, {sum(work.values()):,} multiply-adds")
    for name in parameters:
        print(f"{name}: {parameters[name] / sum(parameters.values()):.1%}, {work[name] / sum(work.values()):.1%}")
    figure, (left, right) = style.panels(2)
    _bars(left, "parameters (millions)", {name: count / 1e6 for name, count in parameters.items()})
    _bars(right, "multiply-adds (billions)", {name: count / 1e9 for name, count in work.items()})
    right.set_yticks(())
    return figure


def _count() -> tuple[dict[str, int], dict[str, int]]:
    parameters, work = {}, {}
    for name, (before, after, side, layers) in STAGES.items():
        weights = [9 * channels * after for channels in (before, *[after] * (layers - 1))]
        parameters[name], work[name] = sum(weights) + layers * after, sum(weights) * side**2
    for name, (before, after) in DENSE.items():
        parameters[name], work[name] = before * after + after, before * after
    return parameters, work


def _bars(axes: Axes, title: str, values: dict[str, float]) -> None:
    bars = axes.barh(list(values), list(values.values()), color=style.PALE_BLUE, edgecolor=style.INK, linewidth=0.8)
    for name, bar in zip(values, bars, strict=True):
        if name in DENSE:
            bar.set(facecolor=style.PALE_RUST, hatch="///")
    labels = [f"{value:.2g}" if value < 10 else f"{value:.0f}" for value in values.values()]
    axes.bar_label(bars, labels, padding=3, fontsize=13)
    axes.set(title=title, xticks=(), xlim=(0, 1.2 * max(values.values())))
    axes.spines["bottom"].set_visible(False)
    axes.invert_yaxis()
    axes.tick_params(length=0)
