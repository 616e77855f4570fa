"""Trains a vector for each word, so that the wordings of one question point in one direction.

A text is the sum of its words, at length one. A wording, some of its words dropped at random, is shown beside another wording
or a sentence of the same question, and the texts of all other questions in the batch are what it must be told apart from.
Words begin at what they mean in general English, where they have a meaning there, and else at random.
"""

from __future__ import annotations

import json
import sys
from base64 import b64encode
from pathlib import Path
from typing import Any

import numpy as np

from handbook.search.tasks import task_of

GENERAL = Path(__file__).parent / "english" / "english.npz"
SIZE = 64
"""Numbers in a vector."""
ROUNDS, MANY, LARGEST = 420, 1_000, 256
"""How often each question has a pair, the questions from which on that is rarer, and the most questions in a batch."""
RATE, TEMPERATURE, PULL, DROPPED = 0.02, 0.07, 0.02, 0.25
"""The pace of Adam, what cosines are divided by, the pull back to the beginning, and the share of words that is dropped."""
OF_WORDINGS, OF_CORE = 0.5, 0.25
"""How often the other text is another wording, and how often one of the answer's core; else it is one of the rest."""
FAINT_BEGINNING = 0.3
"""The length of a word's vector at the beginning that has no meaning in general English."""
RANK = 1_000
"""The rank in the frequency of general English at which a word tells half of what a rare one tells."""
FIRST = 1_000
"""How much more a word counts that a wording or the core has, where not all words can be told."""

Array = Any


class Batch:
    """The vectors of some texts, and the way back from them to their words."""

    def __init__(self, words: Array, texts: list[list[int]]) -> None:
        self._lengths = np.array([len(text) for text in texts])
        self._words = np.concatenate([np.array(text, np.int64) for text in texts])
        starts = np.concatenate([[0], np.cumsum(self._lengths)[:-1]])
        sums = np.add.reduceat(words[self._words], starts, axis=0)
        self._size = np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9
        self.vectors = sums / self._size

    def add_gradient(self, of_vectors: Array, gradient: Array) -> None:
        """Adds the gradient of the words, given that of the vectors."""
        along = (of_vectors * self.vectors).sum(1, keepdims=True)
        rows = np.repeat((of_vectors - along * self.vectors) / self._size, self._lengths, axis=0)
        order = np.argsort(self._words, kind="stable")
        words = self._words[order]
        starts = np.nonzero(np.r_[True, words[1:] != words[:-1]])[0]
        gradient[words[starts]] += np.add.reduceat(rows[order], starts, axis=0)


def beginning(task: dict[str, Any], dice: Any) -> Array:
    """Returns the vectors that the words begin with."""
    words = dice.normal(size=(len(task["words"]), SIZE)).astype(np.float32)
    words *= FAINT_BEGINNING / np.linalg.norm(words, axis=1, keepdims=True)
    if not task["english"]:
        return words
    meant = general()
    known = {word: meant[form] for word, form in zip(task["words"], task["forms"], strict=True) if form in meant}
    for at, word in enumerate(task["words"]):
        parts = [known[part] for part in task["names"].get(word, [word]) if part in known]
        if parts:
            sum_ = np.sum(parts, 0)
            words[at] = sum_ / np.linalg.norm(sum_) if word in task["names"] else sum_
    return words


def general() -> dict[str, Array]:
    """Returns the vectors of general English by word; frequent words are short ones."""
    with np.load(GENERAL) as table:
        names, packed = bytes(table["words"]).decode().split(" "), table["numbers"]
    numbers = np.stack([packed >> 4, packed & 15], axis=2).reshape(len(packed), -1).astype(np.float32) - 7.5
    numbers /= np.linalg.norm(numbers, axis=1, keepdims=True)
    telling = np.arange(len(names), dtype=np.float32) / (np.arange(len(names), dtype=np.float32) + RANK)
    return dict(zip(names, numbers * telling[:, None], strict=True))


