"""Draws how alike all tokens become with depth in random transformer blocks, with parts left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "sequences-and-transformers/token-similarity.svg"
TOKENS, WIDTH, HEADS, DEPTH, RUNS = 32, 128, 4, 12, 20
KINDS = {
    "attention only": (style.RUST, style.DASHED, "s"),
    "attention + FFN": (style.PURPLE, style.DASHDOT, "^"),
    "attention + residual": (style.GREEN, style.DOTTED, "D"),
    "complete block": (style.BLUE, style.SOLID, "o"),
}


def _normalized(x: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(x / np.sqrt(np.mean(x**2, axis=-1, keepdims=True)))


def _attention(x: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    q, k, v = (x @ rng.normal(0, WIDTH**-0.5, (HEADS, WIDTH, WIDTH // HEADS)) for _ in range(3))
    weights = np.exp(q @ k.transpose(0, 2, 1) / np.sqrt(WIDTH / HEADS))
    mixed = weights / weights.sum(-1, keepdims=True) @ v
    return np.asarray(np.concatenate(list(mixed), axis=-1) @ rng.normal(0, WIDTH**-0.5, (WIDTH, WIDTH)))


def _feed_forward(x: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    hidden = np.maximum(x @ rng.normal(0, (2 / WIDTH) ** 0.5, (WIDTH, 4 * WIDTH)), 0)
    return np.asarray(hidden @ rng.normal(0, (4 * WIDTH) ** -0.5, (4 * WIDTH, WIDTH)))


def _likeness(kind: str, rng: np.random.Generator) -> list[float]:
    x = rng.standard_normal((TOKENS, WIDTH))
    rows = []
    for _ in range(DEPTH + 1):
        unit = x / np.linalg.norm(x, axis=1, keepdims=True)
        rows.append(float(((unit @ unit.T).sum() - TOKENS) / (TOKENS * (TOKENS - 1))))
        keep = "residual" in kind or "complete" in kind
        x = keep * x + _attention(_normalized(x), rng)
        if "FFN" in kind or "complete" in kind:
            x = keep * x + _feed_forward(_normalized(x), rng)
    return rows


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1, height=3.6)
    for kind, (color, dashes, marker) in KINDS.items():
        rng = np.random.default_rng(0)
        mean = np.mean([_likeness(kind, rng) for _ in range(RUNS)], axis=0)
        print(kind, np.round(mean[[0, 1, 2, 3, 4, 6, 12]], 3))
        axes.plot(mean, color=color, linestyle=dashes, marker=marker, markersize=7, label=kind)
    axes.set(xlabel="blocks", ylabel="similarity of tokens", xlim=(-0.2, DEPTH + 0.2), ylim=(-0.03, 1.05))
    axes.set(xticks=range(0, DEPTH + 1, 2), yticks=(0, 0.5, 1))
    figure.legend(frameon=False, loc="outside upper center", ncols=2, handlelength=3)
    return figure
