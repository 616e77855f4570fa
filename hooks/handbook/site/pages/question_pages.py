"""The page of each question: the theme draws its shell once, and each question is put into it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from html import escape
from textwrap import shorten
from typing import TYPE_CHECKING

from markupsafe import Markup

from handbook.labels.labels import Labels, labels
from handbook.markup.fragment import ACTIONS, NEXT
from handbook.markup.lines import plain_line
from handbook.markup.links import PermanentLinks
from handbook.markup.templates import template
from handbook.site import linked_data
from handbook.site.pages.drawing import for_page
from handbook.site.pages.topics import actions
from handbook.site.pictures import picture_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.site.pages.repository import Repository

SLOTS = ("title", "description", "address", "edit", "head", "content", "id")
SLOT = re.compile(r"(?:<h1>)?handbook-slot-([a-z]+)-7c1f9e(?:</h1>)?")
LONGEST_DESCRIPTION, LONGEST_WORD = 250, 50
CLOSED = '<details class="answer">'
SUMMARY = re.compile(r"\s*<summary\b.*?</summary>", re.DOTALL)


def slot(name: str) -> Markup:
    """Returns what stands in the shell where a part of a question goes."""
    text = f"handbook-slot-{name}-7c1f9e"
    return Markup(f"<h1>{text}</h1>" if name == "content" else text)  # noqa: S704  the theme would add a heading of its own


class Shell:
    """A page of the theme with places for a question's parts."""

    def __init__(self, html: str) -> None:
        self._pieces = SLOT.split(html)
        self.digest = blake2b(html.encode(), digest_size=16).hexdigest()

    def filled(self, parts: Mapping[str, str]) -> str:
        """Returns the page with these parts, which are HTML."""
        return "".join(parts[piece] if at % 2 else piece for at, piece in enumerate(self._pieces))


@dataclass(frozen=True)
class QuestionPages:
    """The pages of all questions of a handbook."""

    handbook: Handbook
    shell: Shell
    repository: Repository | None = None

    @cached_property
    def _say(self) -> Labels:
        """The words of the handbook."""
        return labels(*self.handbook.settings.words)

    @cached_property
    def _neighbours(self) -> Mapping[str, tuple[Question | None, Question | None]]:
        """The questions before and after each one in its topic."""
        rows = [[None, *questions, None] for questions in self.handbook.by_topic.values()]
        return {here.id: (row[at - 1], row[at + 1]) for row in rows for at, here in enumerate(row) if here}

    def around(self, question: Question) -> list[str]:
        """Returns the ids of the questions that a question's page names because they stand beside it."""
        return [other.id for other in self._neighbours[question.id] if other]

    def page(self, question: Question) -> str:
        """Returns a question's page."""
        title = plain_line(question.question)
        short = self.short(question)
        description = shorten(
            " ".join(short.split())[: LONGEST_DESCRIPTION + LONGEST_WORD], LONGEST_DESCRIPTION, placeholder=" …"
        )
        return self.shell.filled(
            {
                "title": escape(title),
                "description": escape(description),
                "address": escape(f"{self.handbook.settings.url}q/{question.id}/"),
                "edit": escape(self.repository.edit(f"data/{question.topic}/{question.id}.yml")) if self.repository else "",
                "head": self._head(question, title, description, short),
                "content": self._content(question),
                "id": question.id,
            }
        )

    def short(self, question: Question) -> str:
        """Returns a question's short answer as plain text."""
        return PermanentLinks(self.handbook, "").words(json.loads(self.handbook.rendered(question, "data"))["short"])

    def _head(self, question: Question, title: str, description: str, short: str) -> str:
        url = self.handbook.settings.url
        picture = picture_of(self.handbook, question)
        return template("site", "question_head.html").render(
            say=self._say,
            site=self.handbook.settings.title,
            title=title,
            description=description,
            url=f"{url}q/{question.id}/" if url else "",
            picture=f"{url}{picture}" if url and picture else "",
            added=question.added,
            changed=question.changed,
            topic=self.handbook.topics[question.topic],
            data=linked_data.of_question(self.handbook, question, short),
        )

    def _content(self, question: Question) -> str:
        before, after = self._neighbours[question.id]
        return template("site", "question_page.html").render(
            say=self._say,
            q=question,
            topic=self.handbook.topics[question.topic],
            page=self.handbook.page_of(question),
            fragment=Markup(self._fragment(question)),  # noqa: S704  render sanitised it
            before=before,
            after=after,
        )

    def _fragment(self, question: Question) -> str:
        """Returns what is on the topic's page under the question's heading, with the answer open for good."""
        drawn = for_page(self.handbook.explained(question), self.handbook.root / "data")
        html = PermanentLinks(self.handbook, "../../", question.id).close(drawn)
        html = html.replace(ACTIONS, actions(self.handbook, self.repository, question)).replace(NEXT, "")
        head, _, rest = html.partition(CLOSED)
        body, _, end = SUMMARY.sub("", rest, count=1).rpartition("</details>")
        return (
            f'{head}<div class="answer">\n<h2 class="answer-title">{escape(self._say("question.answer"))}</h2>{body}</div>{end}'
        )


def in_sitemap(handbook: Handbook) -> str:
    """Returns the entries of the sitemap; without the site's address there can be none."""
    base = escape(handbook.settings.url)
    return "".join(_entry(base, question) for question in handbook.questions.values()) if base else ""


def _entry(base: str, question: Question) -> str:
    days = [str(day)[:10] for day in (question.changed, question.added, question.reviewed) if day]
    modified = f"<lastmod>{max(days)}</lastmod>" if days else ""
    return f"<url><loc>{base}q/{question.id}/</loc>{modified}</url>\n"
