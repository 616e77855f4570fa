"""Renders one Markdown text to HTML that is safe on any page, or says where it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from handbook.markup import dialect
from handbook.markup.direction import directed
from handbook.markup.findings import Mistake, Notes
from handbook.markup.sanitising import sanitised

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


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


def render(text: str, prefix: str) -> Rendered:
    """Renders a Markdown text; every id in it starts with the prefix, so that texts can share a page."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    notes = Notes(text, prefix)
    html = _reader().render(text, {"notes": notes})
    if notes.mistakes:
        return Rendered("", mistakes=tuple(sorted(set(notes.mistakes), key=lambda mistake: mistake.offset)))
    drawn = directed(sanitised(html, prefix)).strip()
    return Rendered(drawn, tuple(notes.links), tuple(notes.citations), doubts=tuple(notes.doubts))
