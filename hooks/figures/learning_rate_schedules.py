"""Draws common learning-rate schedules and the loss that a noisy quadratic reaches under some of them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "optimization/learning-rate-schedules.svg"
STEPS, WARM, COOL, RUNS, PEAK, NOISE = 2000, 100, 400, 200, 0.5, 1.0
CURVATURES = np.geomspace(1, 0.002, 20)


def constant(step: int) -> float:
    """Returns the rate after warm-up, as a share of the peak."""
    return min(1.0, step / WARM)


def cosine(step: int) -> float:
    """Returns the warm-up and then half a cosine wave down to zero."""
    return min(step / WARM, 0.5 * (1 + math.cos(math.pi * max(0, step - WARM) / (STEPS - WARM))))


def stable_decay(step: int) -> float:
    """Returns warm-up, a constant phase and a linear cooldown to zero."""
    return min(1.0, step / WARM, (STEPS - step) / COOL)


def step_decay(step: int) -> float:
    """Returns a tenth of the rate after half and a hundredth after three quarters of the run."""
    return min(1.0, step / WARM) * 0.1 ** ((step >= STEPS / 2) + (step >= 3 * STEPS / 4))


SCHEDULES: dict[str, tuple[Callable[[int], float], str, object]] = {
    "constant": (constant, style.GREY, style.DOTTED),
    "step": (step_decay, style.GREEN, style.DASHDOT),
    "cosine": (cosine, style.BLUE, style.SOLID),
    "WSD": (stable_decay, style.RUST, style.DASHED),
}


def draw() -> Figure:
    """Returns the figure."""
    figure, (left, right) = style.panels(2)
    shown = np.arange(0, STEPS + 1, 20)
    for name, (schedule, color, dashes) in SCHEDULES.items():
        losses = _losses(schedule)
        print(f"{name}: loss {losses[STEPS // 2]:.4f} halfway, {losses[-COOL]:.4f} at the cooldown, {losses[-1]:.4f} at the end")
        left.plot(shown, [schedule(step) for step in shown.tolist()], color=color, linestyle=dashes, label=name)
        right.semilogy(shown, losses[shown], color=color, linestyle=dashes)
    left.set(title="rate / peak rate", xlabel="update", ylim=(0, 1.05), xlim=(0, STEPS), xticks=(0, 1000, 2000))
    right.set(title="loss above minimum", xlabel="update", xlim=(0, STEPS), xticks=(0, 1000, 2000))
    figure.legend(loc="outside upper center", ncols=4, frameon=False, handlelength=1.9, columnspacing=1.2)
    return figure


def _losses(schedule: Callable[[int], float]) -> NDArray[np.float64]:
    rng = np.random.default_rng(0)
    away = np.ones((RUNS, len(CURVATURES))) / np.sqrt(CURVATURES) * NOISE
    losses = []
    for step in range(STEPS + 1):
        losses.append(0.5 * np.mean(away**2 @ CURVATURES))
        noise = rng.standard_normal(away.shape) * np.sqrt(CURVATURES) * NOISE
        away = away - PEAK * schedule(step) * (CURVATURES * away + noise)
    return np.array(losses)
