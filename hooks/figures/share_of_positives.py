"""Draws the ROC and the precision-recall curve of one classifier at several shares of positives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/share-of-positives-{}.svg"
FRAMES = ("0.5", "0.2", "0.1", "0.05", "0.01", "0.001")
MEAN = 2.0


def draw(frame: str) -> Figure:
    """Returns one frame: scores of negatives from N(0, 1), of positives from N(2, 1)."""
    share, grid = float(frame), np.linspace(-6, 9, 3001)
    mass = np.exp(-(grid**2) / 2), np.exp(-((grid - MEAN) ** 2) / 2)
    alarms, recall = (np.cumsum(each[::-1])[::-1] / each.sum() for each in mass)
    precision = share * recall / (share * recall + (1 - share) * alarms)
    area = float(-np.trapezoid(recall, alarms))
    average = float(-np.sum(np.diff(recall) * precision[:-1]))
    at80 = float(precision[np.argmin(np.abs(recall - 0.8))])
    print(f"ROC AUC {area:.2f}, average precision {average:.2f}; at recall 0.8 the precision is {at80:.2f}.")

    figure, (roc, curve) = style.frame(columns=2, height=2.2)
    roc.plot((0, 1), (0, 1), color=style.LIGHT, linewidth=1.4)
    roc.plot(alarms[::10], recall[::10], color=style.GREY, clip_on=False)
    curve.axhline(share, color=style.LIGHT, linewidth=1.4)
    curve.plot(recall[::10], precision[::10], color=style.BLUE, clip_on=False)
    for axes, name, x, y in ((roc, f"AUC {area:.2f}", "alarms", "recall"), (curve, f"AP {average:.2f}", "recall", "precision")):
        axes.set(xlim=(0, 1), ylim=(0, 1), xticks=(0, 1), yticks=(0, 1), title=name, xlabel=x)
        axes.set_ylabel(y, labelpad=-6)
    return figure
