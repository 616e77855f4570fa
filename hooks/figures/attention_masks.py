"""Draws which tokens each token may read in an encoder, a decoder and an encoder-decoder transformer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import ListedColormap
from matplotlib.patches import Rectangle

from figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "sequences-and-transformers/attention-masks.svg"
TOKENS, SOURCE = 6, 3
NOTHING, SELF, CROSS = range(3)


def _masks() -> dict[str, NDArray[np.int64]]:
    row, column = np.indices((TOKENS, TOKENS))
    causal = np.where(column <= row, SELF, NOTHING)
    both = np.where((row >= SOURCE) & (column >= SOURCE), causal, NOTHING)
    both[:SOURCE, :SOURCE], both[SOURCE:, :SOURCE] = SELF, CROSS
    return {"encoder": np.full((TOKENS, TOKENS), SELF), "decoder": causal, "encoder-\ndecoder": both}


def _show(axes: Axes, mask: NDArray[np.int64]) -> None:
    colors = ListedColormap(["white", style.PALE_BLUE, style.PALE_RUST])
    axes.pcolormesh(mask, cmap=colors, vmin=0, vmax=2, edgecolors=style.GREY, linewidth=0.6)
    rows, columns = np.nonzero(mask == SELF)
    axes.plot(columns + 0.5, rows + 0.5, "o", color=style.BLUE, markersize=4)
    if (mask == CROSS).any():
        hatched = Rectangle((0, SOURCE), SOURCE, TOKENS - SOURCE, fill=False, edgecolor=style.RUST, hatch="///")
        axes.add_patch(hatched)


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(3, height=3.1)
    for axes, (name, mask) in zip(plots, _masks().items(), strict=True):
        print(name.replace("\n", ""), {kind: int((mask == kind).sum()) for kind in (SELF, CROSS)})
        _show(axes, mask)
        labels = [f"x{i}" for i in range(1, TOKENS + 1)]
        if (mask == CROSS).any():
            labels = [f"{'s' if i < SOURCE else 't'}{i % SOURCE + 1}" for i in range(TOKENS)]
        axes.set(title=name, aspect="equal", ylim=(TOKENS, 0))
        axes.set_xticks(np.arange(TOKENS) + 0.5, labels)
        axes.set_yticks(np.arange(TOKENS) + 0.5, labels)
        axes.tick_params(length=0)
        for side in ("left", "bottom"):
            axes.spines[side].set_visible(False)
    plots[0].set_ylabel("token")
    plots[1].set_xlabel("may read from")
    return figure
