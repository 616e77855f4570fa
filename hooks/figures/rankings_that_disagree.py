"""Draws ROC and precision-recall curves of two models that the two areas rank in opposite order."""

from __future__ import annotations

from math import erf, sqrt
from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/rankings-that-disagree.svg"
PREVALENCE = 0.01
MODELS = {  # the normal distributions of the positives' scores: (share, mean); negatives have mean 0
    "A": (((1.0, 1.5),), style.BLUE, style.SOLID),
    "B": (((0.5, 4.0), (0.5, 0.3)), style.RUST, style.DASHED),
}


def above(cuts: np.ndarray, mean: float) -> np.ndarray:
    """Returns the share of a normal distribution with variance 1 that lies above each cut."""
    return np.array([0.5 * (1 - erf((cut - mean) / sqrt(2))) for cut in cuts])


def draw() -> Figure:
    """Returns the figure."""
    cuts = np.linspace(9, -6, 3001)
    alarms = above(cuts, 0)
    figure, (roc, precision_recall) = style.panels(2)
    for name, (parts, color, dashes) in MODELS.items():
        recall = np.sum([share * above(cuts, mean) for share, mean in parts], axis=0)
        precision = PREVALENCE * recall / (PREVALENCE * recall + (1 - PREVALENCE) * alarms + 1e-300)
        even = recall / (recall + alarms + 1e-300)
        area, average = np.trapezoid(recall, alarms), np.sum(np.diff(recall, prepend=0) * precision)
        half = int(np.searchsorted(recall, 0.4))
        print(f"{name}: AUC {area:.3f}, average precision {average:.3f}", end=" ")
        print(f"(even classes {np.sum(np.diff(recall, prepend=0) * even):.3f})", end=" ")
        print(f"precision at recall 0.4 {precision[half]:.3f}, alarms there {alarms[half]:.5f}")
        shown = np.searchsorted(recall, np.linspace(0.005, 0.999, 160))
        roc.plot([0, *alarms[shown], 1], [0, *recall[shown], 1], color=color, linestyle=dashes)
        precision_recall.plot(recall[shown], precision[shown], color=color, linestyle=dashes)
        if name == "A":
            roc.text(0.08, 0.93, f"A: {area:.2f}", color=color)
            precision_recall.text(0.12, 0.29, f"A: {average:.2f}", color=color)
        else:
            roc.text(0.2, 0.52, f"B: {area:.2f}", color=color)
            precision_recall.text(0.5, 0.8, f"B: {average:.2f}", color=color)
    roc.plot([0, 1], [0, 1], color=style.GREY, linewidth=0.8)
    roc.set(title="ROC, area", xlabel="false-positive rate", ylabel="recall")
    precision_recall.set(title="average precision", xlabel="recall", ylabel="precision")
    for axes in (roc, precision_recall):
        axes.set(xlim=(0, 1.02), ylim=(0, 1.04), xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
        axes.set(xticklabels=("0", "0.5", "1"), yticklabels=("0", "0.5", "1"))
    return figure
