"""Puts a guide together as Typst source: the files that `typesetting` compiles."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.guide.options import SUBTITLES
from handbook.guide.source.code import array, call, dictionary, string
from handbook.guide.source.parts import Line, divided
from handbook.guide.source.records import record, title
from handbook.guide.source.typeset import line, typeset
from handbook.markup.links import cite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from handbook.guide.options import Options
    from handbook.guide.source.parts import Part
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question, Topic

TEMPLATES = Path(__file__).parent / "templates"
FRONT = 4
"""Lines before the first chapter."""
NAMED = re.compile(r'p-to\("([a-z0-9-]+)"')


@dataclass(frozen=True, slots=True)
class Source:
    """A guide as Typst source."""

    files: dict[str, str]
    """What every part of it reads: text by file name."""
    figures: dict[str, Path]
    """The drawings by the names that the source has for them."""
    parts: tuple[Part, ...]
    """The main file of each run; of most guides there is one."""


class Book:
    """One guide on its way to Typst."""

    def __init__(self, handbook: Handbook, questions: Sequence[Question], options: Options) -> None:
        self.handbook = handbook
        self.questions = questions
        self.options = options
        self.chapters = [
            (handbook.topics[topic], tuple(asked)) for topic, asked in groupby(questions, key=lambda question: question.topic)
        ]

    def source(self, passing: Iterable[Question], at_once: int) -> Source:
        """Returns the source, so many questions in one run; the questions are typeset as they pass."""
        records = {question.id: record(self.handbook, question) for question in passing}
        lines = [*_BODIES[self.options.variant](self, records)]
        self.handbook.texts.commit()
        figures = {
            f"figures/{question.topic}/{figure.file}": self.handbook.root / "data" / question.topic / figure.file
            for question in self.questions
            for figure in question.figures
        }
        names = {"guide.json": json.dumps(self._facts(), ensure_ascii=False), "names.typ": self._names(lines)}
        templates = {file.name: file.read_text("utf-8") for file in TEMPLATES.glob("*.typ")}
        return Source({**templates, **names}, figures, divided(lines, FRONT, at_once))

    def _facts(self) -> dict[str, Any]:
        """Returns what the templates know of the guide as a whole."""
        settings, edition = self.options.settings, self.handbook.edition
        count, topics = len(self.questions), len(self.chapters)
        date = {"year": edition.year, "month": edition.month, "day": edition.day} if edition else {}
        shown = f"{edition.day} {edition:%B %Y}" if edition else ""
        return {
            "title": settings.title,
            "subtitle": SUBTITLES[self.options.variant],
            "author": [],
            "keywords": sorted({tag for question in self.questions for tag in question.tags})[:50],
            "edition": {"date": date, "shown": shown} if edition else None,
            "size": f"{count:,} question{'s' * (count != 1)} in {topics:,} topic{'s' * (topics != 1)}",
            "choice": f"A selection: {self.options.selection}" if self.options.selection else "",
            "licence": settings.copyright,
            "site": settings.url,
            "paper": self.options.paper,
            "variant": self.options.variant,
            "fonts": self.options.families,
            "chosen": {question.id: True for question in self.questions},
        }

    def _names(self, lines: Iterable[Line]) -> str:
        """Returns the titles of the chosen questions and of all that the code names."""
        named = {question.id for question in self.questions}
        for line_ in lines:
            named.update(NAMED.findall(line_.code))
        for question in self.questions:
            named.update(question.prerequisites, question.related)
        titles = {id_: title(self.handbook.questions[id_].question) for id_ in sorted(named)}
        return f'#import "lines.typ": *\n#let titles = {dictionary(titles)}\n'

    def _front(self, template: str) -> Iterator[Line]:
        yield Line(f'#import "{template}.typ": *')
        yield Line("#show: book")
        yield Line("#cover()")
        yield Line("#contents()")

    def study(self, records: dict[str, str]) -> Iterator[Line]:
        """Yields the lines of a guide with the answers in their places."""
        yield from self._front("study")
        yield from self._answers(records, "study", "chapter")
        yield from self._end()

    def key(self, records: dict[str, str]) -> Iterator[Line]:
        """Yields the lines of a guide with the answers at the back."""
        yield from self._front("key")
        yield from self._asked(records, "key")
        yield self._opening("the-key", "Answer key")
        yield Line("#" + call("opening", string("the-key"), string("Answer key")))
        yield from self._answers(records, "key-answer", "key-chapter", "answer--")
        yield from self._end()

    def sheet(self, records: dict[str, str]) -> Iterator[Line]:
        """Yields the lines of an interviewer's sheet."""
        yield from self._front("questions")
        yield from self._asked(records, "questions")

    def cards(self, records: dict[str, str]) -> Iterator[Line]:
        """Yields the lines of the cards: the records, each on a line, as the argument of one call."""
        yield Line('#import "cards.typ": *')
        yield Line("#cards((")
        for topic, questions in self.chapters:
            for question in questions:
                yield Line(f"({_with(records[question.id], '()')}, {string(topic.title)}),", question)
        yield Line("))")

    def _asked(self, records: dict[str, str], function: str) -> Iterator[Line]:
        for topic, questions in self.chapters:
            yield self._opening(f"topic--{topic.id}", topic.title)
            introduction = self._introduction(topic) if self.options.variant == "key" else "none"
            yield Line(self._chapter("chapter", topic, introduction))
            for question in questions:
                yield self._titled(call(function, _with(records[question.id], "()"), "()"), question)

    def _answers(self, records: dict[str, str], function: str, opening: str, prefix: str = "") -> Iterator[Line]:
        for topic, questions in self.chapters:
            keys = dict.fromkeys(key for question in questions for key in question.references)
            numbers = {key: at for at, key in enumerate(keys, 1)}
            if opening == "chapter":
                yield self._opening(f"topic--{topic.id}", topic.title)
            yield Line(self._chapter(opening, topic, self._introduction(topic)))
            for question in questions:
                cited = array(f"({numbers[key]}, {string(_note(topic.id, key))})" for key in question.references)
                yield self._titled(call(function, _with(records[question.id], cited), cited), question, prefix)
            yield Line("#" + call("notes", array(self._source(topic.id, key, at) for key, at in numbers.items())))

    @staticmethod
    def _titled(code: str, question: Question, prefix: str = "") -> Line:
        """Returns what prints a question under a heading with its title."""
        return Line(f"#{code}", question, 2, prefix + question.id, f"titles.at({string(question.id)})")

    @staticmethod
    def _chapter(function: str, topic: Topic, introduction: str) -> str:
        return "#" + call(function, string(f"topic--{topic.id}"), string(topic.title), string(topic.summary), introduction)

    def _introduction(self, topic: Topic) -> str:
        html = self.handbook.introduction(topic).get("html")
        return typeset(html, depth=1) if html else "none"

    def _source(self, topic: str, key: str, number: int) -> str:
        reference = self.handbook.references[key]
        bare = reference.model_copy(update={"url": None})
        address = string(reference.url) if reference.url else "none"
        return array([str(number), string(_note(topic, key)), line(cite(bare)), address])

    def _end(self) -> Iterator[Line]:
        terms = [
            array([string(name), string(", ".join([*term.abbreviations, *term.synonyms])), string(term.meaning)])
            for name, term in sorted(self.handbook.glossary.items(), key=lambda item: item[0].casefold())
        ]
        if terms:
            yield self._opening("the-glossary", "Glossary")
            yield Line("#" + call("glossary", array(terms)))
        tags: dict[str, list[str]] = {}
        for question in self.questions:
            for tag in question.tags:
                tags.setdefault(tag, []).append(string(question.id))
        entries = (array([string(tag), array(tags[tag])]) for tag in sorted(tags))
        yield self._opening("the-index", "Index of tags")
        yield Line("#" + call("tag-index", array(entries)))

    @staticmethod
    def _opening(label: str, name: str) -> Line:
        """Returns what begins a new page and names its chapter at the head of the next ones."""
        return Line(f"#set page(header: running({string(name)}, <{label}>))", None, 1, label, string(name))


def _with(record: str, sources: str) -> str:
    """Returns a question's record for the numbers and labels of its sources."""
    return f"({record})({sources})"


def _note(topic: str, key: str) -> str:
    return f"note--{topic}--{key}"


_BODIES: dict[str, Callable[[Book, dict[str, str]], Iterator[Line]]] = {
    "study": Book.study,
    "key": Book.key,
    "questions": Book.sheet,
    "cards": Book.cards,
}
