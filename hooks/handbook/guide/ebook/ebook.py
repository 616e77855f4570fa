"""Puts a guide together as EPUB: the same content as the study guide, a page a question."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from handbook.guide.ebook.cover import cover
from handbook.guide.ebook.drawings import sound
from handbook.guide.ebook.package import Item, packed
from handbook.guide.ebook.texts import Texts, title
from handbook.guide.source.back import index_of, sources_of, terms_of
from handbook.guide.words import edition, size, words
from handbook.labels.labels import labels
from handbook.markup.inline.spoken import heard
from handbook.markup.lines import plain_line
from handbook.markup.links import cite
from handbook.markup.templates import template
from handbook.records.fields import markdown_fields

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.guide.options import Options
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

ENTRIES = 120
"""Entries of the index on a page: an old reader is slow with a long one."""
STYLE = Path(__file__).parents[1] / "templates" / "epub" / "style.css"


class Ebook:
    """One guide on its way into an EPUB."""

    def __init__(self, handbook: Handbook, questions: Sequence[Question], options: Options) -> None:
        self.handbook = handbook
        self.questions = questions
        self.options = options
        self.say = labels(*options.settings.words)
        self.words = words(options.settings)
        self.chosen = {question.id for question in questions}
        self.sources = sources_of(handbook, questions)
        titles = {id_: plain_line(question.question) for id_, question in handbook.questions.items()}
        self.texts = Texts(self._address, titles, self.sources, options.site, self.words)

    def file(self) -> bytes:
        """Returns the book."""
        facts = {**self._facts(), "entries": self._entries()}
        cover_page, title_page, *pages = self._pages()
        contents = Item("nav.xhtml", self._drawn("nav.xhtml", **facts), spine=True)
        figures = self._figures()
        items = [
            Item("style.css", STYLE.read_bytes()),
            Item("cover.png", cover(facts)),
            Item("toc.ncx", self._drawn("toc.ncx", **facts)),
            *figures,
            *(cover_page, title_page, contents, *pages),
        ]
        return packed(items, self._drawn("package.opf", items=items, figures=bool(figures), **facts).decode())

    def _address(self, id_: str) -> str:
        if id_ in self.chosen:
            return f"q-{id_}.xhtml"
        return f"{self.options.site}q/{id_}/" if self.options.site else ""

    def _drawn(self, name: str, **facts: Any) -> bytes:
        return template("guide", f"epub/{name}").render(words=self.words, lang=self.options.settings.language, **facts).encode()

    def _page(self, name: str, shown: str, template: str, **facts: Any) -> Item:
        return Item(name, self._drawn(template, shown=shown, **facts), shown, spine=True)

    def _facts(self) -> dict[str, Any]:
        """Returns what is known of the whole."""
        settings, day, say = self.options.settings, self.handbook.edition, self.say
        identity = " ".join([settings.url, settings.title, *(question.id for question in self.questions)])
        topics = [self.handbook.topics[topic].title for topic in dict.fromkeys(question.topic for question in self.questions)]
        subtitle, length = say(f"guide.{self.options.variant}"), size(say, len(self.questions), len(topics))
        return {
            "title": settings.title,
            "subtitle": subtitle,
            "author": settings.author,
            "description": settings.description or f"{subtitle}: {length}.",
            "summary": say("guide.summary"),
            "subjects": topics,
            "size": length,
            "edition": edition(say, day),
            "date": (day or datetime(2000, 1, 1, tzinfo=UTC).date()).isoformat(),
            "licence": self.options.licence,
            "site": self.options.site,
            "identifier": f"urn:uuid:{uuid5(NAMESPACE_URL, identity)}",
        }

    def _figures(self) -> list[Item]:
        figures = {
            f"figures/{question.topic}/{file}": self.handbook.root / "data" / question.topic / file
            for question in self.questions
            for figure in question.figures
            for file in figure.on_paper
        }
        return [
            Item(name, sound(file.read_bytes()) if file.suffix == ".svg" else file.read_bytes()) for name, file in figures.items()
        ]

    def _pages(self) -> Iterator[Item]:
        """Yields the pages in the order in which they are read."""
        facts = self._facts()
        yield self._page("cover.xhtml", self.words["cover"], "cover.xhtml", **facts)
        yield self._page("title.xhtml", self.words["title-page"], "title.xhtml", **facts)
        for topic, asked in groupby(self.questions, key=lambda question: question.topic):
            found, questions = self.handbook.topics[topic], tuple(asked)
            html = heard(self.handbook.introduction(found), self.say).get("html", "")
            listed = [(question.id, title(question.question)) for question in questions]
            introduction = self.texts.page(html) if html else ""
            yield self._page(
                f"topic-{topic}.xhtml", found.title, "topic.xhtml", topic=found, introduction=introduction, listed=listed
            )
            yield from self.handbook.failures.each("the EPUB", questions, self._question)
        yield from self._end()

    def _question(self, question: Question) -> Item:
        data = heard(json.loads(self.handbook.rendered(question, "data")), self.say)
        html = {}
        for loc, _ in markdown_fields(question):
            part = data
            for key in loc:
                part = part[key]
            one = loc[0] in ("key_points", "misconceptions", "figures")
            html[".".join(map(str, loc))] = self.texts.line(part["html"]) if one else self.texts.page(part["html"])
        return self._page(
            f"q-{question.id}.xhtml", plain_line(question.question), "question.xhtml", q=question, html=html, line=title,
            level=self.handbook.settings.levels[question.level], address=self._address, sources=self.sources,
            named=lambda id_: title(self.handbook.questions[id_].question),
        )  # fmt: skip

    def _end(self) -> Iterator[Item]:
        terms = [(name, self.handbook.glossary[name]) for name in terms_of(self.handbook, self.questions)]
        if terms:
            yield self._page("glossary.xhtml", self.words["glossary"], "glossary.xhtml", terms=terms)
        if self.sources:
            listed = [(key, Markup(cite(self.handbook.references[key], self.say))) for key in self.sources]  # noqa: S704  cite escapes
            yield self._page("sources.xhtml", self.words["sources"], "sources.xhtml", sources=listed)
        entries = [
            (name, [(id_, title(self.handbook.questions[id_].question), id_ in main) for id_ in ids])
            for name, (main, ids) in index_of(self.handbook, self.questions).items()
        ]
        for at in range(0, len(entries) or 1, ENTRIES):
            name = f"index-{at // ENTRIES + 1}.xhtml" if at else "index.xhtml"
            yield self._page(name, self.words["index"], "index.xhtml", entries=entries[at : at + ENTRIES])

    def _entries(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """Returns the entries of the contents: the page and title of each chapter, and those of its questions."""
        entries: list[tuple[str, str, list[tuple[str, str]]]] = [("title.xhtml", self.words["title-page"], [])]
        for topic, asked in groupby(self.questions, key=lambda question: question.topic):
            inside = [(f"q-{question.id}.xhtml", plain_line(question.question)) for question in asked]
            entries.append((f"topic-{topic}.xhtml", self.handbook.topics[topic].title, inside))
        for name in ("glossary", "sources", "index"):
            has = {"glossary": bool(terms_of(self.handbook, self.questions)), "sources": bool(self.sources), "index": True}
            if has[name]:
                entries.append((f"{name}.xhtml", self.words[name], []))
        return entries


def make_epub(handbook: Handbook, questions: Sequence[Question], options: Options) -> bytes:
    """Returns a study guide to the questions as EPUB."""
    return Ebook(handbook, questions, options).file()
