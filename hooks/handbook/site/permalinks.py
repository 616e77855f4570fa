"""Where links lead that are older than the question that answers them, or left by it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from handbook.labels.labels import labels
from handbook.markup.lines import plain_line
from handbook.markup.links import Links
from handbook.markup.templates import template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.handbook import Handbook


def former_pages(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Yields each former id with the page that leads on to its question, or says that there is none any more."""
    draw = partial(template("site", "permanent_link.html").render, say=labels(*handbook.settings.words))
    merged = {id_: entry.to for id_, entry in handbook.retired.items() if entry.to}
    for old, id_ in {**merged, **handbook.moved}.items():
        title = plain_line(handbook.questions[id_].question)
        yield (
            old,
            draw(title=title, site=handbook.settings.title, address=f"../{id_}/", canonical=f"{handbook.settings.url}q/{id_}/"),
        )
    for old, entry in handbook.retired.items():
        if not entry.to and old not in handbook.moved:
            yield old, draw(title=plain_line(entry.question), site=handbook.settings.title, address="", canonical="")


def topic_links(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Yields for each question a page that leads to its topic's page, for a site without pages of the questions."""
    draw = partial(template("site", "permanent_link.html").render, say=labels(*handbook.settings.words))
    links = Links(handbook, "../../")
    for question in handbook.questions.values():
        canonical = f"{handbook.settings.url}{handbook.page_of(question)}#{question.id}"
        title = plain_line(question.question)
        yield question.id, draw(title=title, site=handbook.settings.title, address=links.to(question.id), canonical=canonical)
