"""Draws the prediction for one example by a network with batch norm, among random batch mates and in evaluation mode."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "training-practice/batch-mates.svg"
INPUTS, WIDTH, BATCH, RATE, STEPS, MOMENTUM, REPEATS = 10, 64, 64, 0.2, 3000, 0.1, 2000
SIZES = (2, 4, 8, 16, 32, 64, 128, 256)


class _Network:
    """One hidden layer with batch norm, trained by plain gradient descent."""

    def __init__(self) -> None:
        self.rng = np.random.default_rng(0)
        self.w1 = self.rng.normal(0, (2 / INPUTS) ** 0.5, (INPUTS, WIDTH))
        self.w2 = self.rng.normal(0, (1 / WIDTH) ** 0.5, (WIDTH, 1))
        (self.scale, self.var), (self.shift, self.mean), self.bias = np.ones((2, WIDTH)), np.zeros((2, WIDTH)), np.zeros(1)
        for _ in range(STEPS):
            self._step()

    def predict(self, x: NDArray[np.float64], training: bool) -> NDArray[np.float64]:
        """Returns probabilities, by the statistics of the batch or by the running ones."""
        z = x @ self.w1
        mean, var = (z.mean(axis=0), z.var(axis=0)) if training else (self.mean, self.var)
        h = np.maximum(self.scale * (z - mean) / np.sqrt(var + 1e-5) + self.shift, 0)
        return (1 / (1 + np.exp(-(h @ self.w2 + self.bias))))[:, 0]

    def _step(self) -> None:
        x = self.rng.standard_normal((BATCH, INPUTS))
        y = (x[:, :1] * x[:, 1:2] + x[:, 2:3] > 0).astype(float)
        z = x @ self.w1
        self.mean += MOMENTUM * (z.mean(axis=0) - self.mean)
        self.var += MOMENTUM * (z.var(axis=0, ddof=1) - self.var)
        deviation = np.sqrt(z.var(axis=0) + 1e-5)
        hat = (z - z.mean(axis=0)) / deviation
        h = np.maximum(self.scale * hat + self.shift, 0)
        slope = (1 / (1 + np.exp(-(h @ self.w2 + self.bias))) - y) / BATCH
        below = slope @ self.w2.T * (h > 0)
        inner = below * self.scale
        inner = (inner - inner.mean(axis=0) - hat * (inner * hat).mean(axis=0)) / deviation
        self.w2, self.bias = self.w2 - RATE * h.T @ slope, self.bias - RATE * slope.sum(axis=0)
        self.scale, self.shift = self.scale - RATE * (below * hat).sum(axis=0), self.shift - RATE * below.sum(axis=0)
        self.w1 = self.w1 - RATE * x.T @ inner


def draw() -> Figure:
    """Returns the figure."""
    network = _Network()
    pool = network.rng.standard_normal((400, INPUTS))
    fixed = pool[np.argmin(np.abs(network.predict(pool, training=False) - 0.8))][None]
    alone = float(network.predict(fixed, training=False)[0])
    bands = []
    for size in SIZES:
        batches = network.rng.standard_normal((REPEATS, size, INPUTS))
        batches[:, 0] = fixed
        spread = [network.predict(batch, training=True)[0] for batch in batches]
        bands.append(np.percentile(spread, (5, 50, 95)))
        print(f"batch of {size}: 5%, 50%, 95% {bands[-1].round(3)}; wrong side {np.mean(np.array(spread) < 0.5):.3f}")
    print(f"evaluation mode: {alone:.3f}")
    figure, (axes,) = style.panels(1, height=3.1)
    low, middle, high = np.array(bands).T
    axes.fill_between(SIZES, low, high, color=style.PALE_BLUE, linewidth=0)
    axes.plot(SIZES, middle, "o-", color=style.BLUE, markersize=5)
    axes.axhline(alone, color=style.RUST, linestyle=style.DASHED)
    axes.text(256, alone + 0.03, "evaluation mode", color=style.RUST, horizontalalignment="right")
    axes.text(2.2, 0.1, "training mode:\nmedian, 5% to 95%", color=style.BLUE)
    axes.set(xscale="log", xlabel="examples in the batch", ylabel="probability", ylim=(0, 1.02), yticks=(0, 0.5, 1))
    axes.set_xticks(SIZES, [f"{size}" for size in SIZES])
    axes.minorticks_off()
    return figure
