"""Draws one question as HTML that any page can hold: links stay open until the page is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from handbook.markup.templates import templates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.reading.source import Key
    from handbook.records.model import QuestionFile

ACTIONS = "<!--actions-->"
"""Where the links to the repository go, which only the page knows."""
PROSE = "<!--prose-->"
"""Stands before and behind the texts in which terms are explained."""


def markdown_fields(question: QuestionFile) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Yields the path and the text of every Markdown field that a question has."""
    for name in ("short", "answer"):
        yield from _given(name, getattr(question, name))
    if question.analogy:
        yield ("analogy", "text"), question.analogy.text
        yield ("analogy", "breaks_down"), question.analogy.breaks_down
    for name in ("example", "in_practice"):
        yield from _given(name, getattr(question, name))
    for at, misconception in enumerate(question.misconceptions):
        yield ("misconceptions", at, "claim"), misconception.claim
        yield ("misconceptions", at, "correction"), misconception.correction
    for at, point in enumerate(question.key_points):
        yield ("key_points", at), point
    for at, figure in enumerate(question.figures):
        if figure.caption:
            yield ("figures", at, "caption"), figure.caption


def _given(name: str, text: str | None) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Yields a text unless it is missing, as the answers of a draft may be."""
    if text and text.strip():
        yield (name,), text


def render_fragment(id_: str, topic: str, question: QuestionFile, html: Mapping[str, str]) -> str:
    """Returns what follows a question's heading on a page."""
    safe = {name: Markup(part) for name, part in html.items()}  # noqa: S704  render sanitised it
    return templates("markup").get_template("question.html").render(id=id_, topic=topic, q=question, html=safe)
