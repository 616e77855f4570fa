"""Draws reliability diagrams of an overconfident network before and after temperature scaling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "evaluation/reliability-diagram.svg"
INPUTS, CLASSES, HIDDEN, STEPS, BINS = 10, 4, 64, 1500, 10


def softmax(logits: np.ndarray) -> np.ndarray:
    """Returns each row's probabilities."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: np.ndarray = shifted / shifted.sum(axis=1, keepdims=True)
    return shares


def trained(x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> list[np.ndarray]:
    """Returns the weights of a network with one hidden layer, trained with Adam on all rows for many steps."""
    weights = [rng.normal(0, n**-0.5, (n, m)) for n, m in ((INPUTS + 1, HIDDEN), (HIDDEN, CLASSES))]
    mean, square = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    for step in range(1, STEPS + 1):
        hidden = np.maximum(x @ weights[0], 0)
        error = (softmax(hidden @ weights[1]) - np.eye(CLASSES)[y]) / len(y)
        slopes = [x.T @ (error @ weights[1].T * (hidden > 0)), hidden.T @ error]
        for w, g, m, s in zip(weights, slopes, mean, square, strict=True):
            m[:] += 0.1 * (g - m)
            s[:] += 0.001 * (g * g - s)
            w[:] -= 0.003 * m / (1 - 0.9**step) / (np.sqrt(s / (1 - 0.999**step)) + 1e-8)
    return weights


def reliability(p: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Returns the rows' share, mean confidence and accuracy in each bin of the top probability."""
    top, right = p.max(axis=1), p.argmax(axis=1) == y
    at = np.minimum((top * BINS).astype(int), BINS - 1)
    count = np.bincount(at, minlength=BINS)
    full = np.maximum(count, 1)
    return count / len(y), np.bincount(at, top, BINS) / full, np.bincount(at, right, BINS) / full


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    centers = rng.normal(0, 0.75, (CLASSES, INPUTS))
    y = rng.integers(CLASSES, size=600 + 2000 + 10000)
    x = np.hstack([centers[y] + rng.normal(size=(len(y), INPUTS)), np.ones((len(y), 1))])
    weights = trained(x[:600], y[:600], rng)
    logits = np.maximum(x @ weights[0], 0) @ weights[1]
    check, test = slice(600, 2600), slice(2600, None)
    grid = np.arange(1, 20, 0.05)
    loss = [-np.log(softmax(logits[check] / t)[np.arange(2000), y[check]] + 1e-30).mean() for t in grid]
    best = grid[int(np.argmin(loss))]
    print(f"temperature {best:.2f}, training accuracy {np.mean(logits[:600].argmax(1) == y[:600]):.3f}")
    figure, plots = style.panels(2)
    for axes, temperature, name in zip(plots, (1.0, best), ("as trained", f"divided by $T={best:.1f}$"), strict=True):
        p = softmax(logits[test] / temperature)
        share, confidence, accuracy = reliability(p, y[test])
        ece, nll = np.sum(share * abs(confidence - accuracy)), -np.log(p[np.arange(len(p)), y[test]]).mean()
        print(f"{name}: accuracy {np.mean(p.argmax(1) == y[test]):.3f}, confidence {p.max(1).mean():.3f}", end=", ")
        print(f"ECE {ece:.3f}, log loss {nll:.3f}, last bin {share[-1]:.2f} of cases, accuracy {accuracy[-1]:.2f}")
        used = share > 0.002
        axes.bar(confidence[used], accuracy[used], 0.08, color=style.PALE_BLUE, edgecolor=style.BLUE, hatch="//")
        axes.plot([0, 1], [0, 1], color=style.INK, linestyle=style.DASHED, linewidth=1.6)
        axes.set(title=name, xlabel="confidence", xlim=(0.2, 1.04), ylim=(0, 1.04), yticks=(0, 0.5, 1))
        axes.set(xticks=(0.25, 0.5, 0.75, 1), xticklabels=("0.25", "0.5", "0.75", "1"), yticklabels=("0", "0.5", "1"))
        axes.text(0.24, 0.9, f"ECE {ece:.3f}")
    plots[0].set_ylabel("accuracy")
    return figure
