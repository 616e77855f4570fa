"""The index of the site's search, in parts of which the browser fetches those that a query needs.

`search/words.js` has the terms that questions are about, each with its weight, and the words that people use for one another.
It names the folder of the other parts: `l*.js` the lists of documents of neighbouring terms, `m*.js` more such lists, of what is
only in the rest of a document, with their terms; `c*.js` the cards of documents, `t*.js` their first texts, `r*.js` the rest.
Each is one call of `part` with JSON, so that a page opened from disk can load it as a script.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from handbook.markup.lines import plain, plain_line
from handbook.records.handbook import topic_page
from handbook.search.found import Concepts, Fields, Found, found_by, told
from handbook.search.postings import DOUBLING, Postings, split
from handbook.search.words import ENDINGS, FAINT, SMALL, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

WORDS = "words.js"
PART, PART_OF_REST = 12_000, 5_000
"""The size of a part with lists, in letters."""
CARDS, FEW_CARDS, TEXTS, RESTS = 64, 16, 4, 4
"""How many documents share a part; cards in small parts where there are many, of which a query needs a few."""
MANY = 1_000
"""Documents from which on a site has many."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found: a question, or a section of another page."""

    card: str
    """The beginning of its card, as JSON: location and title."""
    facets: str
    """The end of its card: the numbers of its topic and level, if it is a question."""
    found: Found
    text: str
    """Its phrasings, short answer and key points, as JSON."""
    rest: str


def stamp(handbook: Handbook, entries: Sequence[Mapping[str, Any]]) -> str:
    """Returns a digest of all that the index is made of, which names the folder of its parts."""
    keys = [handbook.keys[id_] for id_ in handbook.questions]
    keys += [handbook.keys.get(f"data/{name}.yml", "") for name in ("glossary", "synonyms")]
    topics = [(topic.id, topic.title, handbook.keys[f"data/{topic.id}/_topic.yml"]) for topic in handbook.topics.values()]
    return blake2b(json.dumps([handbook.texts.engine("search"), keys, topics, list(entries)]).encode(), digest_size=6).hexdigest()


def parts(handbook: Handbook, entries: Sequence[Mapping[str, Any]], folder: str) -> Iterator[tuple[str, str]]:
    """Yields the name and the JSON of each part of the index of the questions and of entries of the theme's own index.

    The words come last: they tell that the others are there.
    """
    concepts = Concepts(handbook.glossary)
    postings = Postings()
    documents = [*_added(postings, _questions(handbook, concepts))]
    postings.weigh()
    documents += _added(postings, _pages(handbook, entries, concepts))
    documents += _added(postings, _topics(handbook, entries, concepts))
    postings.close()
    steps, codes = [found[0] for found in postings.about.values()], [found[1] for found in postings.about.values()]
    lists = split([*map("".join, postings.about.values())], PART)
    rest = [f"{term},{postings.letter(term)}{found}" for term, found in postings.rest.items()]
    rests = split(rest, PART_OF_REST)
    share = CARDS if len(documents) < MANY else FEW_CARDS
    cards = [f'{document.card},"{postings.lengths(document.found)}"{document.facets}]' for document in documents]
    chunks = {
        "l": [f'"{" ".join(steps[part])},{"".join(codes[part])}"' for part in lists],
        "m": [f'"{" ".join(rest[part])}"' for part in rests],
        "c": _chunks(share, cards),
        "t": _chunks(TEXTS, [document.text for document in documents]),
        "r": _chunks(RESTS, [document.rest for document in documents]),
    }  # fmt: skip
    yield from ((f"{folder}/{name}{at}.js", part) for name, texts in chunks.items() for at, part in enumerate(texts))
    rest_terms = [*postings.rest]
    alike = [",".join(dict.fromkeys(" ".join(stems(word)) for word in group)) for group in _groups(handbook)]
    yield WORDS, _json({
        "folder": folder, "questions": len(handbook.questions), "most": postings.most, "doubling": DOUBLING,
        "cards": share, "texts": TEXTS, "rests": RESTS, "starts": [part.start for part in lists],
        "firsts": [rest_terms[part.start] for part in rests], "codes": " ".join(postings.codes),
        "topics": [topic.title for topic in handbook.topics.values()],
        "levels": [*handbook.settings.levels.values()],
        "endings": ENDINGS, "small": " ".join(sorted(SMALL)), "faint": " ".join(sorted(FAINT)),
        "concepts": [",".join(" ".join(name) for name in told(names)) for names in concepts.names], "alike": alike,
        **postings.terms(),
    })  # fmt: skip


