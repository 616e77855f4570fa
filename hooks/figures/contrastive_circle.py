"""Draws where an encoder trained on pairs puts six kinds of input on a circle, without and with negatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "transfer-and-adaptation/contrastive-circle.svg"
KINDS, INPUTS, HIDDEN, BATCH, STEPS, RATE, HEAT = 6, 20, 64, 96, 1500, 0.5, 0.2
MARKERS = ("o", "s", "^", "D", "v", "X")
COLORS = (style.BLUE, style.RUST, style.GREEN, style.PURPLE, style.INK, style.GREY)


def _unit(z: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(z / np.linalg.norm(z, axis=1, keepdims=True))


def _views(items: NDArray[np.float64], spread: float, rng: np.random.Generator) -> NDArray[np.float64]:
    views = items + spread * rng.standard_normal(items.shape)
    views[:, -1] = 3
    return np.asarray(views)


def _trained(rng: np.random.Generator, centers: NDArray[np.float64], negatives: bool) -> list[NDArray[np.float64]]:
    p = [rng.normal(0, INPUTS**-0.5, (INPUTS, HIDDEN)), rng.normal(0, HIDDEN**-0.5, (HIDDEN, 2))]
    for _ in range(STEPS):
        items = _views(centers[rng.integers(0, KINDS, BATCH)], 0.5, rng)
        views = _views(np.concatenate([items, items]), 0.5, rng)
        inner = np.tanh(views @ p[0])
        raw = inner @ p[1]
        z = _unit(raw)
        other = np.roll(np.arange(2 * BATCH), BATCH)
        pull = np.zeros((2 * BATCH, 2 * BATCH))
        if negatives:
            scores = z @ z.T / HEAT
            np.fill_diagonal(scores, -np.inf)
            pull = np.exp(scores - scores.max(axis=1, keepdims=True))
            pull /= pull.sum(axis=1, keepdims=True)
        pull[np.arange(2 * BATCH), other] -= 1
        back = (pull + pull.T) @ z / (HEAT * 2 * BATCH)
        back = (back - z * (back * z).sum(1, keepdims=True)) / np.linalg.norm(raw, axis=1, keepdims=True)
        deep = (back @ p[1].T) * (1 - inner**2)
        p[1] -= RATE * inner.T @ back
        p[0] -= RATE * views.T @ deep
    return p


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(2, height=3.5)
    for axes, negatives, name in zip(plots, (False, True), ("positives only", "with negatives"), strict=True):
        rng = np.random.default_rng(0)
        centers = 1.5 * rng.standard_normal((KINDS, INPUTS))
        first, last = _trained(rng, centers, negatives)
        axes.plot(np.cos(np.linspace(0, 6.3, 90)), np.sin(np.linspace(0, 6.3, 90)), color=style.LIGHT, linewidth=1)
        means = []
        for kind in range(KINDS):
            seen = _views(np.repeat(centers[kind][None], 20, axis=0), 0.7, rng)
            z = _unit(np.tanh(seen @ first) @ last)
            means.append(z.mean(0))
            axes.plot(*z.T, MARKERS[kind], color=COLORS[kind], markersize=6, fillstyle="none")
        angles = np.degrees(np.arctan2(*np.array(means).T[::-1]))
        print(name, "angles", np.sort(angles.round()), "length of mean", np.linalg.norm(means, axis=1).round(3))
        axes.set(title=name, aspect="equal", xlim=(-1.2, 1.2), ylim=(-1.2, 1.2))
        axes.set_axis_off()
    return figure
