"""Draws accuracy under attack of a linear classifier trained normally and of one trained on attacked inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "responsible-ai/robust-and-fragile-features.svg"
WEAK, SIGNAL, RIGHT, ROWS, TRAIN_EPSILON = 100, 0.2, 0.9, 8000, 0.4
"""One strong feature is right in 90% of cases; each of 100 weak ones is 0.2 times the label, plus noise."""


def sample(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Returns inputs and labels of -1 and 1."""
    y = rng.choice([-1.0, 1.0], ROWS)
    strong = y * np.where(rng.random(ROWS) < RIGHT, 1.0, -1.0)
    return np.column_stack([strong, SIGNAL * y[:, None] + rng.normal(size=(ROWS, WEAK))]), y


def attacked(x: np.ndarray, y: np.ndarray, w: np.ndarray, epsilon: float) -> np.ndarray:
    """Returns inputs moved by the fast gradient sign method, the worst case for a linear model."""
    moved: np.ndarray = x - epsilon * y[:, None] * np.sign(w)
    return moved


def trained(x: np.ndarray, y: np.ndarray, epsilon: float) -> np.ndarray:
    """Returns the weights of a logistic regression trained on freshly attacked inputs."""
    w = np.zeros(1 + WEAK)
    for step in range(200):
        moved = attacked(x, y, w, epsilon)
        w += 0.3 / (1 + step / 50) * moved.T @ (y / (1 + np.exp(y * (moved @ w)))) / ROWS
    return w


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    x, y = sample(rng)
    test, truth = sample(rng)
    epsilons = np.linspace(0, 0.6, 13)
    figure, (axes,) = style.panels(1, height=3.0)
    for name, epsilon, color, dashes, marker in (
        ("standard", 0.0, style.RUST, style.DASHED, "s"),
        ("adversarial", TRAIN_EPSILON, style.BLUE, style.SOLID, "o"),
    ):
        w = trained(x, y, epsilon)
        found = [np.mean(truth * (attacked(test, truth, w, e) @ w) > 0) for e in epsilons]
        noise = [np.mean(truth * ((test + e * rng.choice([-1.0, 1.0], test.shape)) @ w) > 0) for e in epsilons]
        print(name, [f"{e:.2f}: {a:.3f}" for e, a in zip(epsilons[::2], found[::2], strict=True)])
        print(f"random changes of {epsilons[8]:.2f}: {noise[8]:.3f}, first weight {w[0]:.2f}, others {abs(w[1:]).mean():.3f}")
        axes.plot(epsilons, found, color=color, linestyle=dashes, marker=marker, markersize=6, markevery=2)
        if name == "standard":
            axes.plot(epsilons, noise, color=style.GREY, linestyle=style.DOTTED)
    axes.text(0.27, 0.45, "standard training", color=style.RUST)
    axes.text(0.27, 0.78, "adversarial training", color=style.BLUE)
    axes.text(0.25, 1.02, "standard, random noise", color=style.GREY)
    axes.set(xlabel=r"largest change of each input, $\epsilon$", ylabel="accuracy", xlim=(0, 0.61), ylim=(0, 1.1))
    axes.set(yticks=(0, 0.5, 1), yticklabels=("0", "0.5", "1"))
    return figure
