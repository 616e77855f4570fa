"""Draws where two tiny trained attention models look, one with a fixed and one with a learned dictionary."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "sequences-and-transformers/attention-alignment.svg"
ENGLISH = ["the", "a", "saw", "red", "big", "old", "cat", "dog", "car"]
SPANISH = ["el", "un", "vio", "rojo", "grande", "viejo", "gato", "perro", "coche"]
LENGTH, WORDS, WIDTH, STEPS, BATCH, RATE = 6, len(ENGLISH), 24, 800, 64, 0.02
SHOWN = np.array([[0, 6, 2, 1, 4, 7]])


def _sentences(rng: np.random.Generator, count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Returns sentences with one adjective, in the first or second half, and their translations, noun first."""
    article, adjective, noun = (rng.integers(low, high, (count, 2)) for low, high in ((0, 2), (3, 6), (6, 9)))
    saw, first = np.full(count, 2), rng.random(count)[:, None] < 0.5
    early = np.stack([article[:, 0], adjective[:, 0], noun[:, 0], saw, article[:, 1], noun[:, 1]], axis=1)
    late = np.stack([article[:, 0], noun[:, 0], saw, article[:, 1], adjective[:, 0], noun[:, 1]], axis=1)
    return np.where(first, early, late), np.where(first, early[:, [0, 2, 1, 3, 4, 5]], late[:, [0, 1, 2, 3, 5, 4]])


def _seen(words: NDArray[np.int64]) -> NDArray[np.float64]:
    """Returns what the encoder knows at each position: the word, the word before it and the position."""
    one = np.eye(WORDS)[words]
    before = np.concatenate([np.zeros_like(one[:, :1]), one[:, :-1]], axis=1)
    return np.concatenate([one, before, np.broadcast_to(np.eye(LENGTH), (len(words), LENGTH, LENGTH))], axis=-1)


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    odds = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(odds / odds.sum(-1, keepdims=True))


def _trained(rng: np.random.Generator, learned: int) -> list[NDArray[np.float64]]:
    """Returns queries, keys and dictionary; the first `learned` of them were trained, the others left alone."""
    p = [rng.normal(0, 0.3, s) for s in ((LENGTH, WIDTH), (2 * WORDS + LENGTH, WIDTH), (WORDS, WORDS))]
    p[2] = p[2] if learned == len(p) else 8 * np.eye(WORDS)
    m, v = [np.zeros_like(w) for w in p], [np.zeros_like(w) for w in p]
    for step in range(1, STEPS + 1):
        source, target = _sentences(rng, BATCH)
        x = _seen(source)
        keys, one = np.tanh(x @ p[1]), x[..., :WORDS]
        weights = _softmax(p[0] @ keys.transpose(0, 2, 1))
        error = (_softmax(weights @ one @ p[2]) - np.eye(WORDS)[target]) / (BATCH * LENGTH)
        back = weights * (error @ p[2].T @ one.transpose(0, 2, 1))
        back -= weights * back.sum(-1, keepdims=True)
        toward = np.einsum("btj,td->bjd", back, p[0]) * (1 - keys**2)
        gradients = [np.einsum("btj,bjd->td", back, keys), np.einsum("bjf,bjd->fd", x, toward)]
        for i, g in enumerate([*gradients, np.einsum("btw,btv->wv", weights @ one, error)][:learned]):
            m[i], v[i] = 0.9 * m[i] + 0.1 * g, 0.99 * v[i] + 0.01 * g**2
            p[i] -= RATE * m[i] / (1 - 0.9**step) / (np.sqrt(v[i] / (1 - 0.99**step)) + 1e-8)
    return p


def draw() -> Figure:
    """Returns the figure."""
    figure, plots = style.panels(2, height=3.5)
    for axes, learned, name in zip(plots, (2, 3), ("fixed dictionary", "learned dictionary"), strict=True):
        rng = np.random.default_rng(0)
        queries, keys, out = _trained(rng, learned)
        source, target = _sentences(rng, 500)
        for words in (source, SHOWN):
            look = _softmax(queries @ np.tanh(_seen(words) @ keys).transpose(0, 2, 1))
            wrote = (look @ np.eye(WORDS)[words] @ out).argmax(-1)
            print(name, np.mean(wrote == target) if words is source else np.round(look[0], 3))
        axes.pcolormesh(look[0], cmap="Blues", vmin=0, vmax=1, edgecolors=style.LIGHT, linewidth=0.5)
        axes.set(aspect="equal", ylim=(LENGTH, 0), title=name)
        axes.set(xticks=np.arange(LENGTH) + 0.5, yticks=np.arange(LENGTH) + 0.5)
        axes.set_xticklabels([ENGLISH[i] for i in SHOWN[0]], rotation=60)
        axes.set_yticklabels([SPANISH[i] for i in wrote[0]])
    return figure
