"""Which fields of a record hold Markdown, and which the ways to ask a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.model import QuestionFile
    from handbook.records.problems import Key


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


def wordings(question: QuestionFile) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Yields the path and the text of every way to ask a question, its own first."""
    yield ("question",), question.question
    for name in ("asked_as", "searched_as"):
        for at, text in enumerate(getattr(question, name)):
            yield (name, at), text
