"""Finds questions that ask the same in other words.

Two phrasings are as alike as the words that they share, rare words counting more, beside those that only one of them has.
Words of one's own on **both** sides count three times as much as those on one side: TCP and UDP, precision and recall or
L1 and L2 make two questions of one sentence, whereas "and how do you prevent it?" only goes on.

A word in small letters right before a shared noun names a kind of it, so an inner join is not taken for a join.

Chosen by figures on one half of `tests/cases/similar/pairs.yml`, 100 rewordings and 100 pairs that only look alike, and judged on
the other half, where it finds 43 of 50 rewordings with 2 false ones. Of rapidfuzz's ratios, `WRatio` and `token_sort_ratio` found
nearly everything with nearly all of the noise; on stems without small words, `token_set_ratio` found 8 of 10 with 6 false of 44.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import get_close_matches
from functools import cache
from math import log
from typing import TYPE_CHECKING

import snowballstemmer

from handbook.records.fields import wordings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

ALIKE = 0.69
"""The score from which two phrasings are taken for one question."""
ONE_SIDE, BOTH_SIDES = 0.5, 1.5
_LEAST = 0.999 * ALIKE * ONE_SIDE
"""The share of all weight on both sides that must be shared for such a score, however the rest is spread."""
FAINT = 0.25

# `C++`, `C#`, `Node.js`, `==` and `HTTP/2` are words; the plural of an abbreviation is that abbreviation.
WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:[./]\d+|\.[^\W\d_]+)+)?|[=!<>]{2,}")
DOER = re.compile(r"(?<=\w{4}t)or$")
"""The end of a collector, who stands for collecting."""
PLURAL = re.compile(r"(?<=[A-Z]{2})s\b|['’]s\b")
# What a question adds to the one that it starts with.
MORE = re.compile(r"(?:,|[?.]| and) (?:and |or )?(?:how|what|when|where|which|why)\b.*", re.IGNORECASE)
# `Node.js` and `Node JS`, `CI/CD` and `CI / CD`.
APART = ((re.compile(r"\b(\w+)[. ]js\b", re.IGNORECASE), r"\1js"), (re.compile(r"(?<=\w) / (?=\w)"), "/"))
SMALL_WORDS = frozenset(
    """a about actually advantage an and any are as at be been being benefit by can case circumstance circumstances con
    cons could define describe detail did disadvantage disadvantages distinguish distinguishes do does downside
    drawback drawbacks each example explain for from give given good had has have help how i idea if important in
    instead into is it its know let like main make matter me mean meaning means my need needed of off on one or our
    over play please point pro pros purpose role s should so some stand such t tell than that the their them then there
    these they this those through to under understand upside us use used useful using vs walk want was we were what
    when where whether which while who whom whose why will with word words work works would you your""".split()  # noqa: SIM905  a list of words reads better so
)
FAINT_WORDS = frozenset(
    """avoid between choose compare comparison concept deal detect differ difference different function handle implement issue
    mechanism method prefer prevent problem reduce same technique""".split()  # noqa: SIM905
)


class Phrasings:
    """All the ways in which questions are asked, ready to be compared with one more."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self._phrasings = [
            (question, text, _words(part))
            for question in questions
            for _, text in wordings(question)
            for part in {text, MORE.sub("", text)}
        ]
        self._having: dict[str, list[int]] = defaultdict(list)
        for at, (_, _, words) in enumerate(self._phrasings):
            for word in words:
                self._having[word].append(at)
        self._weights = {word: self._weight(word) for word in self._having}
        self._totals = [self._total(words) for _, _, words in self._phrasings]

    def like(self, text: str, limit: int, but: str = "") -> list[tuple[float, Question, str]]:
        """Returns the questions, but the one with a certain id, that ask the same as a text, likest first."""
        words = {self._known(word) for word in _words(text)}
        shared: dict[int, float] = defaultdict(float)
        for word in words:
            for at in self._having.get(word, ()):
                shared[at] += self._weights[word]
        total = self._total(words)
        best: dict[str, tuple[float, Question, str]] = {}
        for at, common in shared.items():
            if common < _LEAST * (total + self._totals[at]):
                continue
            question, phrasing, _ = self._phrasings[at]
            score = _score(common, total - common, self._totals[at] - common)
            if score >= ALIKE and _names_a_kind(text, phrasing):
                score = common / (common + BOTH_SIDES * (total + self._totals[at] - 2 * common))
            if score >= ALIKE and question.id != but and score > best.get(question.id, (0,))[0]:
                best[question.id] = (score, question, phrasing)
        return sorted(best.values(), key=lambda found: (-found[0], found[1].id))[:limit]

    def _weight(self, word: str) -> float:
        """Weighs a word between 0 and 1: what every question says tells nothing of one."""
        count = max(1, len(self._phrasings))
        rarity = log(1 + count / max(1, len(self._having.get(word, ())))) / log(1 + count)
        return rarity * (FAINT if word in _faint() else 1)

    def _total(self, words: Iterable[str]) -> float:
        return sum(self._weights.get(word) or self._weight(word) for word in words)

    def _known(self, word: str) -> str:
        """Returns the known word that a long unknown one is a slip of, if any."""
        if word in self._having or len(word) < 7:
            return word
        near = [other for other in self._having if other[:2] == word[:2] and len(other) > 5]
        return next(iter(get_close_matches(word, near, n=1, cutoff=0.85)), word)


def similar(question: str, handbook: Handbook, limit: int = 3) -> list[tuple[float, Question, str]]:
    """Returns score, question and matching phrasing of those questions of a handbook that ask the same, likest first."""
    return Phrasings(handbook.questions.values()).like(question, limit)


def _score(common: float, own: float, others: float) -> float:
    """Compares the weight of shared words with that of the words that only one side has (0 to 1)."""
    few, many = sorted((max(0.0, own), max(0.0, others)))
    return common / (common + BOTH_SIDES * few + ONE_SIDE * many)


def _names_a_kind(text: str, other: str) -> bool:
    """Tells whether one text speaks of a kind of what the other speaks of: an inner join, and a join."""
    one, two = _kinds(text), _kinds(other)
    return any(noun in _words(other) and kind not in _words(other) for kind, noun in one - two) != any(
        noun in _words(text) and kind not in _words(text) for kind, noun in two - one
    )


@cache
def _kinds(text: str) -> frozenset[tuple[str, str]]:
    """Returns each word in small letters with the one that it stands right before, both as stems."""
    pairs = re.findall(r"(?=\b([a-z][a-z-]+) ([\w.+#-]+))", PLURAL.sub("", text))
    return frozenset(
        (_stem(kind), _stem(noun.lower())) for kind, noun in pairs if not {kind, noun.lower()} & (SMALL_WORDS | FAINT_WORDS)
    )


@cache
def _words(text: str) -> frozenset[str]:
    """Returns the stems of the words that say what a question is about."""
    for written, one in APART:
        text = written.sub(one, text)
    words = WORD.findall(PLURAL.sub("", text))
    names = {word for word in words if word.isupper() and len(word) > 1} if not text.isupper() else set()
    return frozenset(_stem(word.lower()) for word in words if word in names or word.lower() not in SMALL_WORDS)


@cache
def _stem(word: str) -> str:
    return DOER.sub("", str(_stemmer().stemWord(word)))


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def _faint() -> frozenset[str]:
    return frozenset(map(_stem, FAINT_WORDS))
