"""Draws one batch of activations as it is, and after batch, layer and root-mean-square normalization."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "training-practice/normalization-axes.svg"
EXAMPLES, FEATURES, LARGE, RAISED = 6, 8, 1, 5


def _batch() -> NDArray[np.float64]:
    """Returns random activations; one example has three times the scale, one feature is raised by 3."""
    x = np.random.default_rng(0).standard_normal((EXAMPLES, FEATURES))
    x[LARGE] *= 3
    x[:, RAISED] += 3
    return x


def _standardized(x: NDArray[np.float64], axis: int) -> NDArray[np.float64]:
    return np.asarray((x - x.mean(axis=axis, keepdims=True)) / x.std(axis=axis, keepdims=True))


def draw() -> Figure:
    """Returns the figure."""
    x = _batch()
    variants = {
        "input": x,
        "batch norm": _standardized(x, 0),
        "layer norm": _standardized(x, 1),
        "RMSNorm": x / np.sqrt((x**2).mean(axis=1, keepdims=True)),
    }
    figure, plots = style.panels(4, height=1.75)
    for axes, (name, values) in zip(plots, variants.items(), strict=True):
        rms = np.sqrt((values[LARGE] ** 2).mean())
        print(f"{name}: large example has RMS {rms:.2f}, raised feature has mean {values[:, RAISED].mean():.2f}")
        axes.imshow(values, cmap="RdBu_r", vmin=-4, vmax=4)
        for row in range(EXAMPLES):
            for column in range(FEATURES):
                sign = "+" if values[row, column] > 1 else "−" if values[row, column] < -1 else ""
                axes.text(column, row, sign, ha="center", va="center", fontsize=11)
        axes.set(title=name, xticks=(), yticks=())
        axes.title.set_fontsize(13)
        axes.set_xlabel("features", fontsize=13)
        width, height, at = (1, EXAMPLES, (RAISED, 0)) if name == "batch norm" else (FEATURES, 1, (0, LARGE))
        if name != "input":
            left, top = at[0] - 0.5, at[1] - 0.5
            around = [left, left + width, left + width, left, left], [top, top, top + height, top + height, top]
            axes.plot(*around, color=style.INK, linewidth=2.2, clip_on=False)
    plots[0].set_ylabel("examples", fontsize=13)
    return figure
