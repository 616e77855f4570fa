"""Draws precision and false-positive rates of one perfectly calibrated score in two groups with different base rates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "responsible-ai/score-and-base-rates.svg"
THRESHOLD = 0.5
GROUPS = {"A": (3.0, 3.0, style.BLUE, style.SOLID), "B": (2.0, 4.0, style.RUST, style.DASHED)}
"""The two parameters of the beta distribution of each group's scores; its mean is the base rate."""


def draw() -> Figure:
    """Returns the figure."""
    score = (np.arange(20000) + 0.5) / 20000
    figure, (precision, alarms) = style.panels(2)
    for name, (a, b, color, dashes) in GROUPS.items():
        people = score ** (a - 1) * (1 - score) ** (b - 1)
        people /= people.sum()
        selected, hits, false = (np.cumsum(part[::-1])[::-1] for part in (people, people * score, people * (1 - score)))
        rate, recall, ppv = false / false[0], hits / hits[0], hits / selected
        at = int(np.searchsorted(score, THRESHOLD))
        print(f"{name}: base rate {hits[0]:.3f}, selected {selected[at]:.3f}, precision {ppv[at]:.3f},", end=" ")
        print(f"recall {recall[at]:.3f}, false-positive rate {rate[at]:.3f}")
        shown = np.linspace(0, 0.97 * len(score), 120).astype(int)
        for axes, values in ((precision, ppv), (alarms, rate)):
            axes.plot(score[shown], values[shown], color=color, linestyle=dashes)
            axes.plot(THRESHOLD, values[at], "o", color="white", markeredgecolor=color, markeredgewidth=2, markersize=8)
    alarms.text(0.42, 0.66, "A: base rate 1/2", color=style.BLUE)
    alarms.text(0.02, 0.28, "B: 1/3", color=style.RUST)
    precision.set(title="precision")
    alarms.set(title="false-positive rate")
    for axes in (precision, alarms):
        axes.set(xlabel="threshold on the score", xlim=(0, 1), ylim=(0, 1.02), xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
        axes.set(xticklabels=("0", "0.5", "1"), yticklabels=("0", "0.5", "1"))
    return figure
