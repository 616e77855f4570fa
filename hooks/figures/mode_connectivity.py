"""Draws the loss on the straight line and on a trained curve between two networks trained from different starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Values = NDArray[np.float64]
    Weights = list[Values]

FILE = "optimization/mode-connectivity.svg"
ROWS, WIDTH, STEPS, BEND_STEPS = 256, 32, 800, 3000
SHAPES = ((3, WIDTH), (WIDTH, WIDTH), (WIDTH, 1))


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    inputs = rng.uniform(-1, 1, (ROWS, 2))
    y = np.sin(4 * inputs[:, :1]) * np.cos(4 * inputs[:, 1:])
    x = np.hstack([inputs, np.ones((ROWS, 1))])

    starts = ([rng.normal(0, (2 / i) ** 0.5, (i, o)) for i, o in SHAPES] for _ in range(2))
    one, two = (_train(start, lambda weights: _loss(weights, x, y)[1], STEPS, 0.01) for start in starts)

    def descent_on_curve(bend: Weights) -> Weights:
        t = rng.random()
        point = _mix((one, (1 - t) ** 2), (bend, 2 * t * (1 - t)), (two, t**2))
        return [2 * t * (1 - t) * slope for slope in _loss(point, x, y)[1]]

    bend = _train(_mix((one, 0.5), (two, 0.5)), descent_on_curve, BEND_STEPS, 0.02)
    shares = np.linspace(0, 1, 61)
    line = [_loss(_mix((one, 1 - t), (two, t)), x, y)[0] for t in shares]
    curve = [_loss(_mix((one, (1 - t) ** 2), (bend, 2 * t * (1 - t)), (two, t**2)), x, y)[0] for t in shares]
    twin = [one[0][:, ::-1], one[1][::-1], one[2]]
    print(f"ends {line[0]:.4f} and {line[-1]:.4f}, line at most {max(line):.3f}, curve at most {max(curve):.4f}")
    print(f"relabeled {_loss(twin, x, y)[0]:.4f}, halfway to it {_loss(_mix((one, 0.5), (twin, 0.5)), x, y)[0]:.3f}")
    figure, (axes,) = style.panels(1, height=3.0)
    axes.semilogy(shares, line, color=style.RUST, linestyle=style.DASHED)
    axes.semilogy(shares, curve, color=style.BLUE)
    axes.plot([0, 1], [line[0], line[-1]], "o", color=style.INK, markersize=9, clip_on=False)
    axes.text(0.5, 0.25, "straight line", color=style.RUST, ha="center")
    axes.text(0.5, 0.0042, "trained curve", color=style.BLUE, ha="center")
    axes.set(ylabel="training loss", xlim=(-0.05, 1.05), xticks=(0, 1), xticklabels=("network 1", "network 2"))
    axes.set_yticks((0.001, 0.01, 0.1, 1), labels=("0.001", "0.01", "0.1", "1"))
    return figure


def _mix(*parts: tuple[Weights, float]) -> Weights:
    return [np.add.reduce([share * weights[i] for weights, share in parts]) for i in range(len(SHAPES))]


def _loss(weights: Weights, x: Values, y: Values) -> tuple[float, Weights]:
    layers = [x, hidden := (x @ weights[0]).clip(0), (hidden @ weights[1]).clip(0)]
    error = layers[2] @ weights[2] - y
    slope, slopes = 2 * error / ROWS, []
    for layer, w in zip(layers[::-1], weights[::-1], strict=True):
        slopes.append(layer.T @ slope)
        slope = (slope @ w.T) * (layer > 0)
    return float(np.mean(error**2)), slopes[::-1]


def _train(w: Weights, slopes: Callable[[Weights], Weights], steps: int, rate: float) -> Weights:
    m, v = [0 * part for part in w], [0 * part for part in w]
    for t in range(1, steps + 1):
        g = slopes(w)
        m = [0.9 * a + 0.1 * b for a, b in zip(m, g, strict=True)]
        v = [0.999 * a + 0.001 * b**2 for a, b in zip(v, g, strict=True)]
        now = rate * (1 - t / (steps + 1)) * (1 - 0.999**t) ** 0.5 / (1 - 0.9**t)
        w = [part - now * a / (np.sqrt(b) + 1e-9) for part, a, b in zip(w, m, v, strict=True)]
    return w
