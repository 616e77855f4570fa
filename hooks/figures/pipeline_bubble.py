"""Draws the schedule of a pipeline of four stages, computed from what each step has to wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.figure import Figure

from figures import style

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = "efficiency-and-scale/pipeline-bubble.svg"
STAGES, BATCHES = 4, (1, 4, 8)


def draw() -> Figure:
    """Returns the figure."""
    figure = Figure(figsize=(6.4, 5.4), layout="constrained")
    plots = figure.subplots(len(BATCHES), 1)
    for axes, count in zip(plots, BATCHES, strict=True):
        forward = _starts(count)
        total = 2 * (count + STAGES - 1)
        idle = 1 - 2 * count / total
        print(f"{count} micro-batches: {total} slots, idle {idle:.1%}")
        for (stage, batch), start in np.ndenumerate(forward):
            back = total - 1 - start
            axes.barh(stage, 1, 0.86, start, color=style.PALE_BLUE, edgecolor=style.BLUE, linewidth=0.9)
            axes.barh(stage, 1, 0.86, back, color=style.PALE_RUST, edgecolor=style.RUST, hatch="///", linewidth=0.9)
            axes.text(start + 0.5, stage, f"{batch + 1}", ha="center", va="center", fontsize=13)
        axes.set(yticks=range(STAGES), yticklabels=range(1, STAGES + 1), xlim=(0, total), xticks=())
        axes.invert_yaxis()
        axes.set_title(f"{count} micro-batch{'es' if count > 1 else ''}: idle {idle:.0%}", fontsize=14)
    plots[1].set_ylabel("stage")
    plots[-1].set_xlabel("time (slots; plain: forward, hatched: backward)")
    return figure


def _starts(count: int) -> NDArray[np.int64]:
    starts = np.zeros((STAGES, count), dtype=np.int64)
    for stage in range(STAGES):
        for batch in range(count):
            before = starts[stage - 1, batch] + 1 if stage else 0
            starts[stage, batch] = max(before, starts[stage, batch - 1] + 1 if batch else 0)
    return starts
