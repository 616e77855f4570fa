"""The scorer of `worker/ranking.js` for many queries at once, and the weights with which it puts most of them right."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from handbook.search.fitting.reader import BEGUN, OWN, SLIP, SLIPS, SYNONYM, Word
from handbook.search.found import CONCEPT, FIELDS, PARTS
from handbook.search.training import SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from handbook.search.fitting.reader import Reader
    from handbook.search.fitting.wordings import Query
    from handbook.search.weights import Weights

Array = Any
ROUNDS, STEP, SLOWER = 4, 1.4, 0.6
"""How often each weight is tried larger and smaller, by which factor, and how that shrinks from round to round."""


class Asked:
    """Queries asked of a fold, as arrays: a row for each term of each word, with its counts in every question."""

    def __init__(self, reader: Reader, queries: Sequence[Query], meanings: tuple[Mapping[str, Array], Array] | None) -> None:
        self._reader = reader
        understood = [reader.understood(query.text) or [_nothing()] for query in queries]
        words = [word for query in understood for word in query]
        rows = [(term, how) for word in words for term, how in (word.terms or {"": OWN}).items()]
        self.questions = np.array([query.question for query in queries])
        self.kinds = np.array([how for _, how in rows])
        self.word_starts = _starts([max(1, len(word.terms)) for word in words])
        self.query_starts = _starts([len(query) for query in understood])
        self.counts = self._counted(rows)
        self.mass = np.array([self._mass(word) for word in words], np.float32)
        common = reader.language.common
        self.common = np.array([word.word in reader.language.small or word.stem in common for word in words])
        self.nowhere = np.array([not word.terms for word in words])
        self.cosines = np.zeros((len(queries), len(reader.questions)), np.float32)
        if meanings:
            vectors = np.array([self._meaning(query, meanings[0]) for query in understood], np.float32)
            self.cosines = vectors @ meanings[1].T
        self._phrasings = _Phrasings(reader)
        self._words = understood
        self._near: tuple[list[float], Array] = ([], None)

    def _counted(self, rows: Sequence[tuple[str, int]]) -> Array:
        """Returns how often each term stands in each field; what has no list in the index for it does not count."""
        counts = np.zeros((len(FIELDS), len(rows), len(self._reader.questions)), np.float32)
        for at, (term, how) in enumerate(rows):
            silent = term in self._reader.silent or (how == BEGUN and term in self._reader.strong)
            for question, own in self._reader.having.get(term, {}).items():
                if not silent or question in self._reader.about[term]:
                    counts[:, at, question] = own
        return counts

    def _mass(self, word: Word) -> float:
        reader = self._reader
        if word.stem in reader.tells:
            return reader.tells[word.stem]
        best = min(word.terms.values(), default=OWN)
        return min((reader.tells[term] for term, how in word.terms.items() if how == best), default=reader.most)

    def _meaning(self, words: Sequence[Word], vectors: Mapping[str, Array]) -> Array:
        sum_ = np.zeros(SIZE, np.float32)
        for word in words:
            if word.word not in self._reader.language.small and word.terms:
                best = min(word.terms.values())
                own = [word.stem] if word.stem in self._reader.having else [
                    term for term, how in word.terms.items() if how == best and term[0] != CONCEPT
                ]  # fmt: skip
                if known := [vectors[term] for term in own if term in vectors]:
                    sum_ += np.mean(known, 0)
        for concept in dict.fromkeys(concept for word in words for concept in word.concepts):
            if concept in vectors:
                sum_ += vectors[concept]
        return sum_ / (np.linalg.norm(sum_) + 1e-9)

    def measures(self, weights: Weights) -> tuple[Array, Array, Array]:
        """Returns for each query and question what its words, its nearest phrasing and its meaning say."""
        fits = np.array(_fits(weights), np.float32)[self.kinds]
        sums = np.tensordot(np.array(weights.fields, np.float32), self.counts, 1)
        values = np.maximum.reduceat(np.round(PARTS * sums / (1 + sums)) / PARTS * fits[:, None], self.word_starts, axis=0)
        mass = self.mass * np.where(self.common, weights.faint, 1).astype(np.float32)
        total = np.add.reduceat(mass, self.query_starts)
        lexical = np.add.reduceat(values * mass[:, None], self.query_starts, axis=0) / total[:, None]
        if self._near[0] != _fits(weights):
            self._near = _fits(weights), self._phrasings.near(self, fits, self._words)
        return lexical, self._near[1], self.cosines

    def scores(self, weights: Weights) -> Array:
        """Returns the score of each question for each query."""
        lexical, near, cosines = self.measures(weights)
        return weights.lexical * lexical + weights.near * near + weights.meaning * cosines

    def loss(self, weights: Weights) -> float:
        """Returns how unlikely the right questions are by their scores; a query that is hopeless counts no more than others."""
        scores = self.scores(weights)
        most = scores.max(1)
        right = scores[np.arange(len(scores)), self.questions]
        losses = np.log(np.exp(scores - most[:, None]).sum(1)) + most - right
        return float(np.minimum(losses, np.log(len(scores[0])) + 1).mean())

    def places(self, weights: Weights) -> list[int]:
        """Returns how many questions come before the right one, for each query."""
        scores = self.scores(weights)
        right = scores[np.arange(len(scores)), self.questions]
        return [int(place) for place in (scores > right[:, None]).sum(1)]

    def answerable(self, weights: Weights) -> Array:
        """Returns what tells whether the best hit answers each query, in the order of `measuresOf` in `worker/ranking.js`."""
        lexical, near, cosines = self.measures(weights)
        best = (weights.lexical * lexical + weights.near * near + weights.meaning * cosines).argmax(1)
        at = np.arange(len(best))
        telling = np.where(self.common, 0, self.mass)
        telling = np.where(np.repeat(np.add.reduceat(telling, self.query_starts) == 0, self._lengths()), self.mass, telling)
        total = np.add.reduceat(telling, self.query_starts)
        fits = np.array(_fits(weights), np.float32)[self.kinds]
        having = np.maximum.reduceat((self.counts.sum(0) > 0) * fits[:, None], self.word_starts, axis=0)
        cover = np.add.reduceat(having * telling[:, None], self.query_starts, axis=0)[at, best] / total
        nowhere = np.add.reduceat(telling * self.nowhere, self.query_starts) / total
        several = np.log(np.add.reduceat((telling > 0).astype(np.float32), self.query_starts))
        return np.stack([np.ones(len(best)), lexical[at, best], near[at, best], cosines[at, best], cover, nowhere, several], 1)

    def _lengths(self) -> Array:
        return np.diff(np.r_[self.query_starts, len(self.mass)])


class _Phrasings:
    """The phrasings of a fold, to be compared with queries."""

    def __init__(self, reader: Reader) -> None:
        self._having: dict[str, list[int]] = defaultdict(list)
        lengths: list[float] = []
        owners: list[int] = []
        common = reader.language.common
        for question, own in enumerate(reader.questions):
            for phrasing in own.phrasings:
                for term in set(phrasing.all) - common:
                    self._having[term].append(len(lengths))
                lengths.append(sum(reader.tells.get(term, reader.most) for term in phrasing.length()))
                owners.append(question)
        self._lengths, self._owners, self._count = np.array(lengths), np.array(owners), len(reader.questions)
        self._kept: dict[int, list[tuple[Array, Array, Array, float]]] = {}

    def near(self, asked: Asked, fits: Array, words: Sequence[Sequence[Word]]) -> Array:
        """Returns how near each question's nearest phrasing is to each query."""
        rows = self._kept.setdefault(id(asked), self._rows(asked, words))
        found = np.zeros((len(rows), self._count), np.float32)
        for at, (which, word, phrasing, total) in enumerate(rows):
            if not len(which):
                continue
            best = np.zeros((int(word.max()) + 1, len(self._lengths)), np.float32)
            np.maximum.at(best, (word, phrasing), fits[which])
            shared = asked.mass[asked.query_starts[at] : asked.query_starts[at] + len(best)] @ best
            near = np.minimum(1, 2 * shared / (total + self._lengths + 1e-9))
            np.maximum.at(found[at], self._owners, near)
        return found

    def _rows(self, asked: Asked, words: Sequence[Sequence[Word]]) -> list[tuple[Array, Array, Array, float]]:
        rows, row, number = [], 0, 0
        for query in words:
            which, places, phrasings, total = [], [], [], 0.0
            for place, word in enumerate(query):
                common = asked.common[number]
                total += 0 if common else float(asked.mass[number])
                for at, term in enumerate(word.terms):
                    having = [] if common else self._having.get(term, [])
                    which += [row + at] * len(having)
                    places += [place] * len(having)
                    phrasings += having
                row += max(1, len(word.terms))
                number += 1
            rows.append((np.array(which, int), np.array(places, int), np.array(phrasings, int), total))
        return rows


