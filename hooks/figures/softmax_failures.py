"""Draws how often naive and shifted cross-entropy come out infinite or NaN as the logits grow, in two precisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "training-practice/softmax-failures.svg"
CLASSES, DRAWS = 10, 200
SCALES = np.geomspace(0.5, 200, 53)


def _losses(z: NDArray[np.floating], shift: bool) -> NDArray[np.floating]:
    """Returns the cross-entropy of class 0 in the precision of the logits, with or without the shift."""
    if shift:
        z = z - z.max(axis=1, keepdims=True)
        return np.asarray(np.log(np.exp(z).sum(axis=1, dtype=z.dtype)) - z[:, 0])
    e = np.exp(z)
    return np.asarray(-np.log(e[:, 0] / e.sum(axis=1, dtype=z.dtype)))


def draw() -> Figure:
    """Returns the figure."""
    base = np.random.default_rng(0).standard_normal((DRAWS, CLASSES))
    figure, (axes,) = style.panels(1, height=3.0)
    for kind, color, name in ((np.float16, style.RUST, "fp16"), (np.float32, style.BLUE, "fp32")):
        for shift, dashes in ((False, style.SOLID), (True, style.DASHED)):
            with np.errstate(all="ignore"):
                bad = [np.mean(~np.isfinite(_losses((s * base).astype(kind), shift).astype(float))) for s in SCALES]
            some, most = (SCALES[np.argmax(np.array(bad) > share)] for share in (0, 0.5))
            print(f"{name}, shifted {shift}: most {max(bad):.3f}, first at scale {some:.1f}, half at {most:.1f}")
            axes.plot(SCALES, bad, color=color, linestyle=dashes)
    axes.text(5.2, 0.35, "naive, fp16", color=style.RUST, horizontalalignment="right")
    axes.text(62, 0.35, "naive, fp32", color=style.BLUE)
    axes.text(0.55, 0.06, "shifted, both", color=style.INK)
    axes.set(xscale="log", xlabel="standard deviation of the logits", ylabel="inf or NaN", ylim=(-0.02, 1.02))
    axes.set_yticks([0, 0.5, 1], ["0%", "50%", "100%"])
    axes.set_xticks([1, 10, 100], ["1", "10", "100"])
    return figure
