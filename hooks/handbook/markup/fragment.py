"""Draws one question as HTML that any page can hold: links stay open until the page is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from handbook.labels.labels import labels
from handbook.markup.inline.spoken import with_words
from handbook.markup.templates import template

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.records.model import QuestionFile
    from handbook.records.settings import Settings

ACTIONS = "<!--actions-->"
"""Where the links to the repository go, which only the page knows."""
PROSE = "<!--prose-->"
"""Stands before and behind the texts in which terms are explained."""
MORE = "<!--more-->"
"""Stands between the short answer and all that follows it."""
NEXT = "<!--next-->"
"""Where the link to the next question goes, which only the page knows."""


def render_fragment(id_: str, topic: str, question: QuestionFile, html: Mapping[str, str], settings: Settings) -> str:
    """Returns what follows a question's heading on a page."""
    say = labels(*settings.words)
    heard = {**html, "short": with_words(html["short"], say)} if "short" in html else html
    safe = {name: Markup(part) for name, part in heard.items()}  # noqa: S704  render sanitised it
    level = settings.levels.get(question.level, question.level)
    return template("markup", "question.html").render(id=id_, topic=topic, q=question, html=safe, level=level, say=say)
