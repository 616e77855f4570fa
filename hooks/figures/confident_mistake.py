"""Draws how strongly cross-entropy and squared error pull on a logit, and how fast each repairs a confident mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "foundations/confident-mistake.svg"
START, RATE, STEPS = -6.0, 0.1, 10_000
LOOK = {"cross-entropy": (style.BLUE, style.SOLID), "squared error": (style.RUST, style.DASHED)}


def draw() -> Figure:
    """Returns the figure."""
    figure, (pull, repair) = style.panels(2)
    z = np.linspace(-10, 4, 241)
    for name, (color, dashes) in LOOK.items():
        path = [START]
        for _ in range(STEPS):
            path.append(path[-1] + RATE * float(_pull(name, path[-1])))
        print(f"{name}: pull {_pull(name, START):.4f} at {START}, right after {np.argmax(np.array(path) > 0)} steps")
        shown = np.unique(np.geomspace(1, STEPS, 120).astype(int))
        pull.plot(z, _pull(name, z), color=color, linestyle=dashes)
        repair.plot(shown, np.array(path)[shown], color=color, linestyle=dashes)
    pull.text(-9.8, 0.72, "cross-\nentropy", color=style.BLUE)
    pull.text(-9.8, 0.1, "squared\nerror", color=style.RUST)
    pull.set(title="pull on the logit", xlabel="logit $z$, label 1", ylim=(0, 1.05))
    pull.set_yticks((0, 0.5, 1), labels=("0", "0.5", "1"))
    repair.axhline(0, color=style.GREY, linewidth=0.8)
    repair.text(1.2, 0.4, "right if > 0", color=style.GREY, fontsize=13)
    repair.set(title="descent on the logit", xlabel="step", ylabel="logit $z$", xscale="log")
    repair.set_yticks((-6, 0, 6), labels=("−6", "0", "6"))
    repair.set_xticks((1, 100, 10_000), labels=("1", "100", "10,000"))
    return figure


def _pull(name: str, z: np.ndarray | float) -> np.ndarray:
    p = 1 / (1 + np.exp(-np.asarray(z)))
    pull: np.ndarray = 1 - p if name == "cross-entropy" else (1 - p) * p * (1 - p)
    return pull
