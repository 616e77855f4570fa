"""Draws the test error of two groups against the smaller group's share of the training data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "responsible-ai/error-by-group-share.svg"
SHARES, ROWS, TEST, REPEATS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5), 2000, 20_000, 20
ANGLES = {"A": 0.0, "B": np.pi / 3}
"""The direction in which each group's label depends on the two features."""
LOOKS = {"A": (style.BLUE, style.SOLID, "o"), "B": (style.RUST, style.DASHED, "s")}


def sample(rng: np.random.Generator, group: str, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns features, a one and a mark of group B with its products; and noisy labels."""
    x = rng.normal(size=(rows, 2))
    margin = x @ np.array([np.cos(ANGLES[group]), np.sin(ANGLES[group])])
    full = np.hstack([x, np.ones((rows, 1))])
    return np.hstack([full, full * (group == "B")]), (rng.random(rows) < 1 / (1 + np.exp(-6 * margin))).astype(float)


def fitted(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Returns the weights of a logistic regression with a light penalty, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(15):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + np.eye(len(w)), x.T @ (y - p) - w)
    return w


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    tests = {group: sample(rng, group, TEST) for group in ANGLES}
    errors = np.zeros((2, 2, len(SHARES)))
    for at, share in enumerate(SHARES):
        for _ in range(REPEATS):
            few = round(ROWS * share)
            parts = [sample(rng, "A", ROWS - few), sample(rng, "B", few)]
            x, y = np.vstack([part[0] for part in parts]), np.concatenate([part[1] for part in parts])
            for model, used in enumerate((3, 6)):
                w = fitted(x[:, :used], y)
                for row, (inputs, labels) in enumerate(tests.values()):
                    errors[model, row, at] += np.mean((inputs[:, :used] @ w > 0) != labels) / REPEATS
    figure, plots = style.panels(2, height=3.2)
    for axes, title, found in zip(plots, ("one rule for all", "rule may differ"), errors, strict=True):
        for values, (group, (color, dashes, marker)) in zip(found, LOOKS.items(), strict=True):
            print(title, group, [f"{share}: {value:.3f}" for share, value in zip(SHARES, values, strict=True)])
            axes.plot(SHARES, values, color=color, linestyle=dashes, marker=marker, markersize=6)
        axes.set(title=title, xlabel="share of group B", xlim=(0, 0.52), ylim=(0, 0.4))
        axes.set(xticks=(0, 0.25, 0.5), yticks=(0, 0.2, 0.4))
    plots[0].set_ylabel("error on new cases")
    plots[0].text(0.22, 0.31, "group B", color=style.RUST)
    plots[0].text(0.13, 0.04, "group A", color=style.BLUE)
    return figure
