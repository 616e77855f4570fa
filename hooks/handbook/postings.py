"""The lists of the documents that have a term, and how much each term tells."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from handbook.found import LETTERS, number
from handbook.words import FAINT, SMALL, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.found import Found

IN_REST, LITTLE = 0.25, 0.25
"""How much a document counts that has a term in the rest only, and what is taken of the weight of words in which all is asked."""
MASS = 40
"""The unit of the length of a phrasing is a fortieth."""
COMMON, FEW = 0.2, 50
"""A term that more documents have tells nothing where it is only in the rest."""
TAIL = 12
"""The longest ending of a word that is kept."""
_CODE = (1 << 32) - 1
_NUMBERS = [number(value) for value in range(8192)]


class Postings:
    """The lists of the documents that have a term: those that have it in the rest only, and those that are about it."""

    def __init__(self) -> None:
        # A number for each document: its place in the upper half, and the place of its code in the lower.
        self._about: dict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._rest: dict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._codes = {"0": 0, "1": 1}
        self._words: set[str] = set()
        self._documents = 0

    def add(self, found: Found) -> None:
        """Adds the next document."""
        about, rest, codes, document = self._about, self._rest, self._codes, self._documents << 32
        parts = found.terms.split(" ")
        for term, code in zip(parts[::2], parts[1::2], strict=True):
            if code not in codes:
                codes[code] = len(codes)
            (about if len(code) > 1 else rest)[term].append(document | codes[code])
        self._words.update(found.words.split(" "))
        self._documents += 1

    def weigh(self) -> None:
        """Weighs the terms by the documents so far, between 0 and `most`: little if many are about it."""
        count = self._documents
        self.most = log(1 + 2 * count)
        self._weights: dict[str, float] = {}
        for term in {**self._about, **self._rest}:
            having = len(self._about.get(term, ())) + IN_REST * len(self._rest.get(term, ()))
            self._weights[term] = log(1 + (count - having + 0.5) / (having + 0.5)) * (
                LITTLE if term in SMALL or term in FAINT else 1
            )

    def close(self) -> None:
        """Makes the lists of all documents, in the order of their terms."""
        self.about: dict[str, str] = {}
        self.rest: dict[str, str] = {}
        self._kinds = [(int(code[0]), code[1:]) for code in self._codes]
        for term in [
            term for term, documents in self._about.items() if len(documents) == 1 and self._is_minor(term, documents[0])
        ]:
            self._rest[term] = array("Q", sorted([*self._rest[term], self._about.pop(term)[0] & ~_CODE | 1]))
        most = max(FEW, COMMON * self._documents)
        for term in sorted(self._about):
            self.about[term] = self._list(self._about[term])
        for term in sorted(self._rest):
            if term not in self._about or len(self._about[term]) + len(self._rest[term]) < most:
                self.rest[term] = self._list(self._rest[term])

    def _is_minor(self, term: str, value: int) -> bool:
        """Tells whether the only document about a term has it neither in a phrasing nor as a facet or a concept."""
        return self._kinds[value & _CODE][0] == 0 and term[0] != "=" and ":" not in term and term not in SMALL

    def _list(self, documents: Iterable[int]) -> str:
        """Returns a list: for each document twice the distance from the one before, plus how its code begins; then its rest."""
        before, letters, kinds = -1, [], self._kinds
        for value in documents:
            kind, more = kinds[value & _CODE]
            step = 2 * ((value >> 32) - before) + kind
            letters.append((_NUMBERS[step] if step < 8192 else number(step)) + more)
            before = value >> 32
        return "".join(letters)

    def lengths(self, found: Found) -> str:
        """Returns the weight of each phrasing of a document, in two letters each."""
        weights = self._weights
        masses = (
            sum(weights.get(term, self.most) for term in phrasing.split(" ") if term) for phrasing in found.phrasings.split("\t")
        )
        return "".join(LETTERS[mass >> 6] + LETTERS[mass & 63] for mass in (min(4095, round(MASS * mass)) for mass in masses))

    def letter(self, term: str) -> str:
        """Returns a term's weight as a letter."""
        return LETTERS[round(63 * self._weights.get(term, self.most) / self.most)]

    def tails(self) -> tuple[list[str], str]:
        """Returns the endings of words; and terms, each as what it shares with the one before and adds, weight and endings."""
        forms: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._words):
            root = stem(word)
            if word != root and word.startswith(root) and len(word) - len(root) <= TAIL and root in self.about:
                forms[root].append(word[len(root) :])
        common = Counter(tail for tails in forms.values() for tail in tails)
        tails = [tail for tail, _ in sorted(common.items(), key=lambda item: (-item[1], item[0]))[: len(LETTERS)]]
        letters = dict(zip(tails, LETTERS, strict=False))
        return tails, " ".join(
            self._entries({root: "".join(letters.get(tail, "") for tail in own) for root, own in forms.items()})
        )

    def _entries(self, endings: dict[str, str]) -> Iterator[str]:
        for before, term in pairwise(["", *self.about]):
            shared = min(len(LETTERS) - 1, _shared(before, term))
            yield f"{LETTERS[shared]}{term[shared:]},{self.letter(term)}{endings.get(term, '')}"


def _shared(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def split(texts: Iterable[str], size: int) -> tuple[list[str], list[int]]:
    """Joins texts to parts of about a size; returns the parts, and which text each begins with."""
    parts: list[list[str]] = []
    starts: list[int] = []
    length = size
    for at, text in enumerate(texts):
        if length + len(text) > size:
            parts.append([])
            starts.append(at)
            length = 0
        parts[-1].append(text)
        length += len(text) + 1
    return [" ".join(part) for part in parts], starts
