"""Turns a page's tree into a row of blocks: no wrappers, no text outside a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, NavigableString, Tag

from handbook.imports.page import LAST, LINE
from handbook.source import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.imports.notes import Notes

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset((*HEADINGS, "p", "ul", "ol", "pre", "table", "blockquote", "hr", "dl", "details"))
INSIDE = frozenset(("li", "summary", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup", "dt", "dd"))
WRAPPERS = frozenset("article body center div figcaption figure footer header html main nav section".split())  # noqa: SIM905
LINKS_ONLY = re.compile(r"[\s\d.):|*·•#-]*")
BACK = re.compile(r"\b(back|top|up|contents|index|home|menu)\b|[⬆↑↥⇧🔝🔼⤴▲]", re.IGNORECASE)


def blocks(tree: BeautifulSoup, notes: Notes) -> list[Tag]:
    """Returns the blocks of a page in order, without what only leads to other places of the page."""
    _strip_invisible(tree)
    for tag in reversed(tree.find_all(True)):
        _dissolve(tag)
    for container in [tree, *tree.find_all("details")]:
        _wrap_loose(tree, container)
    _drop_ways_back(tree, notes)
    return [child for child in tree.children if isinstance(child, Tag)]


def line_of(tag: Tag) -> int:
    """Returns the line on which an element, or the one before it, starts."""
    known = tag if tag.has_attr(LINE) else tag.find(attrs={LINE: True}) or tag.find_previous(attrs={LINE: True})
    return int(str(known[LINE])) if isinstance(known, Tag) else 1


def last_line_of(tag: Tag) -> int:
    """Returns the last line that an element is known to reach."""
    places = [tag, *tag.find_all(True)]
    return max([line_of(tag), *(int(str(place.get(LAST, place.get(LINE, 0)))) for place in places)])


def words(tag: Tag) -> str:
    """Returns the words of an element in one line."""
    return " ".join(tag.get_text(" ").split()) if tag.find("br") else " ".join(tag.get_text().split())


def is_block(node: object) -> bool:
    """Tells whether a node is a block and not part of a line."""
    return isinstance(node, Tag) and (node.name in BLOCKS or node.name in WRAPPERS)


def only_leads_elsewhere(tag: Tag) -> bool:
    """Tells whether a list or table is a table of contents: links to places of this page, and nothing beside them."""
    links = [str(link.get("href", "")) for link in tag.find_all("a")]
    if not links or not all(href.startswith("#") for href in links) or tag.find(["pre", "img", "code"]) and tag.name == "p":
        return False
    beside = "".join(text for text in tag.find_all(string=True) if not text.find_parent("a") and not text.find_parent("th"))
    return tag.name != "p" and LINKS_ONLY.fullmatch(beside) is not None


def _strip_invisible(tree: BeautifulSoup) -> None:
    """Takes out what only an entity such as `&shy;` could bring in."""
    for text in tree.find_all(string=FORBIDDEN):
        text.replace_with(NavigableString(FORBIDDEN.sub("", text)))


def _dissolve(tag: Tag) -> None:
    """Takes away an element around blocks that has no meaning of its own."""
    if tag.name in BLOCKS - {"p", *HEADINGS} or tag.name in INSIDE:
        return
    if any(is_block(child) or child.name in INSIDE for child in tag.children if isinstance(child, Tag)):
        _unwrap(tag)
    elif tag.name in WRAPPERS:
        tag.name = "p"


def _unwrap(tag: Tag) -> None:
    tag.insert_before("\n")
    tag.insert_after("\n")
    tag.unwrap()


def _wrap_loose(tree: BeautifulSoup, container: Tag) -> None:
    """Puts text that stands between blocks into paragraphs."""
    run: list[NavigableString | Tag] = []
    for node in [*container.children, None]:
        if node is not None and not is_block(node) and not (isinstance(node, Tag) and node.name == "summary"):
            run.append(node)  # type: ignore[arg-type]
            continue
        if any(isinstance(part, Tag) or part.strip() for part in run):
            _wrap(tree, run)
        run = []


def _wrap(tree: BeautifulSoup, run: list[NavigableString | Tag]) -> None:
    if not "".join(part.get_text() for part in run).strip() and not any(isinstance(part, Tag) and part.find_all("img") or getattr(part, "name", "") == "img" for part in run):
        for part in run:
            part.extract()
        return
    paragraph = tree.new_tag("p")
    run[0].insert_before(paragraph)
    for part in run:
        paragraph.append(part.extract())


def _drop_ways_back(tree: BeautifulSoup, notes: Notes) -> None:
    """Drops paragraphs that are nothing but a link back to the top."""
    for link in tree.find_all("a", href=re.compile("^#")):
        block = next((parent for parent in link.parents if parent.name in ("p", *HEADINGS)), None)
        if block is not None and _only_link(block, link):
            notes.drop(line_of(block), last_line_of(block), f"a link back, `{words(block)}`")
            block.decompose()


def _only_link(block: Tag, link: Tag) -> bool:
    beside = words(block).replace(words(link), "", 1)
    return not re.search(r"\w", beside) and bool(BACK.search(words(block))) and len(words(block).split()) <= 6


def as_paragraph(tree: BeautifulSoup, nodes: Iterable[NavigableString | Tag], line: int) -> Tag:
    """Makes a paragraph of nodes."""
    paragraph = tree.new_tag("p", attrs={LINE: str(line)})
    for node in [*nodes]:
        paragraph.append(node.extract())
    return paragraph
