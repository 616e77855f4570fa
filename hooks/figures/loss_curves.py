"""Draws three losses against the residual, and log loss and squared error against the probability of the true class."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "foundations/loss-curves.svg"


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
    regression.plot(residual, squared, color=style.BLUE, label="squared")
    regression.plot(residual, size, color=style.INK, linestyle=style.DOTTED, label="absolute")
    regression.plot(residual, huber, color=style.RUST, linestyle=style.DASHED, label="Huber")
    regression.set(title="regression", xlabel="residual $r$", ylabel="loss", xlim=(-4, 4), ylim=(-0.2, 7))

    classification.plot(probability, log_loss, color=style.BLUE, label="$-\\log p$")
    classification.plot(probability, brier, color=style.RUST, linestyle=style.DASHED, label="$(1-p)^2$")
    classification.set(title="classification", xlabel="$p$ of true class", xlim=(0, 1), ylim=(-0.2, 7))
    classification.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    for axes in (regression, classification):
        axes.legend(loc="upper center", frameon=False, labelcolor="linecolor", handlelength=1.4, labelspacing=0.2)
    return figure
