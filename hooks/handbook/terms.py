"""What one question is found by: each of its terms with its weight and with the phrasings that have it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from handbook.words import SMALL, chunks, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handbook.model import Term

TITLE, PHRASING, TAG, CORE, REST = 6.0, 3.0, 2.0, 1.0, 0.4
"""How much a term counts in the question or its id, in its phrasings, in tags and topic, in short answer and key points, elsewhere."""
TITLES = 2
"""The first phrasings of a document are its names: the question and the id."""
HALF = 6.0
"""The count at which a term weighs half of what it can."""
STEPS = 7
"""Weights are told apart by as much of their 63rd parts: coarse ones make a small index."""
LEVELS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""A weight, or five bits of a number, as one letter."""
PHRASINGS = 30
"""How many phrasings are told apart: a browser's integers have that many bits."""
TAILS = 12
"""The longest ending that is kept, to complete and to correct words by."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a document is found by."""

    terms: list[str]
    codes: list[str]
    """For each term what is kept of it in its list (see `search`)."""
    phrasings: list[list[str]]
    """For each phrasing the terms that its length is made of: words, and one for each term of the glossary."""
    forms: dict[str, list[str]]
    """The endings with which each term occurs."""


class Concepts:
    """The terms of the glossary, to be recognised by any of their names."""

    def __init__(self, glossary: Mapping[str, Term]) -> None:
        self.names: list[list[tuple[str, ...]]] = []
        self._starting: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for at, (name, term) in enumerate(glossary.items()):
            self.names.append(list(dict.fromkeys(_names([name, *term.abbreviations, *term.synonyms]))))
            for words in self.names[-1]:
                self._starting[words[0]].append((words, f"={at}"))

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yields where in a list of words each concept begins and ends, the longest first at each place."""
        for at, word in enumerate(words):
            if word in self._starting:
                found = [(len(name), concept) for name, concept in self._starting[word] if tuple(words[at : at + len(name)]) == name]
                for length, concept in sorted(found, reverse=True):
                    yield at, at + length, concept


def _names(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for name in names:
        parts = [part for chunk in chunks(name) for part in chunk]
        if parts:
            yield tuple(map(stem, parts))
        if 1 < len(parts) < 4:
            yield (stem("".join(parts)),)


class _Text:
    """The terms of one text."""

    def __init__(self, text: str, concepts: Concepts) -> None:
        pieces = chunks(text)
        self.words = [*chain.from_iterable(pieces)]
        self.whole = ["".join(parts) for parts in pieces if 1 < len(parts) < 4]
        self.stems = [*map(stem, self.words)]
        self.concepts = [*concepts.within(self.stems)]

    def terms(self) -> list[str]:
        return [*self.stems, *map(stem, self.whole), *(concept for _, _, concept in self.concepts)]

    def length(self) -> list[str]:
        """Returns the terms but the small ones, with each concept in the place of its words."""
        terms, at = [], 0
        for start, end, concept in [*self.concepts, (len(self.stems), 0, "")]:
            if start >= at:
                terms += [term for term in self.stems[at:start] if term not in SMALL] + ([concept] if concept else [])
                at = end
        return terms


@dataclass(frozen=True, slots=True)
class Fields:
    """The words of a document by how much they tell of it."""

    phrasings: Sequence[str]
    """Its title first."""
    tags: str
    core: Sequence[str]
    rest: Sequence[str]
    facets: Sequence[str] = ()
    """What it can be filtered by, such as `level:mid`."""


def found_by(fields: Fields, concepts: Concepts) -> Found:
    """Returns what a document is found by."""
    phrasings = [_Text(line, concepts) for line in fields.phrasings]
    tags, cores = [_Text(fields.tags, concepts)], [_Text(line, concepts) for line in fields.core]
    rests = [_Text(line, concepts) for line in fields.rest]
    often = _counts(rests)
    weights = Counter({term: REST * count for term, count in often.items()})
    masks: dict[str, int] = defaultdict(int)
    for at, text in enumerate(phrasings):
        for term in set(text.terms()):
            weights[term] += TITLE if at < TITLES else PHRASING
            masks[term] |= 1 << min(at, PHRASINGS - 1)
    strong = set(masks)
    for field, weight in ((tags, TAG), (cores, CORE)):
        for term, count in _counts(field).items():
            weights[term] += weight * count
            strong.add(term)
    codes = {term: _code(weight, None if term in SMALL else masks.get(term)) if term in strong else str(int(often[term] > 2)) for term, weight in weights.items()}
    codes.update(dict.fromkeys(fields.facets, "0A"))
    return Found([*codes], [*codes.values()], [text.length() for text in phrasings], _forms(phrasings + cores + rests))


def _counts(texts: Iterable[_Text]) -> Counter[str]:
    return Counter(term for text in texts for term in text.terms() if term not in SMALL)


def _code(weight: float, mask: int | None) -> str:
    level = LEVELS[STEPS * round(63 / STEPS * weight / (weight + HALF))]
    return f"0{level}" if mask is None else f"1{level}{number(mask)}"


def _forms(texts: Iterable[_Text]) -> dict[str, list[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    for word in {word for text in texts for word in (*text.words, *text.whole)}:
        root = stem(word)
        if word != root and word.startswith(root) and len(word) - len(root) <= TAILS:
            forms[root].add(word[len(root) :])
    return {root: sorted(tails) for root, tails in forms.items()}


def number(value: int) -> str:
    """Writes a whole number in letters of five bits, the lowest first; all but the last have the sixth bit."""
    letters = ""
    while value > 31:
        letters += LEVELS[32 | value & 31]
        value >>= 5
    return letters + LEVELS[value]


def kept(found: Found) -> str:
    """Returns what a document is found by as text to keep."""
    return json.dumps([found.terms, found.codes, found.phrasings, found.forms], ensure_ascii=False, separators=(",", ":"))


def from_kept(text: str) -> Found:
    """Returns what was kept."""
    return Found(*json.loads(text))
