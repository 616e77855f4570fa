"""Draws the gradient's size against the time lag in a plain RNN and along the cell of an LSTM, with random weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "sequences-and-transformers/gradient-over-time.svg"
UNITS, INPUTS, LAGS, RUNS = 64, 16, 100, 20


def _plain(rng: np.random.Generator) -> NDArray[np.float64]:
    u, w = rng.normal(0, UNITS**-0.5, (UNITS, UNITS)), rng.normal(0, INPUTS**-0.5, (INPUTS, UNITS))
    h, states = np.zeros(UNITS), []
    for _ in range(LAGS):
        h = np.tanh(h @ u + rng.standard_normal(INPUTS) @ w)
        states.append(h)
    back = rng.standard_normal(UNITS)
    sizes = [float(np.linalg.norm(back))]
    for h in reversed(states):
        back = u @ (back * (1 - h**2))
        sizes.append(float(np.linalg.norm(back)))
    return np.array(sizes) / sizes[0]


def _cell(rng: np.random.Generator, bias: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    u, w = rng.normal(0, UNITS**-0.5, (UNITS, 4 * UNITS)), rng.normal(0, INPUTS**-0.5, (INPUTS, 4 * UNITS))
    h, c, past = np.zeros(UNITS), np.zeros(UNITS), []
    for _ in range(LAGS):
        a = (h @ u + rng.standard_normal(INPUTS) @ w).reshape(4, UNITS)
        i, f, o = 1 / (1 + np.exp(-(a[:3] + np.array([[0], [bias], [0]]))))
        g = np.tanh(a[3])
        before, c = c, f * c + i * g
        h = o * np.tanh(c)
        past.append((i, f, o, g, before, np.tanh(c)))
    dc, dh = rng.standard_normal(UNITS), np.zeros(UNITS)
    direct = dc
    sizes, alone = [np.linalg.norm(dc)], [np.linalg.norm(dc)]
    for i, f, o, g, before, t in reversed(past):
        dc = dc + dh * o * (1 - t**2)
        gates = dc * g * i * (1 - i), dc * before * f * (1 - f), dh * t * o * (1 - o), dc * i * (1 - g**2)
        dh, dc, direct = u @ np.concatenate(gates), dc * f, direct * f
        sizes.append(np.linalg.norm(dc))
        alone.append(np.linalg.norm(direct))
    return np.array(sizes) / sizes[0], np.array(alone) / sizes[0]


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(0)
    figure, (axes,) = style.panels(1)
    plain = np.exp(np.mean([np.log(_plain(rng)) for _ in range(RUNS)], axis=0))
    print("plain RNN", plain[[10, 50, 100]])
    axes.plot(plain, color=style.INK)
    axes.text(47, 1e-12, "plain RNN", horizontalalignment="right")
    for bias, color, marker in ((1, style.RUST, "s"), (4, style.BLUE, "o")):
        whole, direct = np.exp(np.mean([np.log(_cell(rng, bias)) for _ in range(RUNS)], axis=0))
        print(f"forget bias {bias}: whole gradient {whole[[10, 50, 100]]}, direct path {direct[[10, 50, 100]]}")
        axes.plot(whole, color=color, marker=marker, markevery=(10, 20), markersize=7)
        axes.plot(direct, color=color, linestyle=style.DASHED, linewidth=1.6)
    axes.text(3, 1e-19, "dashed: product of\nforget gates only")
    axes.text(50, 2e1, "LSTM, forget bias 4", color=style.BLUE, horizontalalignment="center")
    axes.text(100, 2e-5, "LSTM, forget bias 1", color=style.RUST, horizontalalignment="right")
    axes.set(xlabel="steps back in time", ylabel="gradient norm", yscale="log", xlim=(0, LAGS), ylim=(1e-21, 1e4))
    axes.set_yticks([1e-20, 1e-15, 1e-10, 1e-5, 1])
    axes.minorticks_off()
    return figure
