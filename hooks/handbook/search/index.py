"""The index of the site's search, in parts of which the browser fetches those that a query needs.

`search/words.js` has the terms that questions are about, each with its weight, and the words that people use for one another.
It names the folder of the other parts: `l*.js` the lists of questions of neighbouring terms, `m*.js` more such lists, of what is
only in the rest of a question, with their terms; `c*.js` the cards of questions, `t*.js` their first texts, `r*.js` the rest;
`v.js` the vectors of words and `d*.js` those of questions; `p.js` the other pages.
Each is one call of `part` with JSON, so that a page opened from disk can load it as a script.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from handbook.labels.labels import labels
from handbook.markup.lines import plain, plain_line
from handbook.records.handbook import topic_page
from handbook.search.found import PARTS, Concepts, Found, found_by, told
from handbook.search.postings import DOUBLING, Postings, split
from handbook.search.texts import asked_elsewhere, texts
from handbook.search.words import TABLES, chunks, language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.search.found import Texts
    from handbook.search.vectors import Vectors
    from handbook.search.weights import Weights

    Entry = Mapping[str, Any]
    """A page, or a section of one, as the theme's own index has it."""

WORDS = "words.js"
PART, PART_OF_REST = 6_000, 2_500
"""The size of a part with lists, in letters."""
CARDS, FEW_CARDS, TEXTS, RESTS = 64, 16, 2, 4
"""How many questions share a part; cards in small parts where there are many, of which a query needs a few."""
MANY = 1_000
"""Questions from which on a site has many."""
PATTERNS = (
    "accents",
    "marks",
    "spaceless",
    "command",
    "hump",
    "possessive",
    "apostrophe",
    "token",
    "joint",
    "run",
    "gram",
    "spoken",
)
"""What query and index must take apart alike."""
GLOSSARY, LETTERS = "glossary/", "glossary/#letter-"
"""Where the terms are, and under which headings."""
NOTES = ("doubtful", "no-level", "no-topic", "no-tag", "phrasing")
"""What the worker says, by the names of the labels."""


@dataclass(frozen=True, slots=True)
class Document:
    """A question, to be found."""

    id: str
    card: str
    """The beginning of its card, as JSON: location and title."""
    facets: str
    """The end of its card: the numbers of its topic and level."""
    found: Found
    text: str
    """Its phrasings, short answer and key points, as JSON."""
    rest: str
    forms: str
    """Its words, where the browser has to be told their stems."""


def stamp(handbook: Handbook, entries: Sequence[Entry], weights: Weights, vectors: Vectors | None) -> str:
    """Returns a digest of all that the index is made of, which names the folder of its parts."""
    keys = [handbook.keys[id_] for id_ in handbook.questions]
    keys += [handbook.keys.get(f"data/{name}.yml", "") for name in ("glossary", "synonyms")]
    topics = [(topic.id, topic.title) for topic in handbook.topics.values()]
    made = [handbook.texts.engine("search"), handbook.settings.words, keys, topics, weights.told(), vectors and vectors.digest]
    return blake2b(json.dumps([*made, list(entries)], default=str).encode(), digest_size=6).hexdigest()


def parts(
    handbook: Handbook, entries: Sequence[Entry], folder: str, weights: Weights, vectors: Vectors | None = None
) -> Iterator[tuple[str, str]]:
    """Yields the name and the JSON of each part of the index of the questions and of entries of the theme's own index.

    The words come last: they tell that the others are there.
    """
    speech = language(handbook.settings.language)
    concepts = Concepts(handbook.glossary, speech)
    postings = Postings(speech.common)
    documents = [*_questions(handbook, concepts, weights)]
    for document in documents:
        postings.add(document.found)
    postings.weigh()
    postings.close()
    steps, codes = [found[0] for found in postings.about.values()], [found[1] for found in postings.about.values()]
    lists = split([*map("".join, postings.about.values())], PART)
    rest = [f"{term},{postings.letter(term)}{found}" for term, found in postings.rest.items()]
    rests = split(rest, PART_OF_REST)
    share = CARDS if len(documents) < MANY else FEW_CARDS
    cards = [f'{document.card},"{postings.lengths(document.found)}"{document.facets}]' for document in documents]
    named = {
        "l": [f'"{" ".join(steps[part])},{"".join(codes[part])}"' for part in lists],
        "m": [f'"{" ".join(rest[part])}"' for part in rests],
        "c": _shared(share, cards),
        "t": _shared(TEXTS, [document.text for document in documents]),
        "r": _shared(RESTS, [document.rest for document in documents]),
        "d": _shared(share, [_json(vectors.documents.get(document.id, "")) for document in documents]) if vectors else [],
    }  # fmt: skip
    yield from ((f"{folder}/{name}{at}.js", part) for name, own in named.items() for at, part in enumerate(own))
    if vectors:
        yield f"{folder}/v.js", _json(vectors.words)
    pages = [*_pages(handbook, entries)]
    yield f"{folder}/p.js", _json(pages)
    rest_terms = [*postings.rest]
    says = labels(*handbook.settings.words)
    forms = (form for document in documents for form in document.forms.split())
    yield WORDS, _json({
        "folder": folder, "questions": len(documents), "most": postings.most, "doubling": DOUBLING,
        "cards": share, "texts": TEXTS, "rests": RESTS, "starts": [part.start for part in lists],
        "firsts": [rest_terms[part.start] for part in rests], "codes": " ".join(postings.codes),
        "topics": [topic.title for topic in handbook.topics.values()],
        "levels": [*handbook.settings.levels.values()], "vectors": bool(vectors), "pages": len(pages),
        "patterns": {name: TABLES[name] for name in PATTERNS}, **speech.told(forms),
        "weights": weights.told(), "rest": [round(at / PARTS, 3) for at in range(PARTS + 1)],
        "notes": {name: says(f"search.{name}") for name in NOTES},
        "concepts": [",".join(" ".join(name) for name in told(names)) for names in concepts.names],
        "alike": [",".join(dict.fromkeys(" ".join(speech.stems(word)) for word in group)) for group in _groups(handbook)],
        **postings.terms(),
    })  # fmt: skip


