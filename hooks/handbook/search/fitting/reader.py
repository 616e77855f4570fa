"""What a query asks for, as the worker in the browser reads it (`worker/understanding.js`), against the terms of a fold."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING

from handbook.search.found import CONCEPT, Concepts, Counted, counted, is_strong
from handbook.search.postings import IN_REST, rarity
from handbook.search.words import chunks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.search.found import Texts

OWN, BEGUN, SLIP, SLIPS, SYNONYM = range(5)
"""How a term fits a word: it is its own, the word may become it, be one or two slips of it, or people use it for the word."""
MOST, LONGEST_TAIL = 60, 5


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
        self.strong = {term for term, having in self.having.items() if any(is_strong(term, counts) for counts in having.values())}
        self.tells = {term: self._tells(term, having, count) for term, having in self.having.items()}
        self.names = sorted(term for term in self.strong if term[0] != CONCEPT)
        self._signs = [Counter(name) for name in self.names]
        self._tails = self._endings()
        self._alike: dict[str, list[tuple[tuple[str, ...], list[tuple[str, ...]]]]] = defaultdict(list)
        for group in alike:
            names = [tuple(self.language.stems(name)) for name in group]
            for name in filter(None, names):
                self._alike[name[0]].append((name, [other for other in names if other != name]))

    def _tells(self, term: str, having: Mapping[int, Sequence[int]], count: int) -> float:
        about = sum(is_strong(term, counts) for counts in having.values())
        return rarity(count, about + IN_REST * (len(having) - about))

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
        start = bisect_left(self.names, word.word)
        for name in self.names[start : start + MOST]:
            if name.startswith(word.word) and name != word.word:
                word.add(name, BEGUN)
        for length in range(4, len(word.word)):
            root, tail = word.word[:length], word.word[length:]
            if root in self.strong and any(ending.startswith(tail) for ending in self._tails):
                word.terms[root] = OWN

    def _corrected(self, word: Word) -> list[tuple[str, int]]:
        most = 0 if len(word.word) < 4 else 1 if len(word.word) < 8 else 2
        if not most or word.word in self.language.small or word.stem in self.language.faint:
            return []
        root = word.word if word.last else word.stem
        few = 0 if len(root) < 4 else 1 if len(root) < 6 else most
        signs = Counter(root)
        found: list[tuple[str, int]] = []
        for name, own in zip(self.names, self._signs, strict=True):
            if (not word.last and abs(len(name) - len(root)) > LONGEST_TAIL) or (signs - own).total() > most:
                continue
            edits = distance(root, name, few, begun=word.last)
            if edits > few and name[0] == word.word[0]:
                edits = self._with_tails(word, name, most)
            if edits <= most:
                found.append((name, edits))
        least = min((edits for _, edits in found), default=0)
        return [(name, edits) for name, edits in found if edits == least]

    def _with_tails(self, word: Word, name: str, most: int) -> int:
        """Counts the edits to a term with an ending: a slip in the ending hides it."""
        longer = len(word.word) - len(name)
        tails = self._tails if word.last else [tail for tail in self._tails if abs(longer - len(tail)) <= most]
        return min((distance(word.word, name + tail, most, begun=word.last) for tail in tails), default=most + 1)

    def _name(self, words: Sequence[Word]) -> None:
        readings = [next(iter(word.terms)) if word.slip else word.stem for word in words]
        at = 0
        for start, end, concept in self._concepts.within(readings):
            if start >= at:
                at = end
                for word in words[start:end]:
                    word.concepts.append(concept)
                    if concept in self.strong:
                        word.add(concept, max(word.terms.values()) if word.slip else OWN)

    def _add_synonyms(self, words: Sequence[Word]) -> None:
        roots = [word.stem for word in words]
        for start, root in enumerate(roots):
            for name, others in self._alike.get(root, ()):
                if tuple(roots[start : start + len(name)]) != name:
                    continue
                terms = [other[0] for other in others if len(other) == 1]
                terms += [concept for other in others for _, _, concept in self._concepts.within(other)]
                for word in words[start : start + len(name)]:
                    for term in terms:
                        if term in self.strong:
                            word.add(term, SYNONYM)


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
