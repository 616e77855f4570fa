"""Draws the error that a LoRA update of each rank leaves, for a narrow and for a broad change of the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "transfer-and-adaptation/lora-rank.svg"
WIDTH, STEPS, RATE = 64, 1500, 0.4
RANKS = (1, 2, 4, 8, 16, 32, 64)
CHANGES = {
    "narrow": (3.0, style.BLUE, style.SOLID, "o"),
    "broad": (40.0, style.RUST, style.DASHED, "s"),
}


def _error(change: NDArray[np.float64], rank: int, rng: np.random.Generator) -> float:
    """Returns the part of the squared error left after training A and B by gradient descent on white inputs."""
    a = rng.standard_normal((rank, WIDTH)) / np.sqrt(WIDTH)
    b = np.zeros((WIDTH, rank))
    for _ in range(STEPS):
        wrong = b @ a - change
        b, a = b - RATE * wrong @ a.T, a - RATE * b.T @ wrong
    return float(np.sum((b @ a - change) ** 2) / np.sum(change**2))


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1)
    for name, (decay, color, dashes, marker) in CHANGES.items():
        rng = np.random.default_rng(0)
        left, right = (np.linalg.qr(rng.standard_normal((WIDTH, WIDTH)))[0] for _ in range(2))
        change = left * np.exp(-np.arange(WIDTH) / decay) @ right
        errors = [_error(change, rank, rng) for rank in RANKS]
        print(name, [f"{rank}: {error:.4f}" for rank, error in zip(RANKS, errors, strict=True)])
        axes.plot(RANKS, errors, color=color, linestyle=dashes, marker=marker, markersize=8)
    axes.text(9, 0.75, "broad change", color=style.RUST)
    axes.text(2.6, 0.27, "narrow change", color=style.BLUE)
    axes.set(
        xscale="log",
        xlabel="rank (below: trained numbers, as a share of the matrix)",
        ylabel="error left",
        ylim=(-0.03, 1),
        yticks=(0, 0.5, 1),
    )
    axes.set_yticks((0, 0.5, 1), ("0%", "50%", "100%"))
    axes.set_xlabel("rank (below: trained numbers, as a share of the matrix)")
    shares = [f"{rank}\n{2 * rank / WIDTH:.0%}" for rank in RANKS]
    axes.set_xticks(RANKS, shares)
    axes.minorticks_off()
    return figure
