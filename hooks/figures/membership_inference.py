"""Draws training accuracy, test accuracy and the success of a loss-based membership attack during training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "responsible-ai/membership-inference.svg"
INPUTS, HIDDEN, ROWS, STEPS, EVERY = 20, 128, 300, 500, 5


def sample(rng: np.random.Generator, rows: int) -> tuple[np.ndarray, np.ndarray]:
    """Returns inputs with a one, and labels by the sign of a sum, 15% of them flipped."""
    x = rng.normal(size=(rows, INPUTS))
    y = (x[:, :5].sum(axis=1) > 0) ^ (rng.random(rows) < 0.15)
    return np.hstack([x, np.ones((rows, 1))]), y.astype(float)


def losses(weights: list[np.ndarray], x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Returns each row's logistic loss."""
    logit = np.maximum(x @ weights[0], 0) @ weights[1][:, 0]
    loss: np.ndarray = np.logaddexp(0, -(2 * y - 1) * logit)
    return loss


def advantage(members: np.ndarray, others: np.ndarray) -> float:
    """Returns the probability that a random member has a lower loss than a random other row."""
    order = np.argsort(np.argsort(np.concatenate([-others, -members])))
    return float((order[len(others) :].sum() - len(members) * (len(members) - 1) / 2) / len(members) / len(others))


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    (x, y), other = sample(rng, ROWS), sample(rng, 5000)
    weights = [rng.normal(0, n**-0.5, (n, m)) for n, m in ((INPUTS + 1, HIDDEN), (HIDDEN, 1))]
    mean, square = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    found = []
    for step in range(1, STEPS + 1):
        if step % EVERY == 1:
            inside, outside = losses(weights, x, y), losses(weights, *other)
            found.append((np.mean(inside < np.log(2)), np.mean(outside < np.log(2)), advantage(inside, outside)))
        hidden = np.maximum(x @ weights[0], 0)
        error = (1 / (1 + np.exp(-hidden @ weights[1])) - y[:, None]) / ROWS
        slopes = [x.T @ (error @ weights[1].T * (hidden > 0)), hidden.T @ error]
        for w, g, m, s in zip(weights, slopes, mean, square, strict=True):
            m[:] += 0.1 * (g - m)
            s[:] += 0.001 * (g * g - s)
            w[:] -= 0.002 * m / (1 - 0.9**step) / (np.sqrt(s / (1 - 0.999**step)) + 1e-8)
    steps, values = np.arange(len(found)) * EVERY, np.array(found).T
    print("best test at", steps[values[1].argmax()], values[:, values[1].argmax()].round(3))
    print("at the end", values[:, -1].round(3))
    figure, (axes,) = style.panels(1, height=3.0)
    looks = ((style.INK, style.DOTTED), (style.BLUE, style.DASHED), (style.RUST, style.SOLID))
    for curve, (color, dashes) in zip(values, looks, strict=True):
        axes.plot(steps, curve, color=color, linestyle=dashes)
    axes.text(200, 0.93, "training accuracy", color=style.INK)
    axes.text(300, 0.63, "test accuracy", color=style.BLUE)
    axes.text(300, 0.745, "attack (AUC)", color=style.RUST)
    axes.set(xlabel="training steps", xlim=(0, STEPS), ylim=(0.4, 1.03))
    axes.set(yticks=(0.5, 0.75, 1), yticklabels=("0.5", "0.75", "1"))
    return figure
