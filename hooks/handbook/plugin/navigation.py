"""The navigation: the topics in the order of `data/`, and all pages where `mkdocs.yml` names none."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from handbook.labels.labels import labels
from handbook.records.settings import PAGES
from handbook.site.look.theming import as_title
from handbook.site.pages.sources import INDEX, TOPICS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.records.handbook import Handbook

GROUP = 25
"""How many topics share a section of the navigation where there are many."""
TEMPLATE = re.compile(r"\{[{%#]")
BROWSED = ("browse", "tags", "reading-path")


def complete(nav: list[Any] | None, handbook: Handbook, own: Iterable[str]) -> list[Any]:
    """Returns the navigation with the topics in it; `own` are the handbook's own pages, for one that lists none."""
    nav = nav or _whole(handbook, own)
    for item in nav:
        for section in item.values() if isinstance(item, dict) else ():
            if isinstance(section, list) and INDEX in section:
                section.extend(_topics(handbook))
    return nav


def chain(files: Any, handbook: Handbook) -> None:
    """Puts the pages that go on with a topic between its first page and the next topic's, for the links at a page's end."""
    for topic, parts in handbook.parts.items():
        names = [topic, *(f"{topic}/{part}" for part in range(2, len(parts) + 1))]
        pages = [files.get_file_from_path(f"{TOPICS}{name}.md").page for name in names]
        after = pages[0].next_page
        for page, following in pairwise(pages):
            page.next_page, following.previous_page, following.parent = following, page, page.parent
        if len(pages) > 1 and after:
            pages[-1].next_page, after.previous_page = after, pages[-1]


def _topics(handbook: Handbook) -> list[Any]:
    """Returns the topics' pages in their order.

    Every page shows the pages beside it, so many topics are put into groups: or the navigation would grow with their square.
    """
    topics: list[Any] = [{as_title(topic.title): f"{TOPICS}{topic.id}.md"} for topic in handbook.topics.values()]
    if len(topics) > 2 * GROUP:
        groups = [topics[at : at + GROUP] for at in range(0, len(topics), GROUP)]
        topics = [{Markup("{} – {}").format(next(iter(group[0])), next(iter(group[-1]))): group} for group in groups]
    return topics


def _whole(handbook: Handbook, own: Iterable[str]) -> list[Any]:
    """Returns a navigation for a handbook that lists none: six parts at most, the last with all that is not for every day."""
    say = labels(*handbook.settings.words)
    made = {name: {say(f"nav.{name}"): f"{name}.md"} for name in PAGES if handbook.has_page(name)}
    browsed = [made.pop(name) for name in BROWSED if name in made]
    practice, glossary, paper = (made.pop(name, None) for name in ("practice", "glossary", "print"))
    others = [*made.values(), *sorted({*own} - {"index.md", INDEX, *(f"{name}.md" for name in PAGES)})]
    parts = [
        {say("nav.topics"): [INDEX]},
        practice,
        {say("nav.browse"): browsed} if browsed else None,
        glossary,
        paper,
        {say("nav.more"): others} if others else None,
    ]
    return [{say("nav.home"): "index.md"}, *filter(None, parts)]


def empty_columns(page: Any) -> Iterator[str]:
    """Yields the columns at the side of a page that would have nothing to offer but the page itself."""
    if page.parent is None:
        yield "navigation"
    if not any(item.children for item in page.toc):
        yield "toc"


def settle_titles(pages: Iterable[Any]) -> None:
    """Makes HTML of titles from `mkdocs.yml` and of files' names that the macros would take for templates."""
    for page in pages:
        title = str(vars(page).get("title") or page.file.name)
        if TEMPLATE.search(title):
            page.title = as_title(unescape(title))


def sections(items: Any) -> Iterator[Any]:
    """Yields what a navigation holds besides pages."""
    for item in items:
        if not item.is_page:
            yield item
            yield from sections(item.children or ())


def entries(toc: Any) -> Iterator[Any]:
    """Yields every entry of a page's table of contents."""
    for item in toc:
        yield item
        yield from entries(item.children)
