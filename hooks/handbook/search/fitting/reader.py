"""What a query asks for, as the worker in the browser reads it (`worker/understanding.js`), against the terms of a fold."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile
from math import log
from typing import TYPE_CHECKING

from handbook.search.found import CONCEPT, Concepts, Counted, counted, is_strong
from handbook.search.postings import COMMON, FEW, IN_REST, rarity
from handbook.search.words import chunks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from handbook.search.found import Texts

OWN, BEGUN, SLIP, SLIPS, SYNONYM = range(5)
"""How a term fits a word: it is its own, the word may become it, be one or two slips of it, or people use it for the word."""
MOST, LONGEST_TAIL, BESIDE = 60, 5, 2


@dataclass
class Word:
    """A word of a query with the terms that it may be meant as, and how each fits."""

    word: str
    stem: str
    whole: str
    terms: dict[str, int] = field(default_factory=dict)
    concepts: list[str] = field(default_factory=list)
    last: bool = False
    slip: bool = False

    def add(self, term: str, how: int) -> None:
        """Adds a term, or a better fit of one."""
        self.terms[term] = min(how, self.terms.get(term, how))


class Reader:
    """The terms of the questions of a fold, by which queries are understood."""

    def __init__(self, questions: Sequence[Texts], concepts: Concepts, alike: Sequence[Sequence[str]]) -> None:
        self.questions: list[Counted] = [counted(question, concepts) for question in questions]
        self.language, self._concepts = concepts.language, concepts
        self.having: dict[str, dict[int, list[int]]] = defaultdict(dict)
        for at, question in enumerate(self.questions):
            for term, counts in question.counts.items():
                self.having[term][at] = counts
        count = len(questions)
        self.most = log(1 + 2 * count)
        self.about = {term: {at for at, own in having.items() if is_strong(term, own)} for term, having in self.having.items()}
        self.strong = {term for term, about in self.about.items() if about and not self._is_minor(term, about)}
        """Terms that have a list in the index; of other terms only the rest tells."""
        self.silent = {term for term in self.strong if len(self.having[term]) >= max(FEW, COMMON * count)}
        """Terms that tell nothing of a question that is not about them."""
        self.tells = {
            term: rarity(count, len(self.about[term]) + IN_REST * (len(having) - len(self.about[term])))
            for term, having in self.having.items()
        }
        self.names = sorted(term for term in self.strong if term[0] != CONCEPT)
        self._others = sorted(term for term in self.having if term not in self.strong and term[0] != CONCEPT)
        self._signs = [set(name) for name in self.names]
        self._tails = self._endings()
        self._alike: dict[str, list[tuple[tuple[str, ...], list[tuple[str, ...]]]]] = defaultdict(list)
        for group in alike:
            names = [tuple(self.language.stems(name)) for name in group]
            for name in filter(None, names):
                self._alike[name[0]].append((name, [other for other in names if other != name]))

    def _is_minor(self, term: str, about: Set[int]) -> bool:
        """Tells whether a term has no list of its own: only one question is about it, and no phrasing has it (see `postings`)."""
        in_phrasing = any(any(self.having[term][at][:2]) for at in about)
        return len(about) == 1 and not in_phrasing and term[0] != CONCEPT and term not in self.language.common

    def _endings(self) -> list[str]:
        plain = [ending for ending, instead, _ in (self.language.endings[1] if self.language.endings else []) if not instead]
        tails = ["", "e", *plain]
        return [longer for tail in tails for longer in (tail, f"{tail[:-1]}ies" if tail.endswith("y") else f"{tail}s")]

    def understood(self, query: str) -> list[Word]:
        """Returns the words of a query with their terms."""
        words = [
            Word(word, self.language.stem(word), "".join(parts) if 1 < len(parts) < 4 else "")
            for parts in chunks(query)
            for word in parts
        ][:32]
        if words and query[-1:].isalnum() and len(words[-1].word) > 1:
            words[-1].last = True
        for word in words:
            self._meet(word)
        for one, other in pairwise(words):
            whole = self.language.stem(one.word + other.word)
            if whole in self.strong:
                one.terms[whole] = other.terms[whole] = OWN
        self._name(words)
        self._add_synonyms(words)
        return words

    def _meet(self, word: Word) -> None:
        if word.stem in self.having:
            word.terms[word.stem] = OWN
        if word.whole and (whole := self.language.stem(word.whole)) in self.strong:
            word.terms[whole] = OWN
        if word.last:
            self._complete(word)
        if not word.terms and not any(self._concepts.within([word.stem])):
            for term, edits in self._corrected(word):
                word.add(term, SLIP if edits < 2 else SLIPS)
            word.slip = bool(word.terms)

    def _complete(self, word: Word) -> None:
        begun = _begun(self.names, word.word)[:MOST]
        whole = [
            root
            for length in range(4, len(word.word))
            if (root := word.word[:length]) in self.strong and any(tail.startswith(word.word[length:]) for tail in self._tails)
        ]
        for name in begun if begun or whole else _begun(self._others, word.word):
            word.add(name, BEGUN)
        for root in whole:
            word.terms[root] = OWN

    def _corrected(self, word: Word) -> list[tuple[str, int]]:
        most = 0 if len(word.word) < 4 else 1 if len(word.word) < 8 else 2
        if not most or word.word in self.language.small or word.stem in self.language.faint:
            return []
        root = word.word if word.last else word.stem
        few = 0 if len(root) < 4 else 1 if len(root) < 6 else most
        signs = set(root)
        found: list[tuple[str, int]] = []
        for name, own in zip(self.names, self._signs, strict=True):
            if (not word.last and abs(len(name) - len(root)) > LONGEST_TAIL) or len(signs - own) > most:
                continue
            edits = distance(root, name, few, begun=word.last)
            if edits > few:
                edits = most + 1
            if edits and name[0] == word.word[0]:
                edits = min(edits, self._with_tails(word, name, most))
            if edits <= most:
                found.append((name, edits))
        if not found:
            near = [(name, distance(word.stem, name, most, begun=False)) for name in _begun(self._others, word.word[:BESIDE])]
            found = [(name, edits) for name, edits in near if edits <= most]
        least = min((edits for _, edits in found), default=0)
        return [(name, edits) for name, edits in found if edits == least]

    def _with_tails(self, word: Word, name: str, most: int) -> int:
        """Counts the edits to a term with an ending: a slip in the ending hides it."""
        longer = len(word.word) - len(name)
        tails = self._tails if word.last else [tail for tail in self._tails if abs(longer - len(tail)) <= most]
        return min((distance(word.word, name + tail, most, begun=word.last) for tail in tails), default=most + 1)

    def _name(self, words: Sequence[Word]) -> None:
        readings = [next(iter(word.terms), word.stem) if word.slip else word.stem for word in words]
        for at, word in enumerate(words):
            if word.slip or word.last:
                readings[at] = next((term for term in word.terms if self._makes_one(readings, at, term)), readings[at])
        for start, end, concept in self._named(readings):
            fit = max(max(word.terms.values()) if word.slip else OWN for word in words[start:end])
            for word in words[start:end]:
                word.concepts.append(concept)
                if concept in self.strong:
                    word.add(concept, fit)

    def _named(self, readings: Sequence[str]) -> Iterator[tuple[int, int, str]]:
        """Yields where terms of the glossary stand, none inside another."""
        at = 0
        for start, end, concept in self._concepts.within(readings):
            if start >= at:
                at = end
                yield start, end, concept

    def _makes_one(self, readings: Sequence[str], at: int, term: str) -> bool:
        """Tells whether a word, read as a term, makes one of several words of the glossary with its neighbours."""
        tried = [*readings[:at], term, *readings[at + 1 :]]
        return any(start <= at < end and end - start > 1 for start, end, _ in self._named(tried))

    def _add_synonyms(self, words: Sequence[Word]) -> None:
        roots = [word.stem for word in words]
        for start, root in enumerate(roots):
            for name, others in self._alike.get(root, ()):
                if tuple(roots[start : start + len(name)]) != name:
                    continue
                terms = [other[0] for other in others if len(other) == 1]
                terms += [concept for other in others for _, _, concept in self._named(other)]
                for word in words[start : start + len(name)]:
                    for term in terms:
                        if term in self.strong:
                            word.add(term, SYNONYM)


def _begun(names: Sequence[str], start: str) -> list[str]:
    """Returns the names, which are sorted, that begin with some letters."""
    first = bisect_left(names, start)
    return [*takewhile(lambda name: name.startswith(start), islice(names, first, None))]


def distance(one: str, other: str, most: int, *, begun: bool) -> int:
    """Counts the edits between two words, a swap of neighbours as one; to the beginning of the other if one is only begun."""
    if begun:
        other = other[: len(one) + 1]
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = [*range(len(other) + 1)]
    for i, sign in enumerate(one, 1):
        after = [i]
        for j, own in enumerate(other, 1):
            edits = min(row[j] + 1, after[-1] + 1, row[j - 1] + (sign != own))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == own:
                edits = min(edits, before[j - 2] + 1)
            after.append(edits)
        if min(after) > most:
            return most + 1
        before, row = row, after
    last: int = min(row[-3:]) if begun else row[-1]
    return last
