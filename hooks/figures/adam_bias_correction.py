"""Draws how long Adam's first steps are under a constant gradient, with and without bias correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "optimization/adam-bias-correction.svg"
STEPS, GRADIENT, BETA1 = 3000, 0.01, 0.9
WITHOUT = {0.999: (style.RUST, style.DASHED), 0.95: (style.GREEN, style.DASHDOT)}


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1, height=3.1)
    shown = np.unique(np.geomspace(1, STEPS, 90).astype(int)) - 1
    for beta2, (color, dashes) in WITHOUT.items():
        steps = _steps(beta2, correct=False)
        top = int(np.argmax(steps))
        print(f"beta2 {beta2}: {steps[0]:.2f} at step 1, {steps[9]:.2f} at 10, at most {steps[top]:.2f} at {top + 1}")
        print(f"    {steps[99]:.2f} at step 100, {steps[999]:.2f} at 1000")
        axes.semilogx(shown + 1, steps[shown], color=color, linestyle=dashes)
    axes.semilogx(shown + 1, _steps(0.999, correct=True)[shown], color=style.BLUE)
    axes.text(45, 5.7, r"uncorrected, $\beta_2$ = 0.999", color=style.RUST)
    axes.text(4.6, 1.95, r"uncorrected, $\beta_2$ = 0.95", color=style.GREEN)
    axes.text(1.05, 1.15, "corrected", color=style.BLUE)
    axes.set(xlabel="step", ylabel="step ÷ learning rate", ylim=(0, 7.2), xlim=(1, STEPS))
    axes.set(xticks=(1, 10, 100, 1000), xticklabels=("1", "10", "100", "1000"))
    axes.minorticks_off()
    return figure


def _steps(beta2: float, *, correct: bool) -> NDArray[np.float64]:
    m = v = 0.0
    steps = []
    for t in range(1, STEPS + 1):
        m = BETA1 * m + (1 - BETA1) * GRADIENT
        v = beta2 * v + (1 - beta2) * GRADIENT**2
        by = ((1 - BETA1**t), (1 - beta2**t)) if correct else (1, 1)
        steps.append((m / by[0]) / ((v / by[1]) ** 0.5 + 1e-8))
    return np.array(steps)
