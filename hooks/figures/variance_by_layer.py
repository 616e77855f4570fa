"""Draws the variance of the pre-activations through twenty ReLU layers at several variances of the weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "gradients/variance-by-layer-{}.svg"
FRAMES = ("1", "1.5", "2", "2.5", "3")
UNITS, LAYERS, EXAMPLES = 500, 20, 200


def plain(number: float) -> str:
    """Returns a number with two digits that count, and without an exponent."""
    return f"{float(f'{number:.2g}'):,.0f}" if number >= 10 else np.format_float_positional(number, 2, fractional=False, trim="-")


def draw(frame: str) -> Figure:
    """Returns one frame: weights of variance frame / n."""
    rng, factor = np.random.default_rng(0), float(frame)
    h, variances = rng.standard_normal((EXAMPLES, UNITS)), []
    for _ in range(LAYERS):
        z = h @ (rng.standard_normal((UNITS, UNITS)) * (factor / UNITS) ** 0.5)
        variances.append(z.var())
        h = np.maximum(z, 0)
    relative = np.array(variances) / variances[0]
    expected = (factor / 2) ** np.arange(LAYERS)
    print(
        f"From layer 1 to layer 20 the variance changes by a factor of {plain(relative[-1])}; theory says {plain(expected[-1])}."
    )

    figure, [axes] = style.frame()
    layers = np.arange(1, LAYERS + 1)
    axes.plot(layers, relative, "o", color=style.BLUE, markersize=6, clip_on=False)
    axes.plot(layers, expected, color=style.RUST, linewidth=1.4)
    axes.set(yscale="log", xlim=(1, LAYERS), ylim=(1e-9, 1e5), xticks=(1, 10, 20), yticks=(1e-8, 1e-4, 1, 1e4))
    axes.minorticks_off()
    axes.set(xlabel="layer", ylabel="variance", title=f"at layer 20: {plain(relative[-1])}")
    return figure