def _nothing() -> Word:
    """Returns the word of a query without any."""
    return Word("", "", "")


def _starts(lengths: Sequence[int]) -> Array:
    return np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(int)


def _fits(weights: Weights) -> list[float]:
    fits = {OWN: 1.0, BEGUN: weights.begun, SLIP: weights.slip, SLIPS: weights.slip**2, SYNONYM: weights.synonym}
    return [fits[how] for how in sorted(fits)]


def improved(weights: Weights, loss: Callable[[Weights], float]) -> Weights:
    """Tries each weight larger and smaller, in ever smaller steps, and keeps what lessens the loss."""
    best, names = loss(weights), ["begun", "slip", "synonym", "faint", "lexical", "near", "meaning"]
    places = [*range(len(weights.fields)), *names]
    for round_ in range(ROUNDS):
        factor = 1 + (STEP - 1) * SLOWER**round_
        for place in places:
            for times in (factor, 1 / factor):
                while (tried := loss(other := _scaled(weights, place, times))) < best - 1e-5:
                    weights, best = other, tried
    return weights


def _scaled(weights: Weights, place: int | str, times: float) -> Weights:
    """Returns weights of which one is another; a term fits a word no more than wholly, and no field counts without end."""
    if isinstance(place, int):
        fields = [min(MOST_OF_FIELD, value * times) if at == place else value for at, value in enumerate(weights.fields)]
        return replace(weights, fields=fields)
    value = getattr(weights, place) * times
    return replace(weights, **{place: min(1.0, value) if place in ("begun", "slip", "synonym", "faint") else value})


MOST_OF_FIELD = 20.0
"""From there on a term that stands in a field once has nearly all of its weight."""
