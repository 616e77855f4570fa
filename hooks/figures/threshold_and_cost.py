"""Draws precision, recall, F1 and the cost of errors against the threshold on a calibrated probability."""

from __future__ import annotations

from math import erf, sqrt
from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/threshold-and-cost.svg"
PREVALENCE, MISS, ALARM, CASES = 0.1, 10, 1, 1000


def above(cuts: np.ndarray, mean: float) -> np.ndarray:
    """Returns the share of a normal distribution with variance 1 that lies above each cut."""
    return np.array([0.5 * (1 - erf((cut - mean) / sqrt(2))) for cut in cuts])


def draw() -> Figure:
    """Returns the figure."""
    threshold = np.linspace(0.001, 0.99, 990)
    odds = np.log(threshold / (1 - threshold)) - np.log(PREVALENCE / (1 - PREVALENCE))
    cut = 1 + odds / 2
    recall, alarms = above(cut, 2), above(cut, 0)
    hits, false = CASES * PREVALENCE * recall, CASES * (1 - PREVALENCE) * alarms
    precision, f1 = hits / (hits + false), 2 * hits / (hits + false + CASES * PREVALENCE)
    cost = MISS * (CASES * PREVALENCE - hits) + ALARM * false
    marks = {"cost": int(np.argmin(cost)), "F1": int(np.argmax(f1)), "0.5": int(np.argmin(abs(threshold - 0.5)))}
    for name, at in marks.items():
        print(f"{name}: threshold {threshold[at]:.3f}, precision {precision[at]:.3f}, recall {recall[at]:.3f},", end=" ")
        print(f"F1 {f1[at]:.3f}, cost {cost[at]:.0f}, flagged {hits[at] + false[at]:.0f}")

    figure, (rates, costs) = style.panels(2)
    rates.plot(threshold, precision, color=style.BLUE)
    rates.plot(threshold, recall, color=style.RUST, linestyle=style.DASHED)
    rates.plot(threshold, f1, color=style.GREEN, linestyle=style.DOTTED)
    rates.text(0.36, 0.88, "precision", color=style.BLUE)
    rates.text(0.38, 0.27, "recall", color=style.RUST)
    rates.text(0.86, 0.42, "F1", color=style.GREEN)
    costs.plot(threshold, cost, color=style.INK)
    for at, marker, color in ((marks["cost"], "o", style.BLUE), (marks["F1"], "s", style.GREEN)):
        costs.plot(threshold[at], cost[at], marker, color="white", markeredgecolor=color, markeredgewidth=2, markersize=9)
    costs.text(0.04, 110, f"least cost\nat {threshold[marks['cost']]:.2f}", color=style.BLUE)
    costs.text(0.44, 395, f"best F1 at {threshold[marks['F1']]:.2f}", color=style.GREEN)
    costs.set(title="cost per 1,000 cases", ylim=(0, 1000), yticks=(0, 500, 1000))
    rates.set(title="rates", ylim=(0, 1.02), yticks=(0, 0.5, 1), yticklabels=("0", "0.5", "1"))
    for axes in (rates, costs):
        axes.set(xlabel="threshold", xlim=(0, 1), xticks=(0, 0.5, 1), xticklabels=("0", "0.5", "1"))
    return figure
