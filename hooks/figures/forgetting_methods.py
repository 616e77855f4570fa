"""Draws accuracy on an old and a new task while a small network learns the new one in four ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Labels = NDArray[np.int64]

FILE = "transfer-and-adaptation/forgetting-methods.svg"
INPUTS, HIDDEN, CLASSES, BATCH, STEPS, EVERY, STRENGTH, RUNS = 30, 60, 5, 40, 500, 20, 50.0, 3
WAYS = {
    "new data only": (style.RUST, style.SOLID, "s"),
    "a tenth of the rate": (style.PURPLE, style.DOTTED, "v"),
    "EWC": (style.GREEN, style.DASHDOT, "^"),
    "10% replay": (style.BLUE, style.DASHED, "o"),
}


def _gradients(weights: list[Floats], x: Floats, y: Labels, power: int = 1) -> list[Floats]:
    """Returns the mean over examples of each gradient, or of its square (a product of squares)."""
    hidden = np.maximum(x @ weights[0], 0)
    odds = np.exp(hidden @ weights[1])
    error = odds / odds.sum(axis=1, keepdims=True) - np.eye(CLASSES)[y]
    back = (error @ weights[1].T) * (hidden > 0)
    return [(x**power).T @ back**power / len(x), (hidden**power).T @ error**power / len(x)]


def _accuracies(seed: int) -> Floats:
    """Returns the accuracy by way of learning the new task, time and task (old, new)."""
    rng = np.random.default_rng(seed)
    centers, shuffled = rng.standard_normal((CLASSES, 4, INPUTS)), rng.permutation(INPUTS)

    def sample(count: int, columns: Labels | slice = slice(None)) -> tuple[Floats, Labels]:
        y = rng.integers(CLASSES, size=count)
        return (centers[y, rng.integers(4, size=count)] + 0.8 * rng.standard_normal((count, INPUTS)))[:, columns], y

    start = [rng.standard_normal(s) * np.sqrt(2 / s[0]) for s in ((INPUTS, HIDDEN), (HIDDEN, CLASSES))]
    for _ in range(1000):
        start = [w - 0.1 * g for w, g in zip(start, _gradients(start, *sample(BATCH)), strict=True)]
    old, tests = sample(500), (sample(1000), sample(1000, shuffled))
    fisher, scores = _gradients(start, *old, power=2), []
    for way in WAYS:
        weights, rate, pull = start, 0.01 if "tenth" in way else 0.1, STRENGTH * (way == "EWC")
        for step in range(STEPS + 1):
            if step % EVERY == 0:
                scores += [np.mean((np.maximum(x @ weights[0], 0) @ weights[1]).argmax(1) == y) for x, y in tests]
            x, y = sample(BATCH, shuffled)
            if "replay" in way:
                rows = rng.choice(500, BATCH // 10)
                x, y = np.vstack([x[len(rows) :], old[0][rows]]), np.r_[y[len(rows) :], old[1][rows]]
            changes = zip(weights, _gradients(weights, x, y), fisher, start, strict=True)
            weights = [w - rate * (g + pull * f * (w - s)) for w, g, f, s in changes]
    return np.array(scores).reshape(len(WAYS), -1, 2)


def draw() -> Figure:
    """Returns the figure."""
    means = np.mean([_accuracies(seed) for seed in range(RUNS)], axis=0)
    figure, plots = style.panels(2, height=3.7)
    for (way, (color, dashes, marker)), mean in zip(WAYS.items(), means, strict=True):
        print(way, "old, new:", mean[0].round(3), mean[-1].round(3))
        for axes, scores in zip(plots, mean.T, strict=True):
            (line,) = axes.plot(range(0, STEPS + 1, EVERY), scores, color=color, linestyle=dashes, label=way)
            line.set(marker=marker, markevery=(4, 6))
    for axes, name in zip(plots, ("old task", "new task"), strict=True):
        axes.set(title=name, xlabel="steps on the new task", ylim=(0.2, 1.02), xticks=(0, 250, 500))
        axes.set_yticks((0.2, 0.6, 1), ("20%", "60%", "100%"))
    plots[0].set_ylabel("test accuracy")
    handles, labels = plots[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", fontsize=13, frameon=False, ncols=2)
    return figure
