"""Puts a guide together as Typst source: the files that the press compiles."""

from __future__ import annotations

import json
import re
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.guide.errors import GuideError, TypesettingError
from handbook.guide.source.back import end_of, sources_of
from handbook.guide.source.code import call, dictionary, string
from handbook.guide.source.parts import Line, Source, divided
from handbook.guide.source.records import record, title
from handbook.guide.source.typeset import typeset
from handbook.guide.words import MANUAL, choice, edition, language, manual, size, words
from handbook.labels.labels import labels
from handbook.markup.inline.spoken import heard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from handbook.guide.options import Options
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question, Topic

TEMPLATES = Path(__file__).parent / "templates"
NAMED = re.compile(r'p-to\("([a-z0-9-]+)"')
FEW = 10
"""Questions below which a guide has neither cover nor contents nor chapters."""
MANY = 25
"""Questions from which a book has a half-title and a page on how it is used."""


class Book:
    """One guide on its way to Typst."""

    def __init__(self, handbook: Handbook, questions: Sequence[Question], options: Options) -> None:
        self.handbook = handbook
        self.questions = questions
        self.options = options
        self.few = len(questions) < FEW
        self.say = labels(*options.settings.words)
        self.chapters = [
            (handbook.topics[topic], tuple(asked)) for topic, asked in groupby(questions, key=lambda question: question.topic)
        ]

    @cached_property
    def sources(self) -> dict[str, int]:
        """The number of each source that the answers rest on, where the guide has a list of them."""
        return sources_of(self.handbook, self.questions) if self.options.variant in ("study", "key") else {}

    def source(self, passing: Iterable[Question], at_once: int) -> Source:
        """Returns the source, so many questions in one run; the questions are typeset as they pass."""
        records = {question.id: self._record(question) for question in passing}
        self.handbook.texts.commit()
        front = [*self._front()]
        lines = [*front, *_BODIES[self.options.variant](self, records)]
        figures = {
            f"figures/{question.topic}/{file}": self.handbook.root / "data" / question.topic / file
            for question in self.questions
            for figure in question.figures
            for file in figure.on_paper
        }
        names = {"guide.json": json.dumps(self._facts(), ensure_ascii=False), "names.typ": self._names(lines)}
        templates = {file.name: file.read_text("utf-8") for file in TEMPLATES.glob("*.typ")}
        return Source({**templates, **names}, figures, divided(lines, len(front), len(lines) if self.few else at_once))

    def _record(self, question: Question) -> str:
        try:
            return record(self.handbook, question)
        except (OSError, GuideError):
            raise
        except Exception as error:
            raise TypesettingError(f"{type(error).__name__}: {error}", (question,)) from error

    def _facts(self) -> dict[str, Any]:
        """Returns what the templates know of the guide as a whole."""
        settings, options, say, day = self.options.settings, self.options, self.say, self.handbook.edition
        date = {"year": day.year, "month": day.month, "day": day.day} if day else {}
        shown, subtitle = edition(say, day), say(f"guide.{options.variant}")
        author = [settings.author] if settings.author else []
        length = size(say, len(self.questions), len(self.chapters))
        imprint = [
            length,
            shown,
            *(say("guide.written-by", author=name) for name in author),
            say("guide.license", license=options.licence) if options.licence else "",
            say("guide.made-with"),
        ]
        return {
            "title": settings.title,
            "subtitle": subtitle,
            "description": f"{subtitle}. {options.licence}".strip(),
            "author": author,
            "keywords": sorted({tag for question in self.questions for tag in question.tags})[:50],
            "edition": {"date": date, "shown": shown} if day else None,
            "size": length,
            "choice": choice(say, options.selection),
            "licence": options.licence,
            "imprint": [line for line in imprint if line],
            "manual": manual(say, options.variant) if len(self.questions) >= MANY else [],
            "site": options.site,
            "paper": options.paper,
            "layout": options.layout,
            "variant": options.variant,
            "backs": options.backs,
            "bound": len(self.questions) >= MANY,
            "lift": 1 if self.few and options.variant != "cards" else 0,
            "lang": language(settings),
            "words": words(settings),
            "fonts": options.families,
            "topics": {topic.id: topic.title for topic, _ in self.chapters},
            "chosen": {question.id: True for question in self.questions},
        }

    def _names(self, lines: Iterable[Line]) -> str:
        """Returns the titles of the chosen questions and of all that the code names, and the numbers of the sources."""
        named = {question.id for question in self.questions}
        for line in lines:
            named.update(NAMED.findall(line.code))
        for question in self.questions:
            named.update(question.prerequisites, question.related)
        titles = {id_: title(self.handbook.questions[id_].question) for id_ in sorted(named)}
        sources = {key: str(number) for key, number in self.sources.items()}
        return f'#import "lines.typ": *\n#let titles = {dictionary(titles)}\n#let sources = {dictionary(sources)}\n'

    def _front(self) -> Iterator[Line]:
        """Yields what stands before the first question; the first two lines are for every run."""
        variant = self.options.variant
        yield Line(f'#import "{variant}.typ": *')
        yield Line("#show: book" if variant != "cards" else "#show: card-sheets")
        if variant == "cards":
            return
        if self.few:
            yield Line("#leaf-head()" + "#form()" * (variant == "questions"))
            return
        bound = len(self.questions) >= MANY and self.options.layout == "book" and variant in ("study", "key")
        yield Line(
            f"#cover({'after: form()' * (variant == 'questions')})"
            + ("#unnumbered[]#half-title()" if bound else "")
            + "#imprint()"
        )
        if len(self.questions) >= MANY and variant in MANUAL:
            yield Line("#fresh-page()#manual()")
        yield Line("#fresh-page()#contents()")

    def study(self, records: dict[str, str]) -> Iterator[Line]:
        """Yields the lines of a guide with the answers in their places."""
        yield from self._chapters(records, "study", introduced=True)
        yield from end_of(self.handbook, self.questions, self.sources, self.few)

    def short(self, records: dict[str, str]) -> Iterator[Line]:
        """Yields the lines of a guide with no more than the short answers and the key points."""
        yield from self._chapters(records, "short")

    def key(self, records: dict[str, str]) -> Iterator[Line]:
        """Yields the lines of a guide with the answers at the back, which are chapters of their own."""
        yield from self._chapters(records, "key", introduced=True)
        if self.few:
            yield Line("#pagebreak(weak: true)")
        yield from self._chapters(records, "key-answer", "answer--", "guide.answers-to")
        yield from end_of(self.handbook, self.questions, self.sources, self.few)

    def sheet(self, records: dict[str, str]) -> Iterator[Line]:
        """Yields the lines of an interviewer's sheet."""
        yield from self._chapters(records, "questions")

    def cards(self, records: dict[str, str]) -> Iterator[Line]:
        """Yields the lines of the cards: the records, each on a line, as the argument of one call."""
        yield Line("#cards((")
        for topic, questions in self.chapters:
            for question in questions:
                yield Line(f"({records[question.id]}, {string(topic.title)}),", question)
        yield Line("))")

    def _chapters(
        self, records: dict[str, str], function: str, prefix: str = "", name: str = "", introduced: bool = False
    ) -> Iterator[Line]:
        for topic, questions in self.chapters:
            if not self.few:
                yield from self._opened(topic, len(questions), f"{prefix}topic--{topic.id}", name, introduced)
            for question in questions:
                code = "#" + call(function, records[question.id])
                label = prefix + question.id
                yield Line(code, question, 2, label, f"titles.at({string(question.id)})", not prefix)

    def _opened(self, topic: Topic, count: int, label: str, name: str, introduced: bool) -> Iterator[Line]:
        """Yields what opens a chapter; one question of a selection is none that would need a page of its own."""
        shown = self.say(name, topic=topic.title) if name else topic.title
        if self.options.selection and count == 1:
            yield Line("#" + call("run-in-chapter", string(label), string(shown)), None, 2, label, string(shown))
            return
        yield opening(label, shown)
        html = heard(self.handbook.introduction(topic), self.say).get("html") if introduced else ""
        summary = topic.summary if introduced or self.options.variant != "key" else ""
        yield Line(
            "#" + call("chapter", string(label), string(shown), string(summary), typeset(html, depth=1) if html else "none")
        )


def opening(label: str, name: str) -> Line:
    """Returns what begins a new page and names its chapter at the head of the next ones."""
    return Line(f"#fresh-page()#set page(header: running({string(name)}, <{label}>))", None, 1, label, string(name))


_BODIES: dict[str, Callable[[Book, dict[str, str]], Iterator[Line]]] = {
    "study": Book.study,
    "short": Book.short,
    "key": Book.key,
    "questions": Book.sheet,
    "cards": Book.cards,
}
