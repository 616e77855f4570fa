"""The lists of the documents that have a term, and how much each term tells."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import pairwise
from math import log, log2
from typing import TYPE_CHECKING

from handbook.search.found import CONCEPT, LETTERS, PARTS, level, number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from handbook.search.found import Found

IN_REST = 0.25
"""How much a document counts that has a term in the rest only."""
DOUBLING = 9
"""Lengths of phrasings are told apart by a ninth of a doubling."""
COMMON, FEW = 0.2, 50
"""A term that more documents have tells nothing where it is only in the rest."""
ESCAPE = "-"
"""What comes before a code that no letter stands for."""
_CODE = (1 << 32) - 1
_BITS = PARTS.bit_length()
_NUMBERS = [number(value) for value in range(8192)]


def rarity(count: int, having: float) -> float:
    """Returns how much a term tells that some of all questions have."""
    return log(1 + (count - having + 0.5) / (having + 0.5))


def is_facet(term: str) -> bool:
    """Tells whether a term is something to filter by."""
    return term.startswith(("level:", "topic:", "tag:"))


class Postings:
    """The lists of the documents that have a term: those that have it in the rest only, and those that are about it."""

    def __init__(self, common: Set[str]) -> None:
        self._common = common
        # A number for each document: its place in the upper half, and the place of its code in the lower.
        self._about: dict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._rest: dict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._codes = {str(at): at for at in range(PARTS + 1)}
        self._documents = 0

    def add(self, found: Found) -> None:
        """Adds the next document."""
        about, rest, codes, document = self._about, self._rest, self._codes, self._documents << 32
        parts = found.terms.split(" ")
        for term, code in zip(parts[::2], parts[1::2], strict=True):
            if code not in codes:
                codes[code] = len(codes)
            (about if len(code) > 1 else rest)[term].append(document | codes[code])
        self._documents += 1

    def weigh(self) -> None:
        """Weighs the terms between 0 and `most`: little if many documents are about it."""
        count = self._documents
        self.most = log(1 + 2 * count)
        self._weights: dict[str, float] = {}
        for term in {**self._about, **self._rest}:
            having = len(self._about.get(term, ())) + IN_REST * len(self._rest.get(term, ()))
            self._weights[term] = rarity(count, having)

    def close(self) -> None:
        """Makes the lists of all documents, in the order of their terms."""
        self.about: dict[str, tuple[str, str]] = {}
        self.rest: dict[str, str] = {}
        self._begins = [code[0] for code in self._codes]
        levels = [level(code) for code in self._codes]
        for term in [
            term for term, documents in self._about.items() if len(documents) == 1 and self._is_minor(term, documents[0])
        ]:
            value = self._about.pop(term)[0]
            self._rest[term] = array("Q", sorted([*self._rest[term], value & ~_CODE | levels[value & _CODE]]))
        self.codes, letters = self._common_codes()
        for term in sorted(self._about):
            documents = self._about[term]
            self.about[term] = _steps(value >> 32 for value in documents), "".join(letters[value & _CODE] for value in documents)
        most = max(FEW, COMMON * self._documents)
        for term in sorted(self._rest):
            if term not in self._about or len(self._about[term]) + len(self._rest[term]) < most:
                self.rest[term] = _steps(value >> 32 << _BITS | value & _CODE for value in self._rest[term])

    def _common_codes(self) -> tuple[list[str], list[str]]:
        """Returns the codes that a letter stands for, and what is written for each code: its letter, or a dash before it."""
        times = Counter(value & _CODE for documents in self._about.values() for value in documents)
        codes = [*self._codes]
        written = [f"{ESCAPE}{code}" for code in codes]
        common = sorted(times, key=lambda at: (-times[at], at))[: LETTERS.index(ESCAPE)]
        for letter, at in zip(LETTERS, common, strict=False):
            written[at] = letter
        return [codes[at] for at in common], written

    def _is_minor(self, term: str, value: int) -> bool:
        """Tells whether the only document about a term has it neither in a phrasing nor as a facet or a concept."""
        return self._begins[value & _CODE] == "0" and term[0] != CONCEPT and not is_facet(term) and term not in self._common

    def lengths(self, found: Found) -> str:
        """Returns the weight of each phrasing of a document, as a letter each."""
        weights = self._weights
        masses = (
            sum(weights.get(term, self.most) for term in phrasing.split(" ") if term) for phrasing in found.phrasings.split("\t")
        )
        return "".join(LETTERS[min(63, round(DOUBLING * log2(1 + mass)))] for mass in masses)

    def letter(self, term: str) -> str:
        """Returns a term's weight as a letter."""
        return LETTERS[round(63 * self._weights.get(term, self.most) / self.most)]

    def terms(self) -> dict[str, str]:
        """Returns the terms: what each adds to the one before, how many letters it shares with that, and its weight."""
        shared = [min(len(LETTERS) - 1, _shared(before, term)) for before, term in pairwise(["", *self.about])]
        return {
            "terms": " ".join(term[share:] for term, share in zip(self.about, shared, strict=True)),
            "shared": "".join(LETTERS[share] for share in shared),
            "idf": "".join(map(self.letter, self.about)),
        }


def _steps(values: Iterable[int]) -> str:
    """Returns ascending numbers as their distances."""
    before, letters = 0, []
    for value in values:
        step = value - before
        letters.append(_NUMBERS[step] if step < 8192 else number(step))
        before = value
    return "".join(letters)


def _shared(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def split(texts: Sequence[str], size: int) -> list[slice]:
    """Returns the parts of about a size that texts can be put into."""
    starts, length = [0], 0
    for at, text in enumerate(texts):
        if length + len(text) > size:
            starts.append(at)
            length = 0
        length += len(text) + 1
    return [slice(start, end) for start, end in pairwise([*starts, len(texts)]) if start < end]
