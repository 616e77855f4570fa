"""Renders one Markdown text to HTML that is safe on any page, or says where it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from handbook.labels.labels import labels
from handbook.markup import dialect
from handbook.markup.direction import directed
from handbook.markup.findings import Mistake, Notes
from handbook.markup.sanitising import sanitised
from handbook.markup.words import paragraph

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

    from handbook.labels.labels import Labels


@dataclass(frozen=True, slots=True)
class Rendered:
    """A Markdown text as HTML, with the ids of the questions that it links to and the sources that it cites, or its mistakes."""

    html: str
    links: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    doubts: tuple[Mistake, ...] = ()
    """What is drawn, though something else may have been meant."""


@cache
def _reader() -> MarkdownIt:
    return dialect.make()


def render(text: str, prefix: str, say: Labels | None = None) -> Rendered:
    """Renders a Markdown text; every id in it starts with the prefix, so that texts can share a page.

    What the generator says in it, such as the title of a note that has none, is said in the words of `say`, or in English.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if words := paragraph(text):
        return Rendered(directed(words))
    notes = Notes(text, prefix)
    html = _reader().render(text, {"notes": notes, "say": say or labels()})
    if notes.mistakes:
        return Rendered("", mistakes=tuple(sorted(dict.fromkeys(notes.mistakes), key=lambda mistake: mistake.offset)))
    drawn = directed(sanitised(html, prefix)).strip()
    return Rendered(drawn, tuple(notes.links), tuple(notes.citations), doubts=tuple(notes.doubts))