def _groups(handbook: Handbook) -> Iterator[list[str]]:
    """Yields the words that the search takes for one another."""
    return ([word, *others] for word, others in handbook.synonyms.items())


def _added(postings: Postings, documents: Iterable[Document]) -> Iterator[Document]:
    for document in documents:
        postings.add(document.found)
        yield document


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _chunks(size: int, texts: Sequence[str]) -> Iterator[str]:
    return (f"[{','.join(texts[at : at + size])}]" for at in range(0, len(texts), size))


def _questions(handbook: Handbook, concepts: Concepts) -> Iterator[Document]:
    topics = {topic: at for at, topic in enumerate(handbook.topics)}
    levels = {level: at for at, level in enumerate(handbook.by_level)}
    glossary = handbook.keys.get("data/glossary.yml", "")
    asked_elsewhere = _follow_ups(handbook)

    def made(question: Question) -> Document:
        more = asked_elsewhere[question.id]
        around = _json([glossary, handbook.topics[question.topic].title, handbook.part_of[question.id], *more])
        make = partial(_kept, handbook, question, more, concepts)
        kept = handbook.texts.kept("search", question, around, lambda: "\n".join(make())).split("\n")
        facets = f",{topics[question.topic]},{levels[question.level]}"
        return Document(kept[0], facets, Found(*kept[1:3]), kept[3], kept[4])

    return handbook.failures.each("the search", handbook.questions.values(), made)


def _follow_ups(handbook: Handbook) -> Mapping[str, list[str]]:
    """Returns the follow-ups of other questions that each question answers: more ways to ask it."""
    asked: dict[str, list[str]] = defaultdict(list)
    for question in handbook.questions.values():
        for follow_up in question.follow_ups:
            if follow_up.see:
                asked[follow_up.see].append(plain_line(follow_up.question))
    return asked


def _kept(handbook: Handbook, question: Question, asked_elsewhere: Sequence[str], concepts: Concepts) -> list[str]:
    """Returns what the index takes from a question, each in a line."""
    text, rest = handbook.rendered(question, "search").split("\n")
    asked, core = json.loads(text)
    title = plain_line(question.question)
    tags = [handbook.topics[question.topic].title, *question.tags]
    facets = [f"level:{question.level}", f"topic:{question.topic}", *(f"tag:{tag}" for tag in question.tags)]
    fields = Fields(
        [title, question.id.replace("-", " "), *asked], " ".join(tags), [*core, *asked_elsewhere], json.loads(rest), facets
    )
    found = found_by(fields, concepts)
    return [_json([_location(handbook, question), title])[:-1], found.terms, found.phrasings, text, rest]


def _location(handbook: Handbook, question: Question) -> str:
    return f"{handbook.page_of(question)}#{question.id}"


def _topics(handbook: Handbook, entries: Sequence[Mapping[str, Any]], concepts: Concepts) -> Iterator[Document]:
    """Yields the topics whose pages are not among the theme's entries, since nobody wrote them."""
    there = {entry["location"] for entry in entries}
    for topic in handbook.topics.values():
        if topic_page(topic.id) not in there:
            lines = [plain_line(topic.summary), *handbook.introduction(topic).get("text", "").split("\n")]
            yield _page(topic_page(topic.id), plain_line(topic.title), [*filter(None, lines)], concepts)


def _pages(handbook: Handbook, entries: Iterable[Mapping[str, Any]], concepts: Concepts) -> Iterator[Document]:
    questions = {_location(handbook, question) for question in handbook.questions.values()}
    for entry in entries:
        if entry["location"] not in questions:
            title, lines = plain(str(entry["title"])), plain(str(entry["text"])).split("\n")
            yield _page(str(entry["location"]), title, lines, concepts)


def _page(location: str, title: str, lines: list[str], concepts: Concepts) -> Document:
    found = found_by(Fields([title, ""], "", [], lines), concepts)
    return Document(_json([location, title])[:-1], "", found, "[[],[]]", _json(lines))
