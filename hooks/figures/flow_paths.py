"""Draws the straight lines of flow matching's training pairs, and the curved trajectories of the field that averages them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "generative/flow-paths.svg"
MEANS, SHARES, SPREAD = np.array([1.0, -1.0]), np.array([0.7, 0.3]), 0.1
LINES, STEPS = 36, 200


def _velocity(x: NDArray[np.float64], t: float) -> NDArray[np.float64]:
    """Returns E[data - noise | the point x at time t] in closed form."""
    variance = (1 - t) ** 2 + (t * SPREAD) ** 2
    log_p = np.log(SHARES) - (x[:, None] - t * MEANS) ** 2 / (2 * variance)
    kind = np.exp(log_p - log_p.max(axis=1, keepdims=True))
    kind /= kind.sum(axis=1, keepdims=True)
    slope = (t * SPREAD**2 - (1 - t)) / variance
    return np.asarray((kind * (MEANS + slope * (x[:, None] - t * MEANS))).sum(axis=1))


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    noise = rng.normal(size=LINES)
    kind = rng.random(LINES) < SHARES[0]
    data = np.where(kind, *MEANS) + SPREAD * rng.normal(size=LINES)
    times = np.linspace(0, 1, STEPS + 1)
    path = [noise]
    for t in times[:-1]:
        path.append(path[-1] + _velocity(path[-1], float(t)) / STEPS)
    ends = path[-1]
    jump = noise + _velocity(noise, 0.0)
    print(f"training: {np.mean(data > 0):.2f} end above 0; field: {np.mean(ends > 0):.2f}")
    print(f"one step: {jump.min():.2f} to {jump.max():.2f}")
    figure, (left, right) = style.panels(2, height=3.6)
    for at in range(LINES):
        color, dashes = (style.BLUE, style.SOLID) if kind[at] else (style.RUST, style.DASHED)
        left.plot([0, 1], [noise[at], data[at]], color=color, linestyle=dashes, linewidth=0.9)
        color, dashes = (style.BLUE, style.SOLID) if ends[at] > 0 else (style.RUST, style.DASHED)
        right.plot(times[::10], np.array(path)[::10, at], color=color, linestyle=dashes, linewidth=0.9)
    right.plot([0, 1], [noise[0], jump[0]], color=style.INK, linestyle=style.DOTTED, linewidth=2)
    right.plot(1, jump[0], "o", color="white", markeredgecolor=style.INK, markersize=8, mew=2, clip_on=False)
    left.set(title="training pairs", xlabel="time", ylabel="value", xlim=(0, 1), ylim=(-2.8, 2.8))
    right.set(title="learned field", xlabel="time", xlim=(0, 1), ylim=(-2.8, 2.8), yticklabels=[])
    return figure
