"""Draws the codes that a plain and a variational autoencoder give to the same five clusters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "generative/latent-spaces.svg"
CLASSES, WIDTH, HIDDEN, STEPS, RATE, BATCH = 5, 16, 48, 4000, 2e-3, 128
MARKS = (("o", style.BLUE), ("s", style.RUST), ("^", style.GREEN), ("x", style.PURPLE), ("+", style.INK))


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    centers = 2 * rng.standard_normal((CLASSES, WIDTH))
    figure, plots = style.panels(2, height=3.5)
    kind = np.arange(150) % CLASSES
    shown = centers[kind] + 0.5 * rng.standard_normal((len(kind), WIDTH))
    for axes, variational, title in zip(plots, (False, True), ("autoencoder", "VAE"), strict=True):
        weights = _train(centers, variational)
        out = np.tanh(shown @ weights[0] + weights[1]) @ weights[2] + weights[3]
        codes = out[:, :2] + np.exp(out[:, 2:] / 2) * rng.standard_normal((len(out), 2)) * variational
        print(f"{title}: mean {codes.mean(0).round(2)}, standard deviation {codes.std(0).round(2)}")
        for k, (marker, color) in enumerate(MARKS):
            axes.plot(*codes[kind == k].T, marker, color=color, markersize=4, linestyle="none")
        angle = np.linspace(0, 2 * np.pi, 60)
        axes.plot(2 * np.cos(angle), 2 * np.sin(angle), color=style.GREY, linewidth=1)
        axes.set(title=title, aspect="equal", adjustable="datalim")
        axes.locator_params(nbins=6, integer=True)
    return figure


def _train(centers: NDArray[np.float64], variational: bool) -> list[NDArray[np.float64]]:
    rng = np.random.default_rng(1)
    shapes = ((WIDTH, HIDDEN), (HIDDEN,), (HIDDEN, 4), (4,), (2, HIDDEN), (HIDDEN,), (HIDDEN, WIDTH), (WIDTH,))
    weights = [rng.standard_normal(s) / np.sqrt(s[0]) if len(s) > 1 else np.zeros(s) for s in shapes]
    first, second = ([np.zeros(s) for s in shapes] for _ in range(2))
    for step in range(1, STEPS + 1):
        x = centers[rng.integers(CLASSES, size=BATCH)] + 0.5 * rng.standard_normal((BATCH, WIDTH))
        for i, g in enumerate(_gradients(weights, x, rng.standard_normal((BATCH, 2)), variational)):
            first[i] += 0.1 * (g - first[i])
            second[i] += 0.001 * (g * g - second[i])
            move = first[i] / (1 - 0.9**step) / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
            weights[i] -= RATE * move
    return weights


def _gradients(
    weights: list[NDArray[np.float64]], x: NDArray[np.float64], noise: NDArray[np.float64], variational: bool
) -> list[NDArray[np.float64]]:
    w1, b1, w2, b2, w3, b3, w4, b4 = weights
    h = np.tanh(x @ w1 + b1)
    mean, log_variance = np.split(h @ w2 + b2, 2, axis=1)
    spread = np.exp(log_variance / 2) * variational
    z = mean + spread * noise
    k = np.tanh(z @ w3 + b3)
    error = (k @ w4 + b4 - x) / len(x)
    into_k = error @ w4.T * (1 - k * k)
    into_z = into_k @ w3.T
    by_mean = into_z + variational * mean / len(x)
    by_variance = variational * (into_z * spread * noise / 2 + (np.exp(log_variance) - 1) / 2 / len(x))
    out = np.hstack([by_mean, by_variance])
    into_h = out @ w2.T * (1 - h * h)
    sums = (into_h.sum(0), out.sum(0), into_k.sum(0), error.sum(0))
    return [x.T @ into_h, sums[0], h.T @ out, sums[1], z.T @ into_k, sums[2], k.T @ error, sums[3]]
