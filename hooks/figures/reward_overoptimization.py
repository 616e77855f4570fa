"""Draws learned and true reward against the distance from the base model, for a reward learned from comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "transfer-and-adaptation/reward-overoptimization.svg"
PAIRS, BEND, FARTHEST = 2000, 1.0, 15.0


def _truth(answers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Returns what raters want: relevance, and length up to a point (both in units of the base model's spread)."""
    relevance, length = answers.T
    return np.asarray(relevance + 0.8 * length - BEND * length**2 / 2)


def _learned(rng: np.random.Generator) -> NDArray[np.float64]:
    """Returns the weights of a linear reward, fitted to comparisons of the base model's answers."""
    first, second = rng.standard_normal((2, PAIRS, 2))
    better = rng.random(PAIRS) < 1 / (1 + np.exp(_truth(second) - _truth(first)))
    apart = np.where(better[:, None], first - second, second - first)
    weights = np.zeros(2)
    for _ in range(500):
        weights += 2 * apart.T @ (1 / (1 + np.exp(apart @ weights))) / PAIRS
    return weights


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    weights = _learned(rng)
    noise = rng.standard_normal((20_000, 2))
    noise -= noise.mean(axis=0)
    divergence = np.linspace(0, FARTHEST**0.5, 61) ** 2
    shift = np.sqrt(2 * divergence)[:, None] * weights / np.linalg.norm(weights)
    learned = shift @ weights
    true = np.array([_truth(noise + s).mean() for s in shift]) - _truth(noise).mean()
    top = int(true.argmax())
    print("learned weights", weights.round(2))
    for at in (top, 60):
        print(f"KL {divergence[at]:.2f}: learned {learned[at]:.2f}, true {true[at]:.2f}, mean length {shift[at, 1]:.1f}")
    figure, (axes,) = style.panels(1)
    axes.plot(divergence, learned, color=style.BLUE, linestyle=style.DASHED)
    axes.plot(divergence, true, color=style.RUST)
    axes.plot(divergence[top], true[top], "o", color="white", markeredgecolor=style.RUST, markeredgewidth=2, markersize=9)
    axes.text(6.0, learned[37] + 0.5, "learned reward", color=style.BLUE, ha="right")
    axes.text(9.5, true[48] + 0.45, "true reward", color=style.RUST)
    axes.axhline(0, color=style.GREY, linewidth=0.8)
    axes.set(xlabel="KL divergence from the base model (nats)", ylabel="gain in reward", xlim=(0, FARTHEST))
    return figure
