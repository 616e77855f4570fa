"""Draws throughput and step time of decoding against the batch size, from a roofline model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "efficiency-and-scale/decode-batching.svg"
PARAMETERS, BANDWIDTH, COMPUTE = 7e9, 2e12, 312e12
CACHE = 2 * 32 * 8 * 128 * 2  # bytes a token, eight key-value heads
CONTEXTS = {
    0: ("no cache", style.GREY, style.DOTTED),
    2048: ("2k tokens each", style.BLUE, style.SOLID),
    16384: ("16k tokens each", style.RUST, style.DASHED),
}


def draw() -> Figure:
    """Returns the figure."""
    batch = 2.0 ** np.linspace(0, 9, 91)
    figure, (steps, rates) = style.panels(2, height=3.5)
    for context, (name, color, dashes) in CONTEXTS.items():
        reading = (2 * PARAMETERS + batch * context * CACHE) / BANDWIDTH
        time = np.maximum(reading, 2 * PARAMETERS * batch / COMPUTE)
        for at in (0, 50, 80):
            print(f"{name}, batch {batch[at]:.0f}: {time[at] * 1e3:.1f} ms, {batch[at] / time[at]:.0f} tokens/s")
        steps.loglog(batch, time * 1e3, color=color, linestyle=dashes, label=name)
        rates.loglog(batch, batch / time, color=color, linestyle=dashes)
    print(f"compute-bound from batch {COMPUTE / BANDWIDTH:.0f} on, without a cache")
    steps.set(title="time of one step", ylabel="ms", ylim=(4, 20000), yticks=(10, 100, 1000))
    steps.set(yticklabels=("10", "100", "1,000"))
    rates.set(title="all users together", ylabel="tokens per second", ylim=(80, 50000), yticks=(100, 1000, 10000))
    rates.set(yticklabels=("100", "1k", "10k"))
    steps.legend(frameon=False, fontsize=13, loc="upper left", handlelength=1.6, borderaxespad=0)
    for axes in (steps, rates):
        axes.set(xlabel="sequences in the batch", xticks=(1, 8, 64, 512), xticklabels=("1", "8", "64", "512"))
        axes.minorticks_off()
    return figure
