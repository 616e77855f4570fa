"""Draws the focal loss of a prediction, and how much of the total comes from easy background, at several exponents."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "cnns/focal-gamma-{}.svg"
FRAMES = ("0", "0.5", "1", "2", "3")
EASY, HARD = (100_000, 0.99), (100, 0.1)


def focal(chance: np.ndarray | float, gamma: float) -> np.ndarray:
    """Returns the loss of a prediction that gives the right class this probability."""
    return np.asarray(-((1 - chance) ** gamma) * np.log(chance))


def draw(frame: str) -> Figure:
    """Returns one frame."""
    gamma = float(frame)
    easy, hard = (count * float(focal(chance, gamma)) for count, chance in (EASY, HARD))
    share = f"{100 * easy / (easy + hard):.2g}%"
    print(f"100,000 easy examples add up to {easy:.3g}, 100 hard ones to {hard:.3g}:", end=" ")
    print(f"the easy ones are {share} of the loss.")

    figure, [axes] = style.frame()
    chance = np.linspace(0.005, 1, 200)
    axes.plot(chance, focal(chance, 0), color=style.LIGHT, linewidth=1.8, linestyle=style.DASHED)
    axes.plot(chance, focal(chance, gamma), color=style.BLUE)
    for at, color in ((EASY[1], style.RUST), (HARD[1], style.GREEN)):
        axes.plot(at, focal(at, gamma), "o", color=color, markersize=8, clip_on=False)
    axes.set(xlim=(0, 1), ylim=(0, 4), xticks=(0, 0.5, 1), xticklabels=("0", "0.5", "1"), yticks=(0, 2, 4))
    axes.set(xlabel="probability of the right class", ylabel="loss", title=f"easy ones: {share} of it")
    return figure