def train(task: dict[str, Any], seed: int = 1) -> Array:
    """Returns the vectors of the words."""
    dice = np.random.default_rng(seed)
    words = beginning(task, dice)
    questions = [[[text for text in texts if text] for texts in question] for question in task["questions"]]
    questions = [question for question in questions if question[0]]
    began, mean, spread, step = words.copy(), np.zeros_like(words), np.zeros_like(words), 0
    rounds = ROUNDS * min(len(questions), MANY) // max(1, len(questions)) if len(questions) > 1 else 0
    for _ in range(rounds):
        for batch in np.array_split(dice.permutation(len(questions)), -(-len(questions) // LARGEST)):
            gradient = _gradient(words, [_pair(questions[at], dice) for at in batch]) + PULL * (words - began) / len(batch)
            step += 1
            mean += 0.1 * (gradient - mean)
            spread += 0.001 * (gradient * gradient - spread)
            words -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    return words


def _pair(question: list[list[list[int]]], dice: Any) -> tuple[list[int], list[int]]:
    """Draws a wording, and another text of its question."""
    wordings, core, rest = question
    at = int(dice.integers(len(wordings)))
    left = [word for word, chance in zip(wordings[at], dice.random(len(wordings[at])), strict=True) if chance > DROPPED]
    chance = dice.random()
    if chance >= OF_WORDINGS + OF_CORE and rest:
        others = rest
    elif chance >= OF_WORDINGS and core:
        others = core
    else:
        others = [*wordings[:at], *wordings[at + 1 :]] or wordings
    return left or wordings[at], others[int(dice.integers(len(others)))]


def _gradient(words: Array, pairs: list[tuple[list[int], list[int]]]) -> Array:
    """Returns the gradient of the words: each text should be nearest to the other one of its pair."""
    asked, answers = Batch(words, [one for one, _ in pairs]), Batch(words, [other for _, other in pairs])
    likeness = asked.vectors @ answers.vectors.T / TEMPERATURE
    error = (_shares(likeness, 1) + _shares(likeness, 0)) / 2
    error[np.arange(len(pairs)), np.arange(len(pairs))] -= 1
    error /= TEMPERATURE * len(pairs)
    gradient = np.zeros_like(words)
    asked.add_gradient(error @ answers.vectors, gradient)
    answers.add_gradient(error.T @ asked.vectors, gradient)
    return gradient


def _shares(likeness: Array, axis: int) -> Array:
    powers = np.exp(likeness - likeness.max(axis, keepdims=True))
    return powers / powers.sum(axis, keepdims=True)


def centres(task: dict[str, Any], words: Array) -> Array:
    """Returns a vector for each question: the mean of its wordings and of its answer's core."""
    found = np.zeros((len(task["questions"]), SIZE), np.float32)
    for at, (wordings, core, _) in enumerate(task["questions"]):
        if texts := [text for text in (*wordings, *core) if text]:
            found[at] = Batch(words, texts).vectors.sum(0)
    return found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)


def packed(vectors: Array) -> tuple[Array, Array]:
    """Returns vectors as numbers of four bits, two in a byte, and the power of two that scales each, in sixths from -8 on."""
    most = np.abs(vectors).max(1) + 1e-9
    steps = np.clip(np.ceil(6 * np.log2(most / 7.5)) + 48, 0, 63).astype(np.int64)
    numbers = np.clip(np.round(vectors / 2 ** ((steps - 48) / 6)[:, None] + 7.5), 0, 15).astype(np.uint8)
    return numbers[:, ::2] << 4 | numbers[:, 1::2], steps


def unpacked(numbers: Array, steps: Array) -> Array:
    """Returns vectors as a browser reads them."""
    values = np.stack([numbers >> 4, numbers & 15], axis=2).reshape(len(numbers), -1) - 7.5
    return (values * 2 ** ((steps - 48) / 6)[:, None]).astype(np.float32)


def chosen(task: dict[str, Any]) -> Array:
    """Returns the words whose vectors a browser gets: first those of wordings and answers' cores, then frequent ones."""
    times = np.zeros(len(task["words"]), np.int64)
    for wordings, core, rest in task["questions"]:
        for texts, counts in ((wordings, FIRST), (core, FIRST), (rest, 1)):
            for text in texts:
                times[text] += counts
    return np.sort(np.argsort(-times, kind="stable")[: task["most"]])


def result(task: dict[str, Any]) -> list[Any]:
    """Trains vectors, and returns those of words and of questions as the index has them."""
    words, own = train(task), chosen(task)
    numbers, steps = packed(words[own])
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    told = {
        "terms": " ".join(task["words"][at] for at in own), "scales": "".join(letters[step] for step in steps), "size": SIZE,
        "numbers": b64encode(numbers.tobytes()).decode(),
    }  # fmt: skip
    return [told, [b64encode(row.tobytes()).decode() for row in packed(centres(task, words))[0]]]


if __name__ == "__main__":
    json.dump(result(task_of(json.load(sys.stdin))), sys.stdout)
