"""What a document is found by: each of its terms with its weight and with the phrasings that have it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from handbook.search.words import FAINT, SMALL, chunks, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handbook.records.model import Term

TITLE, PHRASING, TAG, CORE, REST = 6.0, 3.0, 3.0, 1.5, 0.4
"""How much a term counts in question and id, in phrasings, in tags and topic, in short answer and key points, elsewhere."""
TITLES = 2
"""The first phrasings of a document are its names: the question and the id."""
HALF = 6.0
"""The count at which a term weighs half of what it can."""
STEPS = 16
"""Weights are told apart by as much of their 63rd parts: coarse ones make a small index."""
COMMON = SMALL | FAINT
"""Words that tell nothing of which question they are in."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""A weight, or five bits of a number, as one letter."""
PHRASINGS = 30
"""How many phrasings are told apart: a browser's integers have that many bits."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The words of a document by how much they tell of it."""

    phrasings: Sequence[str]
    """Its names first."""
    tags: str
    core: Sequence[str]
    rest: Sequence[str]
    facets: Sequence[str] = ()
    """What it can be filtered by, such as `level:mid`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a document is found by, each as one text, which is quick to keep and to read."""

    terms: str
    """Terms and codes in turn. A code is `0` for a term that is only in the rest, `1` if it is there more than twice or once in
    short answer and key points; elsewhere `0` and a weight, or `1`, a weight and the phrasings as bits."""
    phrasings: str
    """For each phrasing, after a tab, the terms that its length is made of: words, and one for each term of the glossary."""


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
                found = [
                    (len(name), concept) for name, concept in self._starting[word] if tuple(words[at : at + len(name)]) == name
                ]
                for length, concept in sorted(found, reverse=True):
                    yield at, at + length, concept


def _names(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for name in names:
        if words := tuple(stems(name)):
            yield words
        if 1 < len(words) < 4:
            yield (stem("".join(part for parts in chunks(name) for part in parts)),)


def told(names: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Returns the names of a concept without those that are another one written in one piece."""
    whole = {("".join(words),) for words in names if len(words) > 1}
    return [words for words in names if words not in whole]


class _Text:
    """The terms of one text."""

    def __init__(self, text: str, concepts: Concepts) -> None:
        pieces = chunks(text)
        whole = ["".join(parts) for parts in pieces if 1 < len(parts) < 4]
        words = [*chain.from_iterable(pieces)]
        self._stems = [*map(stem, words)]
        self._concepts = [*concepts.within(self._stems)]
        self.terms = [*self._stems, *map(stem, whole), *(concept for _, _, concept in self._concepts)]

    def length(self) -> str:
        """Returns the terms but the small ones, with each concept in the place of its words."""
        terms, at = [], 0
        for start, end, concept in [*self._concepts, (len(self._stems), 0, "")]:
            if start >= at:
                terms += [term for term in self._stems[at:start] if term not in COMMON] + ([concept] if concept else [])
                at = end
        return " ".join(terms)


def found_by(fields: Fields, concepts: Concepts) -> Found:
    """Returns what a document is found by."""
    phrasings = [_Text(line, concepts) for line in fields.phrasings]
    tags, core, rest = (_Text("\n".join(lines), concepts) for lines in ([fields.tags], fields.core, fields.rest))
    often = _counts(rest)
    weights = defaultdict(float, {term: REST * count for term, count in often.items()})
    masks: dict[str, int] = defaultdict(int)
    for at, text in enumerate(phrasings):
        for term in set(text.terms) - (COMMON if at >= TITLES else set()):
            weights[term] += TITLE if at < TITLES else PHRASING
            masks[term] |= 1 << min(at, PHRASINGS - 1)
    strong, once = set(masks), set[str]()
    for field, weight in ((tags, TAG), (core, CORE)):
        for term, count in _counts(field).items():
            weights[term] += weight * count
            (strong if field is tags or count > 1 or term[0] == "=" else once).add(term)
    codes = {
        term: _code(term, weight, masks) if term in strong else str(int(term in once or often[term] > 2))
        for term, weight in weights.items()
    }
    codes.update(dict.fromkeys(fields.facets, "0A"))
    return Found(" ".join(chain.from_iterable(codes.items())), "\t".join(text.length() for text in phrasings))


def _counts(text: _Text) -> dict[str, int]:
    counts = Counter(text.terms)
    return {term: count for term, count in counts.items() if term not in COMMON}


def _code(term: str, weight: float, masks: Mapping[str, int]) -> str:
    letter = LETTERS[min(63, STEPS * round(63 / STEPS * weight / (weight + HALF)))]
    return f"0{letter}" if term in COMMON or term not in masks else f"1{letter}{number(masks[term])}"


def number(value: int) -> str:
    """Writes a whole number in letters of five bits, the lowest first; all but the last have the sixth bit."""
    letters = ""
    while value > 31:
        letters += LETTERS[32 | value & 31]
        value >>= 5
    return letters + LETTERS[value]
