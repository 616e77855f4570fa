"""Draws how a small digit classifier fares without augmentation, with shifts, and with half turns as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "regularization/augmentation.svg"
FONT = "ehjlphe4c4444eeh1248vv2421he26aiv22vgu11he68guhhev124888ehhehheehhf12c"
DIGITS = np.array([[int(row, 32) >> bit & 1 for bit in (4, 3, 2, 1, 0)] for row in FONT]).reshape(10, 7, 5)
HEIGHT, WIDTH, NOISE, TRAINING, TESTS, HIDDEN, BATCH, STEPS, RATE = 11, 9, 0.3, 300, 2000, 128, 64, 1000, 0.003
KINDS = ("none", "shifts", "shifts and\nhalf turns")


def _images(rng: np.random.Generator, labels: NDArray[np.int64]) -> NDArray[np.float64]:
    images = NOISE * rng.standard_normal((len(labels), HEIGHT, WIDTH))
    for image, label in zip(images, labels, strict=True):
        top, left = rng.integers(0, 5, 2)
        image[top : top + 7, left : left + 5] += DIGITS[label]
    return images


def _augmented(rng: np.random.Generator, images: NDArray[np.float64], kind: int) -> NDArray[np.float64]:
    down, across = (kind > 0) * rng.integers(-2, 3, (2, len(images), 1, 1))
    at = (np.arange(HEIGHT)[:, None] - down) % HEIGHT, (np.arange(WIDTH) - across) % WIDTH
    moved = images[np.arange(len(images))[:, None, None], *at]
    turn = (rng.random((len(images), 1, 1)) < 0.5) & (kind == KINDS.index("shifts and\nhalf turns"))
    return np.asarray(np.where(turn, moved[:, ::-1, ::-1], moved))


def _accuracies(kind: int, seed: int) -> list[float]:
    """Trains by Adam; returns the share right among all digits, and among 6 and 9."""
    rng = np.random.default_rng(seed)
    y, test_y = np.arange(TRAINING) % 10, np.arange(TESTS) % 10
    x, test_x = _images(rng, y), _images(rng, test_y).reshape(TESTS, -1)
    sizes = (HEIGHT * WIDTH, HIDDEN, 10)
    p = [rng.normal(0, (2 / sizes[0]) ** 0.5, sizes[:2]), np.zeros(HIDDEN), rng.normal(0, 0.1, sizes[1:]), np.zeros(10)]
    m, v = [0 * w for w in p], [0 * w for w in p]
    for step in range(1, STEPS + 1):
        rows = rng.integers(0, TRAINING, BATCH)
        batch = _augmented(rng, x[rows], kind).reshape(BATCH, -1)
        h = np.maximum(batch @ p[0] + p[1], 0)
        e = np.exp(h @ p[2] + p[3])
        slope = (e / e.sum(axis=1, keepdims=True) - np.eye(10)[y[rows]]) / BATCH
        below = slope @ p[2].T * (h > 0)
        for i, g in enumerate((batch.T @ below, below.sum(axis=0), h.T @ slope, slope.sum(axis=0))):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.999 * v[i] + 0.001 * g * g
            p[i] = p[i] - RATE * m[i] / (1 - 0.9**step) / (np.sqrt(v[i] / (1 - 0.999**step)) + 1e-8)
    right = (np.maximum(test_x @ p[0] + p[1], 0) @ p[2] + p[3]).argmax(axis=1) == test_y
    return [right.mean(), right[(test_y == 6) | (test_y == 9)].mean()]


def draw() -> Figure:
    """Returns the figure."""
    table = np.array([np.mean([_accuracies(kind, seed) for seed in range(3)], axis=0) for kind in range(3)])
    print(f"share right (all digits; 6 and 9) for {KINDS}: {table.round(3).tolist()}")

    figure, (left, right) = style.panels(2)
    shown = _images(rng := np.random.default_rng(318), np.array([6]))
    tiles = [shown[0], *_augmented(rng, np.repeat(shown, 2, axis=0), 1), shown[0, ::-1, ::-1]]
    padded = np.pad(tiles, ((0, 0), (0, 3), (0, 1)), constant_values=np.nan)
    left.imshow(np.block([list(padded[:2]), list(padded[2:])])[:-3, :-1], cmap="Greys", vmin=-0.6, vmax=1.2)
    for x, y, name in ((4, -1, "a 6"), (14, -1, "shifted"), (4, 13, "shifted"), (14, 13, "half turn")):
        left.text(x, y, name, horizontalalignment="center", verticalalignment="bottom")
    left.set_axis_off()
    looks = (("all digits", -0.2, style.PALE_BLUE, "", style.BLUE), ("6 and 9, hatched", 0.2, style.PALE_RUST, "///", style.RUST))
    for heights, (name, shift, color, hatch, edge) in zip(100 * table.T, looks, strict=True):
        right.text(-0.45, 103 - 25 * shift, name, color=edge)
        bars = right.bar(np.arange(3) + shift, heights, 0.38, color=color, hatch=hatch, edgecolor=edge)
        right.bar_label(bars, fmt="%.0f", color=edge)
    right.set(title="accuracy in %", ylim=(0, 120), yticks=(), xticks=range(3), xticklabels=KINDS)
    right.spines["left"].set_visible(False)
    return figure
