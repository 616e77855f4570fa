"""Draws word vectors of a skip-gram model trained on a toy corpus in which the word bank has two senses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

FILE = "transfer-and-adaptation/word-vectors.svg"
TOPICS = {
    "finance": ["loan", "credit", "money", "account", "bank"],
    "river": ["water", "boat", "fish", "shore", "bank"],
    "food": ["bread", "soup", "rice", "salt", "plate"],
}
WORDS = sorted({word for words in TOPICS.values() for word in words})
SENTENCES, LENGTH, WIDTH, STEPS, BATCH, NEGATIVES, RATE = 3000, 4, 10, 1500, 512, 5, 1.0
STYLES = {"finance": (style.BLUE, "o"), "river": (style.GREEN, "^"), "food": (style.PURPLE, "s")}


def _pairs(rng: np.random.Generator) -> NDArray[np.int64]:
    """Returns all pairs of word and context word from sentences that each stay on one topic."""
    pairs = []
    for _ in range(SENTENCES):
        words = TOPICS[str(rng.choice(list(TOPICS)))]
        chosen = [WORDS.index(str(word)) for word in rng.choice(words, LENGTH, replace=False)]
        pairs += [(a, b) for a in chosen for b in chosen if a != b]
    return np.array(pairs)


def _vectors(rng: np.random.Generator) -> NDArray[np.float64]:
    pairs = _pairs(rng)
    word, context = rng.normal(0, 0.3, (len(WORDS), WIDTH)), rng.normal(0, 0.3, (len(WORDS), WIDTH))
    for _ in range(STEPS):
        center, near = pairs[rng.integers(len(pairs), size=BATCH)].T
        far = rng.integers(len(WORDS), size=(BATCH, NEGATIVES))
        others = np.concatenate([near[:, None], far], axis=1)
        true = np.zeros(others.shape)
        true[:, 0] = 1
        odds = 1 / (1 + np.exp(-np.einsum("bd,bod->bo", word[center], context[others])))
        error = (odds - true)[..., None] / BATCH
        back = (error * context[others]).sum(1)
        np.add.at(context, others, -RATE * error * word[center][:, None])
        np.add.at(word, center, -RATE * back)
    return word


def draw() -> Figure:
    """Returns the figure."""
    vectors = _vectors(np.random.default_rng(0))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    bank = vectors[WORDS.index("bank")]
    figure, (axes,) = style.panels(1)
    top = np.linalg.svd(vectors - vectors.mean(0))[2][:2]
    flat = (vectors - vectors.mean(0)) @ top.T
    for topic, words in TOPICS.items():
        color, marker = STYLES[topic]
        own = [WORDS.index(word) for word in words if word != "bank"]
        print(topic, "cosine with bank", np.round(vectors[own] @ bank, 2))
        axes.plot(*flat[own].T, marker, color=color, markersize=8)
        name = ", ".join(words[:2]) + ",\n" + ", ".join(word for word in words[2:] if word != "bank")
        side, place = ("left", 16) if topic == "food" else ("right", -30)
        at = flat[own].mean(0)
        axes.annotate(name, at, (place, 0), textcoords="offset points", color=color, ha=side, va="center")
        if "bank" in words:
            mixed = np.mean(vectors[[*own, WORDS.index("bank")]], axis=0)
            mixed /= np.linalg.norm(mixed)
            print("bank in context", np.round(vectors[[WORDS.index("money"), WORDS.index("water")]] @ mixed, 2))
            point = (mixed - vectors.mean(0)) @ top.T
            axes.plot(*point, "D", color="white", markeredgecolor=style.RUST, markeredgewidth=2, markersize=10)
    axes.plot(*(spot := flat[WORDS.index("bank")]), "D", color=style.RUST, markersize=10)
    axes.annotate("bank", spot, (-12, 0), textcoords="offset points", color=style.RUST, ha="right", va="center")
    axes.margins(0.08, 0.12)
    axes.set_axis_off()
    return figure
