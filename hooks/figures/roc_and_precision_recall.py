"""Draws ROC and precision-recall curves of one classifier on two test sets, with 50% and with 1% positives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/roc-and-precision-recall.svg"
CASES, THRESHOLD = 200_000, 1.0
SETS = {0.5: (style.BLUE, style.SOLID, "o", 12), 0.01: (style.RUST, style.DASHED, "s", 7)}


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    figure, (roc, precision_recall) = style.panels(2)
    for prevalence, (color, dashes, marker, size) in SETS.items():
        positives = round(CASES * prevalence)
        scores = np.concatenate([rng.normal(2, 1, positives), rng.normal(0, 1, CASES - positives)])
        order = np.argsort(-scores)
        hits = np.cumsum(order < positives)
        recall, alarms = hits / positives, (np.arange(1, CASES + 1) - hits) / (CASES - positives)
        precision = hits / np.arange(1, CASES + 1)
        at = int(np.sum(scores > THRESHOLD)) - 1
        area, average = np.trapezoid(recall, alarms), np.sum(np.diff(recall, prepend=0) * precision)
        print(f"{prevalence}: AUC {area:.3f}, average precision {average:.3f}")
        print(f"at the threshold: {recall[at]:.3f} recall, {alarms[at]:.3f} alarms, {precision[at]:.3f} precision")
        shown = np.searchsorted(recall, np.linspace(0.01, 1, 150))
        roc.plot([0, *alarms[shown], 1], [0, *recall[shown], 1], color=color, linestyle=dashes)
        precision_recall.plot(recall[shown], precision[shown], color=color, linestyle=dashes)
        for axes, x, y in ((roc, alarms, recall), (precision_recall, recall, precision)):
            axes.plot(x[at], y[at], marker, color="white", markeredgecolor=color, markeredgewidth=2, markersize=size)
    roc.text(0.47, 0.24, "both sets:\nAUC 0.92")
    precision_recall.text(0.08, 0.84, "50% positive", color=style.BLUE)
    precision_recall.text(0.3, 0.42, "1% positive", color=style.RUST)
    roc.plot([0, 1], [0, 1], color=style.GREY, linewidth=0.8)
    roc.set(title="ROC", xlabel="false-positive rate", ylabel="recall")
    precision_recall.set(title="precision-recall", xlabel="recall", ylabel="precision")
    for axes in (roc, precision_recall):
        axes.set(xlim=(0, 1.02), ylim=(0, 1.04), xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
        axes.set(xticklabels=("0", "0.5", "1"), yticklabels=("0", "0.5", "1"))
    return figure
