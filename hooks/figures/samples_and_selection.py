"""Draws how coverage, majority vote and an imperfect scorer gain from more samples of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/samples-and-selection.svg"
PROBLEMS, WRONG, ACCEPTS_RIGHT, ACCEPTS_WRONG = 20_000, 4, 0.95, 0.10
COUNTS = (1, 2, 4, 8, 16, 32, 64, 128)


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    chance = rng.beta(0.6, 1.4, size=(PROBLEMS, 1))
    found: dict[str, list[float]] = {"right answer among the samples": [], "chosen by a scorer": [], "chosen by vote": []}
    for count in COUNTS:
        right = rng.random((PROBLEMS, count)) < chance
        answers = np.where(right, 0, rng.integers(1, WRONG + 1, right.shape))
        votes = np.stack([(answers == a).sum(axis=1) for a in range(WRONG + 1)], axis=1) + rng.uniform(
            0, 0.5, (PROBLEMS, WRONG + 1)
        )
        accepted = rng.random(right.shape) < np.where(right, ACCEPTS_RIGHT, ACCEPTS_WRONG)
        picked = np.take_along_axis(right, accepted.argmax(axis=1)[:, None], axis=1)
        for name, share in zip(found, (right.any(axis=1), picked, votes.argmax(axis=1) == 0), strict=True):
            found[name].append(float(share.mean()))
    figure, (axes,) = style.panels(1, height=3.7)
    looks = ((style.BLUE, style.SOLID, "o"), (style.GREEN, style.DASHED, "s"), (style.RUST, style.DOTTED, "D"))
    for (name, shares), (color, dashes, marker) in zip(found.items(), looks, strict=True):
        print(name, [round(share, 3) for share in shares])
        axes.semilogx(COUNTS, shares, marker, color=color, linestyle=dashes, markersize=7, label=name)
    axes.set(xlabel="samples per problem", ylabel="share of problems", ylim=(0, 1), xticks=COUNTS, xticklabels=COUNTS)
    axes.minorticks_off()
    axes.legend(frameon=False, fontsize=12, loc="lower right")
    return figure
