"""Draws the coverage and the size of conformal prediction sets for easy and hard cases, against the promised coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/conformal-coverage.svg"
CLASSES, CALIBRATION, CASES = 10, 1000, 60_000
PROMISED = np.linspace(0.5, 0.98, 13)
GROUPS = {
    "easy": (style.GREEN, style.DASHED, "^"),
    "all": (style.INK, style.SOLID, "o"),
    "hard": (style.RUST, style.DOTTED, "s"),
}


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    p, label, _ = _cases(rng, CALIBRATION)
    score = np.sort(1 - p[np.arange(CALIBRATION), label])
    p, label, hard = _cases(rng, CASES)
    chosen = {"easy": ~hard, "all": hard | ~hard, "hard": hard}
    covered: dict[str, list[float]] = {name: [] for name in GROUPS}
    sizes: dict[str, list[float]] = {name: [] for name in GROUPS}
    for promise in PROMISED:
        sets = p >= 1 - score[int(np.ceil((CALIBRATION + 1) * promise)) - 1]
        for name, rows in chosen.items():
            covered[name].append(float(sets[np.arange(CASES), label][rows].mean()))
            sizes[name].append(float(sets[rows].sum(axis=1).mean()))
    figure, (left, right) = style.panels(2)
    left.plot((0.5, 1), (0.5, 1), color=style.LIGHT, linewidth=1.2)
    for name, (color, dashes, marker) in GROUPS.items():
        at = int(np.argmin(abs(PROMISED - 0.9)))
        print(f"{name}: promised {PROMISED[at]:.2f}, covered {covered[name][at]:.3f}, size {sizes[name][at]:.1f}")
        look = {"color": color, "linestyle": dashes, "marker": marker, "markersize": 6, "label": name}
        left.plot(PROMISED, covered[name], **look)  # type: ignore[arg-type]
        right.plot(PROMISED, sizes[name], **look)  # type: ignore[arg-type]
    ticks = {"xlabel": "promised coverage", "xticks": (0.5, 0.75, 1), "xticklabels": ("50%", "75%", "100%")}
    left.set(title="cases covered", yticks=(0.5, 0.75, 1), yticklabels=("50%", "75%", "100%"), ylim=(0.38, 1.02), **ticks)
    right.set(title="mean size of the set", ylim=(0, 9), yticks=(0, 3, 6, 9), **ticks)
    right.legend(frameon=False, loc="upper left", handlelength=2.6)
    return figure


def _cases(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    hard = rng.random(count) < 1 / 3
    true = rng.normal(size=(count, CLASSES)) * np.where(hard, 1, 4)[:, None]
    label = (true + rng.gumbel(size=true.shape)).argmax(axis=1)
    odds = np.exp(2 * (true - true.max(axis=1, keepdims=True)))
    return odds / odds.sum(axis=1, keepdims=True), label, hard
