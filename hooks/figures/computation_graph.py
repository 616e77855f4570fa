"""Draws the forward values and the gradients of a network with one hidden unit as a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FILE = "gradients/computation-graph.svg"
X, TARGET, W1, B1, W2, B2 = 2.0, 3.0, 1.5, -1.0, 0.5, 0.0
TOP, BOTTOM = 0.74, 0.16


def draw() -> Figure:
    """Returns the figure."""
    z = W1 * X + B1
    h = max(0.0, z)
    guess = W2 * h + B2
    loss = 0.5 * (guess - TARGET) ** 2
    d_guess = guess - TARGET
    d_h = d_guess * W2
    d_z = d_h * (z > 0)
    slopes = {"w1": d_z * X, "b1": d_z, "w2": d_guess * h, "b2": d_guess}
    print(f"z {z}, h {h}, guess {guess}, loss {loss}; gradients {slopes}, h {d_h}, z {d_z}")

    figure, (axes,) = style.panels(1, height=3.5)
    axes.set(xlim=(-0.45, 4.45), ylim=(-0.1, 1.08))
    axes.axis("off")
    chain = (("$x$", X, None), ("$z$", z, d_z), ("$h$", h, d_h), (r"$\hat y$", guess, d_guess), ("$L$", loss, 1.0))
    for at, (name, value, slope) in enumerate(chain):
        _node(axes, (at, TOP), name, value, slope)
    for at, text in ((1, r"$w_1 x + b_1$"), (2, "ReLU"), (3, r"$w_2 h + b_2$"), (4, r"$\frac{1}{2}(\hat y - 3)^2$")):
        _arrow(axes, (at - 0.74, TOP + 0.035), (at - 0.28, TOP + 0.035), style.BLUE)
        if at > 1:
            _arrow(axes, (at - 0.28, TOP - 0.045), (at - 0.74, TOP - 0.045), style.RUST)
        axes.text(at - 0.5, TOP + 0.26, text, ha="center", fontsize=12)
    parameters = (("$w_1$", W1, slopes["w1"], 0.62), ("$b_1$", B1, slopes["b1"], 1.38))
    for name, value, slope, place in (*parameters, ("$w_2$", W2, slopes["w2"], 2.62), ("$b_2$", B2, slopes["b2"], 3.38)):
        _node(axes, (place, BOTTOM), name, value, slope)
        target = 1 if place < 2 else 3
        lean = 0.1 if place < target else -0.1
        _arrow(axes, (place + lean - 0.04, BOTTOM + 0.16), (target - lean - 0.04, TOP - 0.17), style.BLUE)
        _arrow(axes, (target - lean + 0.05, TOP - 0.17), (place + lean + 0.05, BOTTOM + 0.16), style.RUST)
    axes.text(-0.4, 0.08, "value", color=style.BLUE, fontsize=13)
    axes.text(-0.4, -0.04, "gradient", color=style.RUST, fontsize=13)
    return figure


def _node(axes: Axes, place: tuple[float, float], name: str, value: float, slope: float | None) -> None:
    x, y = place
    ring = {"boxstyle": "circle,pad=0.28", "fc": "white", "ec": style.GREY}
    axes.text(x, y, name, ha="center", va="center", fontsize=15, bbox=ring)
    below = y - 0.2 if y == BOTTOM else y + 0.12
    left = x - 0.02 if slope is not None else x + 0.05
    axes.text(left, below, f"{value:g}".replace("-", "−"), ha="right", color=style.BLUE, fontsize=13)
    if slope is not None:
        axes.text(x + 0.05, below, f"{slope:g}".replace("-", "−"), ha="left", color=style.RUST, fontsize=13)


def _arrow(axes: Axes, start: tuple[float, float], end: tuple[float, float], color: str) -> None:
    axes.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": color, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0})
