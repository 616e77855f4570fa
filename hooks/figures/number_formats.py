"""Draws the rounding error of fp32, fp16 and bf16 over the magnitude, and training with weights kept in bf16."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "training-practice/number-formats.svg"
ROWS, INPUTS, RATE, STEPS = 256, 20, 0.002, 4000


def _bf16(x: NDArray[np.floating]) -> NDArray[np.float32]:
    """Rounds to 8 significant bits, ties to even, by cutting off the lower half of the 32."""
    bits = np.asarray(x, np.float32).view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000).astype(np.uint32).view(np.float32)


def _errors(kind: str) -> NDArray[np.float64]:
    """Returns the worst relative error of rounding near each power of ten; NaN where a number overflows."""
    near = 10.0 ** np.arange(-12, 12.1, 0.25)[:, None] * np.linspace(1, 1.78, 400)
    with np.errstate(over="ignore"):
        rounded = _bf16(near.astype(np.float32)) if kind == "bf16" else near.astype(kind)
    wrong = np.abs(rounded.astype(float) / near - 1).max(axis=1)
    return np.where(np.isfinite(wrong), wrong, np.nan)


def _losses(master: bool) -> NDArray[np.float64]:
    """Returns the loss of a linear regression trained with bf16 products and, perhaps, fp32 master weights."""
    rng = np.random.default_rng(0)
    x = _bf16(rng.standard_normal((ROWS, INPUTS)).astype(np.float32))
    y = x @ np.ones(INPUTS, np.float32)
    w, losses = np.zeros(INPUTS, np.float32), []
    for _ in range(STEPS):
        wrong = x @ _bf16(w) - y
        losses.append(float((wrong**2).mean()))
        w = w - np.float32(RATE) * _bf16(x.T @ wrong / ROWS)
        w = w if master else _bf16(w)
    return np.array(losses)


def draw() -> Figure:
    """Returns the figure."""
    figure, (left, right) = style.panels(2)
    exponents = np.arange(-12, 12.1, 0.25)
    looks = {"bf16": (style.BLUE, style.SOLID), "float16": (style.RUST, style.DASHED), "float32": (style.GREEN, style.DOTTED)}
    for kind, (color, dashes) in looks.items():
        errors = _errors(kind)
        print(f"{kind}: error near 1 {errors[48]:.1e}, near 1e-6 {errors[24]:.1e}, near 1e-8 {errors[16]:.1e}")
        left.plot(exponents, errors, color=color, linestyle=dashes)
    left.set(title="rounding error", yscale="log", xlabel="magnitude", ylim=(1e-9, 30))
    left.set_xticks([-10, 0, 10], ["$10^{-10}$", "1", "$10^{10}$"])
    left.set_yticks([1e-8, 1e-5, 1e-2, 1], ["$10^{-8}$", "$10^{-5}$", "1%", "100%"])
    left.minorticks_off()
    for at, name, kind in (((3, 0.012), "bf16", "bf16"), ((-11.5, 3), "fp16", "float16"), ((3, 2.5e-7), "fp32", "float32")):
        left.text(at[0], at[1], name, color=looks[kind][0])
    for master, color, dashes in ((True, style.BLUE, style.SOLID), (False, style.RUST, style.DASHED)):
        losses = _losses(master)
        print(f"master weights {master}: loss at the start {losses[0]:.2f}, at the end {losses[-1]:.2e}")
        right.plot(np.arange(STEPS)[::50], losses[::50], color=color, linestyle=dashes)
    right.text(900, 9, "all in bf16", color=style.RUST)
    right.text(250, 4e-4, "fp32\nmaster\nweights", color=style.BLUE)
    right.set(title="training loss", yscale="log", xlabel="step", xticks=(0, 2000, 4000), ylim=(1e-4, 60))
    right.set_xticklabels(["0", "2,000", "4,000"])
    right.minorticks_off()
    return figure
