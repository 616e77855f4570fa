"""Draws squared, absolute and Huber loss against the residual, and log loss and squared error against the probability."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def draw() -> Figure:
    """Returns the figure."""
    residual = np.linspace(-4, 4, 321)
    size = np.abs(residual)
    squared, huber = residual**2 / 2, np.where(size <= 1, residual**2 / 2, size - 0.5)
    probability = np.geomspace(0.003, 1, 200)
    log_loss, brier = -np.log(probability), (1 - probability) ** 2
    for at in (0.5, 1, 4):
        print(f"residual {at}:", *(f"{np.interp(at, residual, loss):.3f}" for loss in (squared, size, huber)))
    for at in (0.01, 0.1, 0.5):
        print(f"probability {at}: log loss {-np.log(at):.2f}, squared {(1 - at) ** 2:.2f}")

    figure, (regression, classification) = style.panels(2)
    regression.plot(residual, squared, color=style.BLUE)
    regression.plot(residual, size, color=style.INK, linestyle=style.DOTTED)
    regression.plot(residual, huber, color=style.RUST, linestyle=style.DASHED)
    regression.text(-2.2, 5.15, "squared, $r^2/2$", color=style.BLUE)
    regression.text(-3.95, 4.15, "absolute, $|r|$", color=style.INK)
    regression.text(1.0, -0.05, "Huber", color=style.RUST)
    regression.set(title="number: loss", xlabel="residual $r$", xlim=(-4, 4), ylim=(-0.2, 6))

    classification.plot(probability, log_loss, color=style.BLUE)
    classification.plot(probability, brier, color=style.RUST, linestyle=style.DASHED)
    classification.text(0.22, 2.0, "log loss, $-\\log p$", color=style.BLUE)
    classification.text(0.015, 0.08, "$(1-p)^2$", color=style.RUST)
    classification.set(title="class: loss", xlabel="$p$ of the true class", xlim=(0, 1), ylim=(-0.2, 6))
    classification.set_xticks([0, 0.5, 1])
    return figure
