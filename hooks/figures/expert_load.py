"""Draws how the tokens spread over eight experts while a small mixture trains, with and without balancing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "efficiency-and-scale/expert-load.svg"
EXPERTS, WIDTH, TOKENS, STEPS, RATE = 8, 16, 512, 1500, 0.05
BALANCE = {0.0: "no balancing", 2.0: "auxiliary loss"}


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(2)
    for axes, (strength, name) in zip(plots, BALANCE.items(), strict=True):
        loads, loss = _train(strength)
        order = np.argsort(-loads[-1])
        print(f"{name}: final shares {loads[-1][order].round(3)}, loss {loss:.3f}")
        axes.stackplot(
            np.arange(len(loads)) * 50,
            100 * loads[:, order].T,
            colors=[style.PALE_BLUE, style.PALE_RUST] * (EXPERTS // 2),
            edgecolor=style.INK,
            linewidth=0.6,
        )
        axes.set(title=name, xlabel="training step", xlim=(0, STEPS), ylim=(0, 100), xticks=(0, 500, 1000, 1500))
        axes.set(xticklabels=("0", "500", "1,000", ""))
    plots[0].set_ylabel("tokens per expert (%)")
    plots[1].set_yticks(())
    return figure


def _train(strength: float) -> tuple[NDArray[np.float64], float]:
    rng = np.random.default_rng(0)
    centers, maps = rng.standard_normal((2 * EXPERTS, WIDTH)), rng.standard_normal((2 * EXPERTS, WIDTH, WIDTH)) / 4
    router = 0.1 * rng.standard_normal((WIDTH, EXPERTS))
    experts = 0.1 * rng.standard_normal((EXPERTS, WIDTH, WIDTH))
    loads, losses = [], []
    for step in range(STEPS):
        kind = rng.integers(2 * EXPERTS, size=TOKENS)
        x = centers[kind] + 0.3 * rng.standard_normal((TOKENS, WIDTH))
        target = np.einsum("ti,tij->tj", x, maps[kind])
        scores = np.exp(x @ router - (x @ router).max(1, keepdims=True))
        gates = scores / scores.sum(1, keepdims=True)
        chosen = gates.argmax(1)
        used = np.eye(EXPERTS)[chosen]
        gate = gates[np.arange(TOKENS), chosen, None]
        output = np.einsum("ti,tij->tj", x, experts[chosen])
        error = 2 * (gate * output - target) / TOKENS
        pull = used * (error * output).sum(1, keepdims=True) + strength * EXPERTS * used.mean(0) / TOKENS
        router -= RATE * x.T @ (gates * (pull - (pull * gates).sum(1, keepdims=True)))
        experts -= RATE * np.einsum("te,ti,tj->eij", used, x, gate * error)
        losses.append(float(np.mean((gate * output - target) ** 2)))
        if step % 50 == 0:
            loads.append(used.mean(0))
    return np.array(loads), float(np.mean(losses[-100:]))
