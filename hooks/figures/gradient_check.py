"""Draws the relative error of central differences against the step size, in single and in double precision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "gradients/gradient-check.svg"
STEPS = np.geomspace(1e-9, 1, 37)
LOOK = {
    "float32": (style.RUST, style.DASHED, "s"),
    "float64": (style.BLUE, style.SOLID, "o"),
}


def draw() -> Figure:
    """Returns the figure."""
    figure, (axes,) = style.panels(1)
    for name, (color, dashes, marker) in LOOK.items():
        errors = [_error(name, float(step)) for step in STEPS]
        best = int(np.argmin(errors))
        print(f"{name}: least error {errors[best]:.1e} at step {STEPS[best]:.1e}; at 1e-5 {_error(name, 1e-5):.1e}")
        axes.plot(STEPS, errors, color=color, linestyle=dashes, marker=marker, markevery=4, markersize=6, label=name)
    axes.set(xscale="log", yscale="log", xlabel="step $h$", ylabel="relative error", ylim=(1e-11, 30))
    axes.set_yticks([1e-10, 1e-7, 1e-4, 1e-1])
    axes.set_xticks([1e-9, 1e-7, 1e-5, 1e-3, 1e-1])
    axes.minorticks_off()
    axes.legend(frameon=False, loc="upper center")
    return figure


def _error(kind: str, step: float) -> float:
    rng = np.random.default_rng(0)
    x, y, w1, w2 = (rng.standard_normal(shape) for shape in ((20, 5), (20, 1), (5, 8), (8, 1)))
    hidden = np.tanh(x @ w1)
    back = (2 / len(x)) * (hidden @ w2 - y) @ w2.T * (1 - hidden**2)
    exact = x.T @ back
    x, y, w1, w2 = (array.astype(kind) for array in (x, y, w1, w2))
    numeric = np.zeros_like(exact)
    for index in np.ndindex(*w1.shape):
        nudge = np.zeros_like(w1)
        nudge[index] = step
        above, below = (np.mean((np.tanh(x @ w) @ w2 - y) ** 2) for w in (w1 + nudge, w1 - nudge))
        numeric[index] = (above - below) / np.asarray(2 * step, kind)
    return float(np.linalg.norm(numeric - exact) / (np.linalg.norm(numeric) + np.linalg.norm(exact)))
