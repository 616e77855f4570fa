"""Writes the index of the site's search, in parts of which the browser fetches those that a query needs.

`search/words.js` has the terms of questions, short answers and key points, each with its weight and the endings it occurs with.
It names the folder of the other parts: `l*.js` the lists of documents of neighbouring terms, `m*.js` more such lists, of what is
only in the rest of a document, with the terms; `c*.js` the cards of documents, `t*.js` their first texts, `r*.js` the rest.
Each is one call of `part` with JSON, so that a page opened from disk can load it as a script.

A list has for each document the distance from the one before, twice, plus one if more follows than a weight:
the phrasings as bits. In the rest there is no weight, and one is added if the term occurs more than twice.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from math import log
from os.path import commonprefix
from typing import TYPE_CHECKING, Any

from handbook.lines import plain, plain_line
from handbook.terms import LEVELS, Concepts, Fields, Found, found_by, from_kept, kept, number
from handbook.words import ENDINGS, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from handbook.handbook import Handbook
    from handbook.model import Question

WORKER = re.compile(r'(?<="search": ")([^"]*)assets/javascripts/workers/search\.[0-9a-z]+\.min\.js')
WORDS = "words.js"
PART, PART_OF_REST = 40_000, 5_000
"""The size of a part with lists, in letters."""
CARDS, TEXTS, RESTS = 64, 4, 2
"""How many documents share a part."""
COMMON, FEW = 0.05, 8
"""A term that more of the documents have tells nothing where it is only in the rest."""
FAINT, SMALL_WEIGHT = 0.25, 0.25
MASS = 40
"""The unit of the length of a phrasing is a fortieth."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found: a question, or a section of another page."""

    location: str
    title: str
    facets: Sequence[int]
    """The numbers of its topic and level, if it is a question."""
    found: Found
    text: str
    """Its phrasings, short answer and key points, as JSON."""
    rest: str


def with_worker(page: str) -> str:
    """Returns a page that names the handbook's own worker where it named the theme's."""
    return WORKER.sub(r"\1assets/search-worker.js", page, count=1)