def _groups(handbook: Handbook) -> Iterator[list[str]]:
    """Yields the words that the search takes for one another."""
    return ([word, *others] for word, others in handbook.synonyms.items())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _shared(size: int, texts: Sequence[str]) -> Iterator[str]:
    return (f"[{','.join(texts[at : at + size])}]" for at in range(0, len(texts), size))


def _questions(handbook: Handbook, concepts: Concepts, weights: Weights) -> Iterator[Document]:
    topics = {topic: at for at, topic in enumerate(handbook.topics)}
    levels = {level: at for at, level in enumerate(handbook.by_level)}
    around = [concepts.language.code, weights.told(), handbook.keys.get("data/glossary.yml", "")]
    follow = asked_elsewhere(handbook)

    def made(question: Question) -> Document:
        more = follow[question.id]
        where = _json([*around, handbook.topics[question.topic].title, handbook.part_of[question.id], *more])
        make = partial(_kept, handbook, question, more, concepts, weights)
        kept = handbook.texts.kept("search", question, where, lambda: "\n".join(make())).split("\n")
        facets = f",{topics[question.topic]},{levels[question.level]}"
        return Document(question.id, kept[0], facets, Found(*kept[1:3]), *kept[3:])

    return handbook.failures.each("the search", handbook.questions.values(), made)


def _kept(handbook: Handbook, question: Question, follow: Sequence[str], concepts: Concepts, weights: Weights) -> list[str]:
    """Returns what the index takes from a question, each in a line."""
    fields = texts(handbook, question, follow)
    facets = [f"level:{question.level}", f"topic:{question.topic}", *(f"tag:{tag}" for tag in question.tags)]
    found = found_by(fields, facets, concepts, weights.fields)
    card = _json([_location(handbook, question), plain_line(question.question)])[:-1]
    forms = "" if concepts.language.endings else " ".join(sorted(_forms(fields)))
    return [card, found.terms, found.phrasings, *handbook.rendered(question, "search").split("\n"), forms]


def _forms(fields: Texts) -> set[str]:
    return {form for lines in fields.values() for line in lines for parts in chunks(line) for form in parts}


def _location(handbook: Handbook, question: Question) -> str:
    return f"{handbook.page_of(question)}#{question.id}"


def _pages(handbook: Handbook, entries: Sequence[Entry]) -> Iterator[list[Any]]:
    """Yields the pages that are no questions: location, title and lines; with topics whose pages nobody wrote.

    The glossary's terms are found one by one, and not by the letters that they stand under.
    """
    questions = {_location(handbook, question) for question in handbook.questions.values()}
    there = {entry["location"] for entry in entries}
    for entry in entries:
        if entry["location"] not in questions and not str(entry["location"]).startswith(LETTERS):
            yield [str(entry["location"]), plain(str(entry["title"])), plain(str(entry["text"])).split("\n")]
    for topic in handbook.topics.values():
        if topic_page(topic.id) not in there:
            lines = [plain_line(topic.summary), *handbook.introduction(topic).get("text", "").split("\n")]
            yield [topic_page(topic.id), plain_line(topic.title), [*filter(None, lines)]]
    for name, term in handbook.glossary.items() if GLOSSARY in there else ():
        others = " · ".join(map(plain_line, [*term.abbreviations, *term.synonyms]))
        lines = [*filter(None, [others]), plain_line(term.meaning)]
        yield [f"{GLOSSARY}#{handbook.texts.anchors[name]}", plain_line(name), lines]
