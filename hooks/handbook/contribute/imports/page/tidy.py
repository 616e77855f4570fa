"""Turns a page's tree into a row of blocks: no wrappers, no text outside a paragraph."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote

from bs4.element import NavigableString, PageElement, Tag

from handbook.contribute.imports.page.elements import LAST, LINE, NUMBER
from handbook.records.characters import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bs4 import BeautifulSoup

    from handbook.contribute.imports.page.notes import Notes

Node: TypeAlias = PageElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset((*HEADINGS, "p", "ul", "ol", "pre", "table", "blockquote", "hr", "dl", "details"))
INSIDE = frozenset(("li", "summary", "tr", "td", "th", "thead", "tbody", "tfoot", "caption", "colgroup", "dt", "dd"))
WRAPPERS = frozenset(
    ("article", "body", "center", "div", "figcaption", "figure", "footer", "header", "html", "main", "nav", "section")
)
WITH_LINE: dict[str, Any] = {LINE: True}
CONTENTS = "data-contents"
LINKS_ONLY = re.compile(r"[\s\d.):|*·•#-]*")
BACK = re.compile(r"\b(back|top|up|contents|index|home|menu)\b|[⬆↑↥⇧🔝🔼⤴▲]", re.IGNORECASE)


def blocks(tree: BeautifulSoup, notes: Notes) -> list[Tag]:
    """Returns the blocks of a page in order, without what only leads to other places of the page."""
    _strip_invisible(tree)
    for tag in reversed(tree.find_all(True)):
        _dissolve(tag)
    for list_ in tree.find_all("ol"):
        _split_numbers(tree, list_)
    _mark_contents(tree)
    for container in [tree, *tree.find_all("details")]:
        wrap_loose(tree, container)
    _drop_ways_back(tree, notes)
    found = [child for child in tree.children if isinstance(child, Tag)]
    for block in found:
        block[LINE] = str(line_of(block))
    tree.clear()  # taken out one by one later, each would be searched for among all others
    return found


def line_of(tag: Tag) -> int:
    """Returns the line on which an element, or the one before it, starts."""
    known = tag if tag.has_attr(LINE) else tag.find(None, WITH_LINE) or tag.find_previous(None, WITH_LINE)
    return int(str(known[LINE])) if isinstance(known, Tag) else 1


def last_line_of(tag: Tag) -> int:
    """Returns the last line that an element is known to reach."""
    places = [tag, *tag.find_all(True)]
    return max([line_of(tag), *(int(str(place.get(LAST) or place.get(LINE) or "0")) for place in places)])


def words(tag: Tag) -> str:
    """Returns the words of an element in one line."""
    return " ".join(tag.get_text(" ").split()) if tag.find("br") else " ".join(tag.get_text().split())


def text_of(nodes: Iterable[Node]) -> str:
    """Returns the text of several nodes."""
    return "".join(node.get_text() for node in nodes)


def first_of(tag: Tag) -> Node | None:
    """Returns the first child that is more than white space."""
    return next((node for node in tag.children if isinstance(node, Tag) or node.get_text().strip()), None)


def is_block(node: object) -> bool:
    """Tells whether a node is a block and not part of a line."""
    return isinstance(node, Tag) and (node.name in BLOCKS or node.name in WRAPPERS)


def is_contents(tag: Tag) -> bool:
    """Tells whether a list or table is a table of contents."""
    return tag.has_attr(CONTENTS)


def _mark_contents(tree: BeautifulSoup) -> None:
    """Marks the lists and tables that are nothing but links to places of this page, by whatever address."""
    anchors = {anchor(words(tag)).strip("-") for tag in tree.find_all([*HEADINGS, "summary", "strong", "b"])}
    anchors |= {str(tag.get("id") or tag.get("name")) for tag in tree.find_all(_is_place)}
    for tag in tree.find_all(["ul", "ol", "table"]):
        beside = [text for text in tag.find_all(string=True) if not text.find_parent(["a", "th"])]
        if LINKS_ONLY.fullmatch("".join(beside)) and _lead_here(tag.find_all("a"), anchors):
            tag[CONTENTS] = ""


def _is_place(tag: Tag) -> bool:
    return tag.has_attr("id") or (tag.name == "a" and tag.has_attr("name"))


def _lead_here(links: Sequence[Tag], anchors: set[str]) -> bool:
    """Tells whether links lead to places of this page: by `#place`, or most of them by whole addresses to what is here."""
    addresses = [str(link.get("href", "")).partition("#") for link in links]
    if not links or not all(sharp for _, sharp, _ in addresses):
        return False
    here = [
        not address or bool({anchor(words(link)).strip("-"), re.sub(r"-\d+$", "", unquote(place)).strip("-")} & anchors)
        for link, (address, _, place) in zip(links, addresses, strict=True)
    ]
    away = any(address for address, _, _ in addresses)
    return all(here) if not away else len(links) > 1 and sum(here) * 5 >= len(links) * 3


def anchor(heading: str) -> str:
    """Returns the name that GitHub gives to a heading's place."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


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


def _split_numbers(tree: BeautifulSoup, list_: Tag) -> None:
    """Splits a list where its numbers start anew: Markdown takes what follows for the same list."""
    items = list_.find_all("li", recursive=False)
    numbers = [int(str(item.get(NUMBER) or at)) for at, item in enumerate(items)]
    steps = [number - before for before, number in pairwise(numbers)]
    if not steps or steps[0] != 1:
        return  # each item has the number 1
    breaks = [at for at, step in enumerate(steps, 1) if step != 1]
    for start, end in reversed([*pairwise([*breaks, len(items)])]):
        rest = tree.new_tag("ol", attrs={LINE: str(line_of(items[start])), "start": str(numbers[start])})
        list_.insert_after(rest)
        for item in items[start:end]:
            rest.append(item.extract())


def wrap_loose(tree: BeautifulSoup, container: Tag) -> None:
    """Puts text that stands between blocks into paragraphs."""
    run: list[Node] = []
    for node in [*container.children, None]:
        if node is None or is_block(node) or (isinstance(node, Tag) and node.name == "summary"):
            _wrap(tree, run)
            run = []
        else:
            run.append(node)


def _wrap(tree: BeautifulSoup, run: list[Node]) -> None:
    """Makes a paragraph of nodes in their place; of nothing but line breaks and white space, nothing."""
    if not any(isinstance(node, Tag) or node.get_text().strip() for node in run):
        return
    paragraph = tree.new_tag("p")
    run[0].insert_before(paragraph)
    for part in run:
        paragraph.append(part.extract())
    if not words(paragraph) and not paragraph.find("img"):
        paragraph.decompose()


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


def as_paragraph(tree: BeautifulSoup, nodes: Iterable[Node], line: int) -> Tag:
    """Makes a paragraph of nodes."""
    paragraph = tree.new_tag("p", attrs={LINE: str(line)})
    for node in [*nodes]:
        paragraph.append(node.extract())
    return paragraph
