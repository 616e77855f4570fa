"""Closes the open links of rendered text: `q:` to questions, `ref:` and `source:` to sources, `site:` to pages and files."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from handbook.labels.labels import labels
from handbook.markup.citations import without
from handbook.markup.lines import plain, render_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.labels.labels import Labels
    from handbook.records.handbook import Handbook
    from handbook.records.model import Reference

OPEN = re.compile(r'<a href="(q|ref):([a-z0-9-]+)"((?: [a-z]+="[^"]*")*)>(</a>)?')
SITE = re.compile(r'(<(?:a|img)(?: class="[^"]*")? (?:href|src)=")site:')
SOURCE = re.compile(r'<a href="source:(([a-z0-9-]+?)--[a-z0-9-]+)"')
ANY = re.compile(r'=\\?"(?:q|ref|site|source):')


def has_open_links(text: str) -> bool:
    """Tells whether HTML, or JSON that holds HTML, may have links that are still open."""
    return ANY.search(text) is not None


class Links:
    """Closes links for one place: a page of the site, or the outside, which needs whole addresses."""

    def __init__(self, handbook: Handbook, base: str, page: str | None = None) -> None:
        """Takes what leads from the place to the site's root (`../../`, or an address), and the place itself."""
        self.handbook = handbook
        self.base = base
        self.page = page

    def close(self, html: str) -> str:
        """Returns rendered text with every open link closed."""
        closed = SITE.sub(lambda link: link[1] + escape(self.base), OPEN.sub(self._close, html))
        return SOURCE.sub(self._cite, closed) if "source:" in closed else closed

    def to(self, id_: str) -> str:
        """Returns the address of a question's heading."""
        page = self.handbook.page_of(self.handbook.questions[id_])
        return f"#{id_}" if page == self.page else f"{self.base}{page}#{id_}"

    def _cite(self, link: re.Match[str]) -> str:
        """Leads to the list under the question itself, which is on every page that shows the question."""
        anchor, id_ = link.groups()
        page = "" if self.page is not None else escape(self.base + self.handbook.page_of(self.handbook.questions[id_]))
        return f'<a href="{page}#{anchor}"'

    def _close(self, link: re.Match[str]) -> str:
        scheme, name, attributes, empty = link.groups()
        if scheme == "ref":
            return cite(self.handbook.references[name], labels(*self.handbook.settings.words))
        title = f"{render_line(self.handbook.questions[name].question)}</a>" if empty else ""
        return f'<a href="{escape(self.to(name))}"{attributes}>{title}'


class PermanentLinks(Links):
    """Closes links so that each question has a page of its own: for these pages, and for what others keep."""

    def __init__(self, handbook: Handbook, base: str, here: str | None = None) -> None:
        """Takes what leads to the site's root, and the question whose page this is, if it is one."""
        super().__init__(handbook, base)
        self.here = here

    def to(self, id_: str) -> str:
        """Returns the address of a question's own page."""
        return f"{self.base}q/{id_}/"

    def words(self, text: Mapping[str, str]) -> str:
        """Returns the words of a text as it was rendered: links with the titles that they take over, without citations."""
        has_links = "<a href=" in text["html"]
        return plain(self.close(without(text["html"]))) if has_links else text["text"]

    def _cite(self, link: re.Match[str]) -> str:
        anchor, id_ = link.groups()
        return f'<a href="{"" if id_ == self.here else self.to(id_)}#{anchor}"'


def cite(reference: Reference, say: Labels) -> str:
    """Returns a source as one line of HTML: authors, year, title with its link, venue."""
    title = f"<cite>{escape(reference.title)}</cite>"
    if reference.url:
        title = f'<a href="{escape(reference.url)}">{title}</a>'
    venue = f" {escape(reference.venue)}." if reference.venue else ""
    return f"{escape(names(reference.authors, say))} ({reference.year}). {title}.{venue}"


def names(authors: tuple[str, ...], say: Labels) -> str:
    """Returns the authors of a source as one line."""
    if len(authors) > 1 and authors[-1] in ("et al.", "et al"):
        return f"{', '.join(authors[:-1])} et al."
    return f" {say('text.and')} ".join((", ".join(authors[:-1]), authors[-1])) if len(authors) > 1 else authors[0]