def write_index(handbook: Handbook, pages: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Writes the index of the questions and of other pages, which are entries of the theme's own index."""
    concepts = Concepts(handbook.glossary)
    documents = [*_questions(handbook, concepts), *_pages(handbook, pages, concepts)]
    index = _Index(documents, len(handbook.questions))
    parts = {**index.parts(), **_chunks("c", CARDS, [*map(index.card, documents)]), **_chunks("t", TEXTS, [d.text for d in documents]), **_chunks("r", RESTS, [d.rest for d in documents])}
    head = {
        **index.head(),
        "topics": [topic.title for topic in handbook.topics.values()],
        "levels": [level.capitalize() for level in handbook.by_level],
        "endings": ENDINGS,
        "small": " ".join(sorted(SMALL)),
        "concepts": [[" ".join(name) for name in names] for names in concepts.names],
    }
    digest = blake2b("\0".join([json.dumps(head), *parts.values()]).encode(), digest_size=6).hexdigest()
    (folder / digest).mkdir(parents=True, exist_ok=True)
    for name, part in parts.items():
        (folder / digest / f"{name}.js").write_text(f"part({part})", "utf-8")
    (folder / WORDS).write_text(f"part({_json({**head, 'folder': digest})})", "utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _chunks(name: str, size: int, texts: Sequence[str]) -> dict[str, str]:
    return {f"{name}{at // size}": f"[{','.join(texts[at : at + size])}]" for at in range(0, len(texts), size)}


def _questions(handbook: Handbook, concepts: Concepts) -> Iterator[Document]:
    topics = {topic: at for at, topic in enumerate(handbook.topics)}
    levels = {level: at for at, level in enumerate(handbook.by_level)}
    stamp = handbook.keys.get("data/glossary.yml", "")
    for question in handbook.questions.values():
        text, rest = handbook.rendered(question, "search").split("\n")
        yield Document(
            location=f"topics/{question.topic}/#{question.id}",
            title=plain_line(question.question),
            facets=[topics[question.topic], levels[question.level]],
            found=_found(handbook, question, (text, rest), concepts, stamp + handbook.topics[question.topic].title),
            text=text,
            rest=rest,
        )


def _found(handbook: Handbook, question: Question, texts: tuple[str, str], concepts: Concepts, stamp: str) -> Found:
    """Returns what a question is found by, from the cache if it was computed with the same glossary."""
    key = handbook.keys[question.id]
    stored = handbook.cache.get("terms", key) or ""
    if stored.startswith(f"{stamp}\n"):
        return from_kept(stored[len(stamp) + 1 :])
    (asked, core), rest = map(json.loads, texts)
    tags = " ".join([handbook.topics[question.topic].title, *question.tags])
    facets = [f"level:{question.level}", f"topic:{question.topic}", *(f"tag:{tag}" for tag in question.tags)]
    found = found_by(Fields([plain_line(question.question), question.id, *asked], tags, core, rest, facets), concepts)
    handbook.cache.put(key, {"terms": f"{stamp}\n{kept(found)}"})
    return found


def _pages(handbook: Handbook, entries: Iterable[Mapping[str, Any]], concepts: Concepts) -> Iterator[Document]:
    questions = {f"topics/{question.topic}/#{question.id}" for question in handbook.questions.values()}
    for entry in entries:
        if entry["location"] not in questions:
            title, lines = plain(str(entry["title"])), plain(str(entry["text"])).split("\n")
            found = found_by(Fields([title, ""], "", [], lines), concepts)
            yield Document(str(entry["location"]), title, [], found, "[[],[]]", _json(lines))


class _Index:
    """The lists of all documents by term."""

    def __init__(self, documents: Sequence[Document], questions: int) -> None:
        self.questions = questions
        self._lists: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._rests: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self._forms: dict[str, set[str]] = defaultdict(set)
        for at, document in enumerate(documents):
            for term, code in zip(document.found.terms, document.found.codes, strict=True):
                (self._lists if len(code) > 1 else self._rests)[term].append((at, code))
            for term, tails in document.found.forms.items():
                self._forms[term].update(tails)
        for term in [term for term, found in self._lists.items() if len(found) == 1 and _is_core(term, found[0][1])]:
            at, _ = self._lists.pop(term)[0]
            self._rests[term] = sorted([*self._rests.get(term, ()), (at, "1")])
        self.most = log(1 + 2 * questions)
        self._weights = {term: self._weight(term) for term in {**self._lists, **self._rests}}

    def _weight(self, term: str) -> float:
        """Returns how much a term tells, between 0 and `most`: little if many questions are asked with it."""
        asked, rest = (sum(at < self.questions for at, _ in lists.get(term, ())) for lists in (self._lists, self._rests))
        count = asked + FAINT * rest
        return log(1 + (self.questions - count + 0.5) / (count + 0.5)) * (SMALL_WEIGHT if term in SMALL else 1)

    def _letter(self, term: str) -> str:
        return LEVELS[int(63 * self._weights[term] / self.most)]

    def parts(self) -> dict[str, str]:
        """Returns the parts with the lists of neighbouring terms."""
        self._terms = sorted(self._lists)
        lists, self._starts = _split([_list(self._lists[term]) for term in self._terms], PART)
        most = max(FEW, COMMON * self.questions)
        rests = sorted(term for term, found in self._rests.items() if term not in self._lists or len(found) + len(self._lists[term]) < most)
        more, starts = _split([f"{term},{self._letter(term)}{_list(self._rests[term])}" for term in rests], PART_OF_REST)
        self._firsts = [rests[at] for at in starts]
        return {f"{name}{at}": f'"{part}"' for name, parts in (("l", lists), ("m", more)) for at, part in enumerate(parts)}

    def card(self, document: Document) -> str:
        """Returns what is known of a document before its text is there."""
        lengths = "".join(
            LEVELS[length >> 6] + LEVELS[length & 63]
            for length in (min(4095, round(MASS * sum(self._weights[term] for term in phrasing))) for phrasing in document.found.phrasings)
        )
        return _json([document.location, document.title, lengths, *document.facets])

    def head(self) -> dict[str, Any]:
        """Returns the terms, each as what it shares with the one before, what it adds, its weight and its endings."""
        tails = [tail for tail, _ in Counter(tail for term in self._terms for tail in self._forms.get(term, ())).most_common(64)]
        letter = {tail: LEVELS[at] for at, tail in enumerate(tails)}
        entries = []
        for before, term in pairwise(["", *self._terms]):
            shared = min(63, len(commonprefix([before, term])))
            ends = "".join(letter[tail] for tail in sorted(self._forms.get(term, ())) if tail in letter)
            entries.append(f"{LEVELS[shared]}{term[shared:]},{self._letter(term)}{ends}")
        return {
            "questions": self.questions, "most": self.most, "cards": CARDS, "texts": TEXTS, "rests": RESTS, "mass": MASS,
            "starts": self._starts, "firsts": self._firsts, "tails": tails, "terms": " ".join(entries),
        }  # fmt: skip


def _is_core(term: str, code: str) -> bool:
    return code[0] == "0" and term[0] != "=" and ":" not in term and term not in SMALL


def _list(found: list[tuple[int, str]]) -> str:
    before, letters = -1, []
    for at, code in found:
        letters.append(number(2 * (at - before) + int(code[0])) + code[1:])
        before = at
    return "".join(letters)


def _split(texts: list[str], size: int) -> tuple[list[str], list[int]]:
    """Joins texts to parts of a size; returns the parts, and which text each begins with."""
    starts, length = [0] if texts else [], 0
    for at, text in enumerate(texts):
        if length and length + len(text) > size:
            starts.append(at)
            length = 0
        length += len(text) + 1
    return [" ".join(texts[start:end]) for start, end in pairwise([*starts, len(texts)])], starts
