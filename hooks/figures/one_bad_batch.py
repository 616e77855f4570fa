"""Draws a training run that meets one corrupted batch, with and without gradient clipping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "gradients/one-bad-batch.svg"
INPUTS, UNITS, ROWS, BATCH, STEPS, BAD, RATE, MOMENTUM, LIMIT = 10, 32, 2000, 32, 400, 150, 0.02, 0.9, 2.0
RUNS = {"not clipped": (np.inf, style.RUST, style.DASHED), "clipped at 2": (LIMIT, style.BLUE, style.SOLID)}


def draw() -> Figure:
    """Returns the figure."""
    figure, (sizes, losses) = style.panels(2)
    for name, (limit, color, dashes) in RUNS.items():
        norms, loss = _train(limit)
        others = np.delete(norms, BAD)
        print(f"{name}: norm {norms[BAD]:.0f} at the bad batch, else median {np.median(others):.2f}, {others.max():.1f} at most")
        print(f"{name}: loss {loss[BAD]:.3f} before, {loss[BAD + 1 :].max():.3f} worst, {loss[-1]:.3f} last")
        print(f"{name}: {np.mean(norms > LIMIT):.1%} of the steps above {LIMIT}")
        sizes.plot(np.arange(0, STEPS, 2), norms[::2], color=color, linestyle=dashes, linewidth=1.6)
        losses.plot(np.arange(0, STEPS + 1, 2), loss[::2], color=color, linestyle=dashes)
    sizes.axhline(LIMIT, color=style.INK, linewidth=1)
    sizes.set(title="gradient norm", xlabel="step", yscale="log", xticks=(0, BAD, STEPS))
    losses.set(title="validation loss", xlabel="step", yscale="log", xticks=(0, BAD, STEPS), ylim=(0.03, 500))
    losses.text(205, 15, "not\nclipped", color=style.RUST)
    losses.text(195, 0.14, "clipped at 2", color=style.BLUE)
    return figure


def _train(limit: float) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((ROWS, INPUTS))
    y = np.sin(2 * x[:, :1]) + x[:, 1:2]
    weights = [rng.standard_normal((INPUTS, UNITS)) * INPUTS**-0.5, rng.standard_normal((UNITS, 1)) * UNITS**-0.5]
    speed = [np.zeros_like(w) for w in weights]
    norms, losses = [], [_gradients(weights, x[1000:], y[1000:])[0]]
    for step in range(STEPS):
        rows = rng.choice(1000, BATCH, replace=False)
        gradients = _gradients(weights, x[rows], y[rows] * (100 if step == BAD else 1))[1]
        norms.append(sum(float(np.sum(g**2)) for g in gradients) ** 0.5)
        scale = min(1, limit / norms[-1])
        speed = [MOMENTUM * v + scale * g for v, g in zip(speed, gradients, strict=True)]
        weights = [w - RATE * v for w, v in zip(weights, speed, strict=True)]
        losses.append(_gradients(weights, x[1000:], y[1000:])[0])
    return np.array(norms), np.array(losses)


def _gradients(weights: list[np.ndarray], x: np.ndarray, y: np.ndarray) -> tuple[float, list[np.ndarray]]:
    hidden = np.tanh(x @ weights[0])
    error = hidden @ weights[1] - y
    back = 2 * error / len(x)
    return float(np.mean(error**2)), [x.T @ (back @ weights[1].T * (1 - hidden**2)), hidden.T @ back]
