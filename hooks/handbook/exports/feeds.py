"""What is new, for those who follow: an Atom feed, and a JSON Feed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from handbook.labels.labels import labels
from handbook.markup.citations import without
from handbook.markup.lines import plain_line, with_tex
from handbook.markup.links import PermanentLinks
from handbook.records.moments import time_of

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question, Topic
    from handbook.records.settings import Settings

MOST = 50
"""How many questions a feed has, the newest first."""
NEVER = "1970-01-01"


@dataclass(frozen=True)
class Feed:
    """The newest questions of a handbook, or of one of its topics."""

    handbook: Handbook
    settings: Settings
    topic: Topic | None = None

    @property
    def title(self) -> str:
        """The feed's name."""
        return f"{self.settings.title}: {self.topic.title}" if self.topic else self.settings.title

    @property
    def folder(self) -> str:
        """The folder of the page that it belongs to."""
        return f"topics/{self.topic.id}/" if self.topic else ""

    @property
    def questions(self) -> list[Question]:
        """The questions with a day, the newest first."""
        of = self.handbook.by_topic[self.topic.id] if self.topic else self.handbook.questions.values()
        dated = [question for question in of if question.news]
        return sorted(dated, key=lambda question: (question.news, question.id), reverse=True)[:MOST]

    def atom(self) -> str:
        """Returns the feed in Atom's format."""
        questions, url = self.questions, self.settings.url
        root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": self.settings.language})
        _add(root, "title", self.title)
        _add(root, "id", f"{url}{self.folder}feed.xml" if url else f"urn:feed:{self.folder or 'handbook'}")
        newest = questions[0].news if questions else str(self.handbook.edition or NEVER)
        _add(root, "updated", _time(newest))
        author = ET.SubElement(root, "author")
        _add(author, "name", self.settings.title)
        if url:
            _add(root, "link", rel="self", type="application/atom+xml", href=f"{url}{self.folder}feed.xml")
            _add(root, "link", rel="alternate", type="text/html", href=f"{url}{self.folder}")
        root.extend(self.handbook.failures.each(f"{self.folder}feed.xml", questions, self._entry))
        ET.indent(root, "")
        return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'

    def _entry(self, question: Question) -> ET.Element:
        entry = ET.Element("entry")
        _add(entry, "title", plain_line(question.question))
        _add(entry, "id", self._id(question))
        if self.settings.url:
            _add(entry, "link", rel="alternate", type="text/html", href=self._address(question))
        _add(entry, "published", _time(str(question.added or question.news)))
        _add(entry, "updated", _time(question.news))
        for term in (self._level(question), *question.tags):
            _add(entry, "category", term=term)
        if question.changed_what:
            _add(entry, "summary", plain_line(question.changed_what))
        _add(entry, "content", self._content(question), type="html")
        return entry

    def as_json(self) -> str:
        """Returns the feed in JSON Feed's format, version 1.1."""
        url = self.settings.url
        addresses = {"home_page_url": url, "feed_url": f"{url}{self.folder}feed.json"} if url else {}
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.title,
            **addresses,
            "language": self.settings.language,
            "authors": [{"name": self.settings.title}],
            "items": [*self.handbook.failures.each(f"{self.folder}feed.json", self.questions, self._item)],
        }
        return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"

    def _item(self, question: Question) -> dict[str, object]:
        return {
            "id": self._id(question),
            **({"url": self._address(question)} if self.settings.url else {}),
            "title": plain_line(question.question),
            "content_html": self._content(question),
            **({"summary": plain_line(question.changed_what)} if question.changed_what else {}),
            "date_published": _time(str(question.added or question.news)),
            "date_modified": _time(question.news),
            "tags": [self._level(question), *question.tags],
        }

    def _level(self, question: Question) -> str:
        return f"{labels(*self.settings.words)('export.level').lower()}: {question.level}"

    def _address(self, question: Question) -> str:
        return f"{self.settings.url}q/{question.id}/"

    def _id(self, question: Question) -> str:
        """Returns what stays the same when a question is renamed: the address under its first id."""
        first = question.first_id or question.id
        return f"{self.settings.url}q/{first}/" if self.settings.url else f"urn:question:{first}"

    def _content(self, question: Question) -> str:
        """Returns the short answer as HTML that any reader of feeds can show."""
        short = json.loads(self.handbook.rendered(question, "data"))["short"]["html"]
        return PermanentLinks(self.handbook, self.settings.url).close(with_tex(without(short)))


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> None:
    ET.SubElement(parent, name, attributes).text = text


def _time(moment: str) -> str:
    return time_of(moment).strftime("%Y-%m-%dT%H:%M:%SZ")
