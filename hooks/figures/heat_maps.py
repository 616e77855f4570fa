"""Draws Grad-CAM maps of one image for a network that learned a telltale stamp, one that did not, and an untrained one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import LinearSegmentedColormap

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

    Values = NDArray[np.float64]

FILE = "responsible-ai/heat-maps.svg"
SIDE, KERNEL, FILTERS, IMAGES, TESTS, STEPS, BATCH, RATE, NOISE = 16, 5, 12, 1000, 1000, 1500, 64, 0.01, 0.15
CROSS = np.array([[0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [1, 1, 1, 1, 1], [0, 0, 1, 0, 0], [0, 0, 1, 0, 0]])
RING = np.array([[1, 1, 1, 1, 1], [1, 0, 0, 0, 1], [1, 0, 0, 0, 1], [1, 0, 0, 0, 1], [1, 1, 1, 1, 1]])
STAMP = np.ones((3, 3))
HEAT = LinearSegmentedColormap.from_list("heat", ["#ffffff", "#f6b27a", style.RUST])


def draw() -> Figure:
    """Returns the figure."""
    rng = np.random.default_rng(3)
    shown = _images(rng, np.array([1.0]), np.array([True]))
    networks = {
        "stamps on\ncrosses only": _trained(telltale=True),
        "stamps on\nboth classes": _trained(telltale=False),
        "random\nweights": _random(np.random.default_rng(1)),
    }
    labels = (np.arange(TESTS) % 2).astype(float)
    stamped = _windows(_images(rng, labels, labels >= 0))

    figure, panels = style.panels(4, height=2.4)
    panels[0].imshow(shown[0], cmap="Greys", vmin=-0.3, vmax=1.3)
    panels[0].set_title("the image\n(a cross)", fontsize=13)
    for axes, (name, network) in zip(panels[1:], networks.items(), strict=True):
        right = np.mean((_scores(network, stamped)[1] > 0) == (labels == 1))
        print(f"{name!r}: {right:.3f} right if all images are stamped")
        axes.imshow(_heat(network, shown)[0], cmap=HEAT, extent=(1.5, 13.5, 13.5, 1.5))
        axes.contour(shown[0], levels=[0.45], colors=style.GREY, linewidths=0.7)
        axes.set_title(name, fontsize=13)
        axes.set_xlabel(f"{right:.0%} right", fontsize=12)
    for axes in panels:
        axes.set(xlim=(-0.5, SIDE - 0.5), ylim=(SIDE - 0.5, -0.5), xticks=(), yticks=())
        axes.spines[["top", "right"]].set_visible(True)
    return figure


def _images(rng: np.random.Generator, labels: Values, stamped: NDArray[np.bool_]) -> Values:
    images = NOISE * rng.standard_normal((len(labels), SIDE, SIDE))
    for image, label, stamp in zip(images, labels, stamped, strict=True):
        top, left = rng.integers(5, 11, 2)
        image[top : top + 5, left : left + 5] += 0.7 * (CROSS if label else RING)
        if stamp:
            image[1:4, 1:4] += STAMP
    return images


def _windows(images: Values) -> Values:
    windows = np.lib.stride_tricks.sliding_window_view(images, (KERNEL, KERNEL), axis=(1, 2))
    return windows.reshape(len(images), -1, KERNEL * KERNEL)


def _random(rng: np.random.Generator) -> list[Values]:
    return [
        rng.normal(0, (2 / KERNEL**2) ** 0.5, (KERNEL**2, FILTERS)),
        np.full(FILTERS, -0.5),
        rng.normal(0, 0.5, FILTERS),
        np.zeros(1),
    ]


def _scores(network: list[Values], windows: Values) -> tuple[Values, Values]:
    """Returns the maps after ReLU, (images, places, filters), and the score of a cross: mean of each map, then linear."""
    filters, bias, weights, offset = network
    maps = np.maximum(windows @ filters + bias, 0)
    return maps, maps.mean(axis=1) @ weights + offset


def _trained(*, telltale: bool) -> list[Values]:
    rng = np.random.default_rng(0)
    network = _random(rng)
    y = (np.arange(IMAGES) % 2).astype(float)
    x = _windows(_images(rng, y, (y == 1) if telltale else rng.random(IMAGES) < 0.5))
    first, second = [0 * p for p in network], [0 * p for p in network]
    for step in range(1, STEPS + 1):
        rows = rng.integers(0, IMAGES, BATCH)
        maps, score = _scores(network, x[rows])
        slope = (1 / (1 + np.exp(-score)) - y[rows]) / BATCH
        below = slope[:, None, None] * network[2] * (maps > 0) / maps.shape[1]
        gradients = [
            np.einsum("npk,npf->kf", x[rows], below),
            below.sum(axis=(0, 1)),
            slope @ maps.mean(axis=1),
            slope.sum(keepdims=True),
        ]
        gradients[1] *= 0  # without biases to learn, an empty place speaks for no class
        for i, g in enumerate(gradients):
            first[i], second[i] = 0.9 * first[i] + 0.1 * g, 0.999 * second[i] + 0.001 * g * g
            size = RATE / (1 - 0.9**step) / (np.sqrt(second[i] / (1 - 0.999**step)) + 1e-8)
            network[i] = network[i] - size * first[i]
    return network


def _heat(network: list[Values], images: Values) -> Values:
    """Returns the Grad-CAM map of the class "cross": here each map's mean gradient is its weight in the last layer."""
    maps, _ = _scores(network, _windows(images))
    side = SIDE - KERNEL + 1
    return np.asarray(np.maximum(maps @ network[2], 0).reshape(len(images), side, side))
