"""What a question is found by: each of its terms with its weight and with the phrasings that have it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import mul
from typing import TYPE_CHECKING

from handbook.search.words import chunks, folded, taken_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handbook.records.model import Term
    from handbook.search.words import Language

    Texts = Mapping[str, Sequence[str]]
    """The lines of each field."""

FIELDS = ("title", "asked", "tags", "core", "follow", "searched", "rest")
"""Question and id, phrasings, tags and topic, short answer and key points, follow-ups of others that lead here, what people
type, the rest."""
ONCE = ("title", "asked", "searched")
"""Fields of wordings, each of which counts a term once."""
PARTS = 7
"""How finely weights are told apart: coarse ones make a small index."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""A weight, or five bits of a number, as one letter."""
PHRASINGS = 30
"""How many phrasings are told apart: a browser's integers have that many bits."""
CONCEPT = "\u00a7"
"""What a term of the glossary begins with where it stands for all its names."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a question is found by, each as one text, which is quick to keep and to read."""

    terms: str
    """Terms and codes in turn. A code is the weight as a digit for a term that a question merely has; elsewhere `0` and a weight,
    or `1`, a weight and the phrasings as bits."""
    phrasings: str
    """For each phrasing, after a tab, the terms that its length is made of: words, and one for each term of the glossary."""


class Concepts:
    """The terms of the glossary, to be recognised by any of their names."""

    def __init__(self, glossary: Mapping[str, Term], language: Language) -> None:
        self.language = language
        self.names: list[list[tuple[str, ...]]] = []
        self._starting: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for at, (name, term) in enumerate(glossary.items()):
            self.names.append(list(dict.fromkeys(self._names([name, *term.abbreviations, *term.synonyms]))))
            for words in self.names[-1]:
                self._starting[words[0]].append((words, f"{CONCEPT}{at}"))

    def within(self, words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yields where in a list of words each concept begins and ends, the longest first at each place."""
        for at, word in () if self._starting.keys().isdisjoint(words) else enumerate(words):
            if word in self._starting:
                found = [
                    (len(name), concept) for name, concept in self._starting[word] if tuple(words[at : at + len(name)]) == name
                ]
                for length, concept in sorted(found, reverse=True):
                    yield at, at + length, concept

    def _names(self, names: Iterable[str]) -> Iterator[tuple[str, ...]]:
        for name in names:
            if words := tuple(self.language.stems(name)):
                yield words
            if 1 < len(words) < 4:
                yield (self.language.stem("".join(part for parts in chunks(name) for part in parts)),)


def told(names: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Returns the names of a concept without those that are another one written in one piece."""
    whole = {("".join(words),) for words in names if len(words) > 1}
    return [words for words in names if words not in whole]


class Terms:
    """The terms of one text, which may be folded already."""

    def __init__(self, text: str, concepts: Concepts, *, is_folded: bool = False) -> None:
        language = concepts.language
        pieces = taken_apart(text if is_folded else folded(text))
        self.words = [*chain.from_iterable(pieces)]
        self._common = language.common
        self._stems = [*map(language.stem, self.words)]
        self._concepts = [*concepts.within(self._stems)]
        self.all = [*self._stems]
        if len(self.words) > len(pieces):
            self.all += [language.stem("".join(parts)) for parts in pieces if 1 < len(parts) < 4]
        if self._concepts:
            self.all += [concept for _, _, concept in self._concepts]

    def length(self) -> list[str]:
        """Returns the terms but the small ones, with each concept in the place of its words."""
        terms, at = [], 0
        for start, end, concept in [*self._concepts, (len(self._stems), 0, "")]:
            if start >= at:
                terms += [term for term in self._stems[at:start] if term not in self._common] + ([concept] if concept else [])
                at = end
        return terms


@dataclass(frozen=True)
class Counted:
    """How often each term stands in each field of a question, and the terms of its phrasings, its names first."""

    counts: Mapping[str, list[int]]
    phrasings: Sequence[Terms]


def counted(texts: Texts, concepts: Concepts) -> Counted:
    """Counts the terms of a question; a wording counts each of its terms once."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0] * len(FIELDS))
    phrasings: list[Terms] = []
    for at, field in enumerate(FIELDS):
        # To fold all lines at once takes less than each by itself.
        rows = folded("\n".join(texts[field])).split("\n") if texts[field] else ()
        lines = [Terms(row, concepts, is_folded=True) for row in rows]
        phrasings += lines if at < 2 else []
        terms = chain.from_iterable(dict.fromkeys(line.all) if field in ONCE else line.all for line in lines)
        for term, count in Counter(terms).items():
            counts[term][at] = count
    return Counted(counts, phrasings)


def weight(counts: Sequence[int], weights: Sequence[float]) -> int:
    """Returns how much a question is about a term, in steps from 0 to `PARTS`: the more, the less another time adds."""
    sum_: float = sum(map(mul, weights, counts))
    return round(PARTS * sum_ / (1 + sum_))


_weight = lru_cache(maxsize=100_000)(weight)
"""Most terms stand as often in a question as others do."""


def is_strong(term: str, counts: Sequence[int]) -> bool:
    """Tells whether a question is about a term, and does not merely have it somewhere."""
    title, asked, tags, core, follow, searched, _ = counts
    return bool(title or asked or tags or searched) or core + follow > (0 if term[0] == CONCEPT else 1)


def found_by(texts: Texts, facets: Iterable[str], concepts: Concepts, weights: Sequence[float]) -> Found:
    """Returns what a question is found by."""
    question = counted(texts, concepts)
    common = concepts.language.common
    masks: dict[str, int] = defaultdict(int)
    for at, text in enumerate(question.phrasings):
        for term in set(text.all) - common:
            masks[term] |= 1 << min(at, PHRASINGS - 1)
    given = tuple(weights)
    codes = {
        term: _code(_weight(tuple(counts), given), masks.get(term, 0))
        if is_strong(term, counts)
        else str(_weight(tuple(counts), given))
        for term, counts in question.counts.items()
    }
    codes.update(dict.fromkeys(facets, "0A"))
    return Found(" ".join(chain.from_iterable(codes.items())), "\t".join(" ".join(text.length()) for text in question.phrasings))


def _code(weight: int, mask: int) -> str:
    letter = LETTERS[weight * (len(LETTERS) - 1) // PARTS]
    return f"1{letter}{number(mask)}" if mask else f"0{letter}"


def level(code: str) -> int:
    """Returns the weight of a code, in steps."""
    return int(code) if len(code) == 1 else LETTERS.index(code[1]) * PARTS // (len(LETTERS) - 1)


def number(value: int) -> str:
    """Writes a whole number in letters of five bits, the lowest first; all but the last have the sixth bit."""
    letters = ""
    while value > 31:
        letters += LETTERS[32 | value & 31]
        value >>= 5
    return letters + LETTERS[value]
