"""Draws what a state keeps of three inputs at several decays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "sequences-and-transformers/state-decay-{}.svg"
FRAMES = ("0.5", "0.8", "0.9", "0.95", "0.99", "0.999")
STEPS = 120
INPUTS = {10: 1.0, 40: 0.6, 70: 1.0}


def draw(frame: str) -> Figure:
    """Returns one frame: h = a h + x."""
    decay, state = float(frame), [0.0]
    for step in range(STEPS):
        state.append(decay * state[-1] + INPUTS.get(step, 0))
    half = np.log(0.5) / np.log(decay)
    left = decay ** (STEPS - 1 - min(INPUTS))
    first = f"{left:.2g}" if left > 1e-4 else "almost nothing"
    print(f"An input has lost half after {half:.3g} steps; after 109 steps {first} is left of the first one.")

    figure, [axes] = style.frame()
    axes.vlines(list(INPUTS), 0, list(INPUTS.values()), color=style.RUST, linewidth=3)
    axes.plot(state[1:], color=style.BLUE)
    axes.set(xlim=(0, STEPS), ylim=(0, 2.7), xticks=(0, 60, 120), yticks=(0, 1, 2), xlabel="step", ylabel="state")
    axes.set_title(f"half-life {half:.3g}")
    return figure
