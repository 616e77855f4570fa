"""Draws errors on familiar and shifted inputs while a linear two-layer model is adapted in three ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "transfer-and-adaptation/fine-tuning-shift.svg"
INPUTS, SEEN, FEATURES, ROWS, STEPS, RATE = 60, 20, 8, 40, 3000, 0.03
WAYS = {
    "fine-tuning": (style.RUST, style.DASHED, "s"),
    "linear probe": (style.GREEN, style.DASHDOT, "^"),
    "probe, then fine-tuning": (style.BLUE, style.SOLID, "o"),
}


def _adapted(way: str, rng: np.random.Generator) -> NDArray[np.float64]:
    """Returns the errors on familiar and on shifted inputs before each step."""
    best = np.linalg.qr(rng.standard_normal((INPUTS, FEATURES)))[0].T
    features = np.linalg.qr((best + 0.04 * rng.standard_normal(best.shape)).T)[0].T
    goal = rng.standard_normal(FEATURES) @ best
    x = np.zeros((ROWS, INPUTS))
    x[:, :SEEN] = rng.standard_normal((ROWS, SEEN))
    y = x @ goal
    head = rng.normal(0, 0.1, FEATURES)
    if "probe" in way:
        head = np.linalg.lstsq(x @ features.T, y, rcond=None)[0]
    errors = []
    for _ in range(STEPS + 1):
        wrong = (head @ features - goal) ** 2
        errors.append((wrong[:SEEN].sum(), wrong.sum()))
        if way != "linear probe":
            error = (x @ features.T @ head - y) / ROWS
            head, features = head - RATE * features @ x.T @ error, features - RATE * np.outer(head, x.T @ error)
    return np.array(errors)


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(2, height=3.6)
    for way, (color, dashes, marker) in WAYS.items():
        rng = np.random.default_rng(0)
        mean = np.mean([_adapted(way, rng) for _ in range(20)], axis=0)
        print(way, "familiar, shifted:", mean[0], mean[100], mean[-1])
        for axes, errors in zip(plots, mean.T, strict=True):
            shown = np.unique(np.geomspace(1, STEPS, 60).astype(int))
            axes.plot(shown, errors[shown], color=color, linestyle=dashes, marker=marker, markevery=(5, 16), label=way)
    for axes, name in zip(plots, ("familiar inputs", "shifted inputs"), strict=True):
        axes.set(title=name, xscale="log", yscale="log", xlabel="steps", ylim=(1e-3, 20))
        axes.minorticks_off()
    plots[0].set_ylabel("squared error")
    handles, labels = plots[0].get_legend_handles_labels()
    look = {"fontsize": 13, "handlelength": 1.8, "columnspacing": 1.2, "frameon": False, "ncols": 3}
    figure.legend(handles, labels, loc="outside lower center", **look)
    return figure
