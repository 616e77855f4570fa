"""Draws how alike the nodes of a graph become with the number of layers, with and without residual connections."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "foundations/over-smoothing.svg"
NODES, WIDTH, DEPTH, EDGES, RUNS = 200, 32, 16, 0.05, 10
CASES = {
    "mean of neighbors": (1.0, style.RUST, style.SOLID, "s"),
    "with a residual connection": (0.3, style.BLUE, style.DASHED, "o"),
    "no neighbors at all": (0.0, style.GREY, style.DOTTED, "^"),
}


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1)
    for name, (share, color, dashes, marker) in CASES.items():
        alike = np.mean([_alike(share, np.random.default_rng(run)) for run in range(RUNS)], axis=0)
        print(f"{name}: {alike[[0, 1, 2, 4, 8, DEPTH]].round(3)} after 0, 1, 2, 4, 8 and {DEPTH} layers")
        axes.plot(alike, color=color, linestyle=dashes, marker=marker, markersize=6)
        axes.text(DEPTH + 0.4, alike[-1], name, color=color, va="center", fontsize=12)
    axes.set(xlabel="layers", ylabel="mean correlation", xlim=(0, DEPTH + 11), ylim=(-0.05, 1.05))
    axes.set_xticks((0, 4, 8, 12, 16))
    axes.set_yticks((0, 0.5, 1))
    axes.spines["bottom"].set_bounds(0, DEPTH)
    return figure


def _alike(share: float, rng: np.random.Generator) -> list[float]:
    linked = np.triu(rng.random((NODES, NODES)) < EDGES, 1).astype(float)
    linked = linked + linked.T + np.eye(NODES)
    mean = linked / linked.sum(axis=1, keepdims=True)
    mix = share * mean + (1 - share) * np.eye(NODES)
    h, found = rng.standard_normal((NODES, WIDTH)), []
    for _ in range(DEPTH + 1):
        between = np.asarray(np.corrcoef(h))
        found.append(float(between[np.triu_indices(NODES, 1)].mean()))
        h = np.tanh(mix @ h @ rng.standard_normal((WIDTH, WIDTH)) * (1.5 / WIDTH**0.5))
    return found
