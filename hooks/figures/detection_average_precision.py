"""Draws boxes at three overlaps, and precision-recall curves of one simulated detector at these thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

FILE = "cnns/detection-average-precision.svg"
IMAGES, OBJECTS, FOUND, JITTER, FALSE_ALARMS = 400, 3, 0.9, 0.065, 2
THRESHOLDS = {
    0.5: (style.BLUE, style.SOLID, (0.3, 1.04), 0.8),
    0.75: (style.RUST, style.DASHED, (0.05, 0.72), 0.5),
    0.85: (style.GREEN, style.DASHDOT, (0.2, 0.4), 0.2),
}
CORNERS = np.array([[0, 1, 1, 0, 0], [0, 0, 1, 1, 0]])


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    truth = rng.uniform(0, 0.7, (IMAGES * OBJECTS, 2))
    truth = np.hstack([truth, truth + rng.uniform(0.12, 0.3, truth.shape)])
    sides = np.tile(truth[:, 2:] - truth[:, :2], 2)
    found = truth + JITTER * sides * rng.standard_normal(truth.shape)
    overlap = _overlap(truth, found)
    scores = rng.normal(1.5 + 2 * (overlap - 0.7), 0.8)
    seen = rng.random(len(scores)) < FOUND
    scores = np.concatenate([scores[seen], rng.normal(-0.6, 0.9, IMAGES * FALSE_ALARMS)])
    figure, (left, right) = style.panels(2)
    average = []
    for threshold in np.arange(0.5, 0.96, 0.05).round(2):
        hits = np.concatenate([overlap[seen] >= threshold, np.zeros(IMAGES * FALSE_ALARMS, bool)])
        recall, precision, area = _curve(scores, hits)
        average.append(area)
        print(f"IoU {threshold}: AP {area:.3f}, recall {recall[-1]:.3f}")
        if threshold in THRESHOLDS:
            color, dashes, place, height = THRESHOLDS[threshold]
            shown = np.unique(np.linspace(0, len(recall) - 1, 150).astype(int))
            right.plot(recall[shown], precision[shown], color=color, linestyle=dashes)
            right.text(*place, f"AP{100 * threshold:.0f}: {area:.2f}", color=color)
            shift = 1 - np.sqrt(2 * threshold / (1 + threshold))
            print(f"    reached by a shift of {shift:.4f} of the side in both directions")
            left.plot(shift + CORNERS[0], -shift + CORNERS[1], color=color, linestyle=dashes)
            left.text(1.28, height, f"IoU {threshold}", color=color)
    print(f"mean {np.mean(average):.3f}")
    left.fill(*CORNERS, color=style.PALE_BLUE)
    left.set(aspect="equal", xlim=(-0.1, 2.1), ylim=(-0.3, 1.1), title="shifted boxes")
    left.axis("off")
    right.set(
        title="precision-recall",
        xlabel="recall",
        ylabel="precision",
        xlim=(0, 1),
        ylim=(0, 1.14),
        yticks=(0, 0.5, 1),
        xticks=(0, 0.5, 1),
    )
    return figure


def _overlap(one: Values, two: Values) -> Values:
    inner = np.clip(np.minimum(one[:, 2:], two[:, 2:]) - np.maximum(one[:, :2], two[:, :2]), 0, None).prod(axis=1)
    areas = [(boxes[:, 2:] - boxes[:, :2]).clip(0).prod(axis=1) for boxes in (one, two)]
    return np.asarray(inner / (areas[0] + areas[1] - inner))


def _curve(scores: Values, hits: NDArray[np.bool_]) -> tuple[Values, Values, float]:
    right = np.cumsum(hits[np.argsort(-scores)])
    recall, precision = right / (IMAGES * OBJECTS), right / np.arange(1, len(right) + 1)
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return recall, best, float(np.sum(np.diff(recall, prepend=0) * best))
