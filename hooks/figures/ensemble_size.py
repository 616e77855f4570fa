"""Draws the error of averaged networks against their number, for different seeds and for bootstrap samples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

FILE = "regularization/ensemble-size.svg"
MEMBERS, SETS, EXAMPLES, TESTS, INPUTS, WIDTH, STEPS, RATE, NOISE = 20, 5, 200, 1000, 6, 64, 1000, 0.01, 0.3
SIZES = np.arange(1, MEMBERS + 1)
KINDS = {
    "bootstrap samples": (style.RUST, style.DASHED, "s", True),
    "all data, other seeds": (style.BLUE, style.SOLID, "o", False),
}


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1, height=3.2)
    for name, (color, dashes, marker, bootstrap) in KINDS.items():
        own, shared = np.mean([_errors(seed, bootstrap=bootstrap) for seed in range(SETS)], axis=0)
        curve = own / SIZES + (1 - 1 / SIZES) * shared
        print(f"{name}: one {own:.3f}, five {curve[4]:.3f}, twenty {curve[-1]:.3f}")
        print(f"    correlation {shared / own:.2f}, so at best {shared:.3f}")
        axes.plot(SIZES, curve, color=color, linestyle=dashes, marker=marker, markersize=5, label=name)
        axes.axhline(shared, color=color, linestyle=style.DOTTED, linewidth=1.2)
    axes.set(xlabel="networks averaged", ylabel="squared error", ylim=(0, None), xticks=(1, 5, 10, 15, 20))
    axes.legend(frameon=False, loc="upper right")
    return figure


def _truth(x: Values) -> Values:
    return np.asarray(np.sin(2 * x[:, 0]) + x[:, 1] * x[:, 2])


def _errors(seed: int, *, bootstrap: bool) -> tuple[float, float]:
    """Returns the mean product of a network's error with itself, and with that of another, on one training set."""
    rng = np.random.default_rng(seed)
    x, test = rng.standard_normal((EXAMPLES, INPUTS)), rng.standard_normal((TESTS, INPUTS))
    y = _truth(x) + NOISE * rng.standard_normal(EXAMPLES)
    rows = np.stack([rng.integers(0, EXAMPLES, EXAMPLES) if bootstrap else np.arange(EXAMPLES) for _ in range(MEMBERS)])
    wrong = _predicted(_trained(rng, x[rows], y[rows][..., None]), test[None])[1][..., 0] - _truth(test)
    own, total = np.mean(wrong**2), np.mean(wrong.sum(axis=0) ** 2)
    return float(own), float((total - MEMBERS * own) / (MEMBERS * (MEMBERS - 1)))


def _predicted(p: list[Values], x: Values) -> tuple[Values, Values]:
    hidden = np.maximum(x @ p[0] + p[1], 0)
    return hidden, hidden @ p[2] + p[3]


def _trained(rng: np.random.Generator, x: Values, y: Values) -> list[Values]:
    """Trains all members at once by Adam on all of their examples."""
    shapes = ((INPUTS, WIDTH), (1, WIDTH), (WIDTH, 1), (1, 1))
    p = [rng.normal(0, (2 / rows) ** 0.5 * (rows > 1), (MEMBERS, rows, columns)) for rows, columns in shapes]
    first, second = [0 * w for w in p], [0 * w for w in p]
    for step in range(1, STEPS + 1):
        hidden, score = _predicted(p, x)
        slope = 2 * (score - y) / EXAMPLES
        below = slope @ p[2].swapaxes(1, 2) * (hidden > 0)
        lower = x.swapaxes(1, 2) @ below, below.sum(axis=1, keepdims=True)
        upper = hidden.swapaxes(1, 2) @ slope, slope.sum(axis=1, keepdims=True)
        for i, g in enumerate((*lower, *upper)):
            first[i], second[i] = 0.9 * first[i] + 0.1 * g, 0.999 * second[i] + 0.001 * g * g
            p[i] = p[i] - RATE * first[i] / (1 - 0.9**step) / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
    return p
