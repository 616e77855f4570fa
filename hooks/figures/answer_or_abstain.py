"""Draws the expected score of an answer against the chance that it is right, for three penalties on wrong answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "generative/answer-or-abstain.svg"
PENALTIES = (0, 1, 3)


def draw() -> Figure:
    """Returns the figure."""
    chance = np.linspace(0, 1, 101)
    figure, (axes,) = style.panels(1, height=3.8)
    looks = ((style.RUST, style.DOTTED, "D"), (style.BLUE, style.SOLID, "o"), (style.GREEN, style.DASHED, "s"))
    for penalty, (color, dashes, marker) in zip(PENALTIES, looks, strict=True):
        score = chance - penalty * (1 - chance)
        pays = penalty / (1 + penalty)
        print(f"penalty {penalty}: answering pays above {pays:.2f}")
        axes.plot(chance, score, color=color, linestyle=dashes, label=f"wrong answer: {-penalty}")
        axes.plot(pays, 0, marker, color="white", markeredgecolor=color, markersize=9, mew=2, clip_on=False)
    axes.axhline(0, color=style.GREY, linewidth=1.2)
    axes.text(0.04, -0.3, "abstaining: 0", color=style.GREY, fontsize=12)
    axes.set(xlabel="chance that the answer is right", ylabel="expected score", xlim=(0, 1), ylim=(-3, 1.2))
    axes.legend(frameon=False, fontsize=12, loc="lower right")
    return figure
