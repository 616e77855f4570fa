"""Brings the blocks of a page into shape: folds are opened, nested lists taken apart, names told from questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4.element import Tag

from handbook.contribute.imports.finding.asking import (
    IS_MEANING,
    IS_NAME,
    IS_NAMED,
    IS_TERM,
    ask_of,
    ends_asking,
    is_question,
    unmarked,
)
from handbook.contribute.imports.finding.parts import opened, split_marked
from handbook.contribute.imports.page.elements import LINE
from handbook.contribute.imports.page.tidy import HEADINGS, is_block, is_contents, line_of, text_of, words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

MAX_NAME = 120


def shaped(tree: BeautifulSoup, blocks: list[Tag]) -> list[Tag]:
    """Returns the blocks in which questions are to be looked for."""
    parts = [part for block in blocks for part in _unfolded(tree, block)]
    _mark_names(parts)
    return parts


def _unfolded(tree: BeautifulSoup, block: Tag) -> list[Tag]:
    """Returns the blocks that a block stands for."""
    if block.name == "details" and ask_of(block) is None and _is_part(block):
        return [part for child in opened(tree, block) for part in _unfolded(tree, child)]
    if block.name == "p":
        return split_marked(tree, block)
    if block.name in ("ul", "ol") and not is_contents(block) and _holds_lists(block):
        return [part for item in block.find_all("li", recursive=False) for part in _of_item(tree, item)]
    if block.name == "dl" and sum(ends_asking(words(term)) for term in block.find_all("dt")) * 2 > len(block.find_all("dt")):
        return _of_terms(tree, block)
    return [block]


def _is_part(details: Tag) -> bool:
    """Tells whether something that is folded away is a part of the page: more that folds, questions, or a table of contents."""
    if details.find("details") is not None or any(is_contents(tag) for tag in details.find_all(["ul", "ol", "table"])):
        return True
    asks = [ask for tag in details.find_all(True, recursive=False) if tag.name != "summary" and (ask := ask_of(tag))]
    return details.find_parent("details") is None and sum(ask.sure for ask in asks if ask.kind != "heading") > 2


def _holds_lists(list_: Tag) -> bool:
    """Tells whether a list names parts, each with a list of questions below it."""
    items = list_.find_all("li", recursive=False)
    below = [inner for item in items for inner in item.find_all(["ul", "ol"], recursive=False)]
    asking = [inner for inner in below if not is_contents(inner) and (ask_of(inner) is not None or _holds_lists(inner))]
    return ask_of(list_) is None and bool(asking) and len(asking) * 2 >= len(items)


def _of_item(tree: BeautifulSoup, item: Tag) -> list[Tag]:
    """Makes a heading of an item's words, and blocks of what stands under them."""
    nodes = [*item.children]
    first = next((at for at, node in enumerate(nodes) if is_block(node)), len(nodes))
    if not text_of(nodes[:first]).strip() and first < len(nodes) and nodes[first].name in ("p", *HEADINGS):  # type: ignore[attr-defined]
        inner = nodes[first]
        nodes = [*inner.children, *nodes[first + 1 :]]  # type: ignore[attr-defined]
        first = len([*inner.children])  # type: ignore[attr-defined]
    depth = len(item.find_parents("li"))
    heading = tree.new_tag(f"h{min(6, 5 + depth)}", attrs={LINE: str(line_of(item))})
    for node in nodes[:first]:
        heading.append(node.extract())
    rest = [node.extract() for node in nodes[first:] if is_block(node)]
    return [*([heading] if words(heading) else []), *(part for block in rest for part in _unfolded(tree, block))]  # type: ignore[arg-type]


def _of_terms(tree: BeautifulSoup, list_: Tag) -> list[Tag]:
    """Makes bold lines of the terms of a list of definitions, and paragraphs of what they mean."""
    parts: list[Tag] = []
    for entry in list_.find_all(["dt", "dd"], recursive=False):
        place = IS_TERM if entry.name == "dt" else IS_MEANING
        paragraph = tree.new_tag("p", attrs={LINE: str(line_of(entry)), place: ""})
        holder = tree.new_tag("strong") if entry.name == "dt" else paragraph
        if entry.name == "dt":
            paragraph.append(holder)
        if entry.name == "dd" and any(is_block(child) for child in entry.children):
            inside = [child.extract() for child in [*entry.children] if isinstance(child, Tag) and is_block(child)]
            for block in inside:
                block[IS_MEANING] = ""
            parts += inside
            continue
        for node in [*entry.children]:
            holder.append(node.extract())
        parts.append(paragraph)
    return parts


def _mark_names(blocks: list[Tag]) -> None:
    """Marks headings that only name the question under them, where most beside them do, and these questions."""
    beside: dict[tuple[int, str], list[tuple[Tag, Tag | None]]] = {}
    above = [0] * 7
    for at, block in enumerate(blocks):
        if block.name not in HEADINGS:
            continue
        level = int(block.name[1])
        above[level:] = [at + 1] * (7 - level)
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        named = following if following is not None and _is_name(words(block)) and _is_whole_question(following) else None
        beside.setdefault((above[level - 1], block.name), []).append((block, named))
    for pairs in beside.values():
        naming = [(heading, named) for heading, named in pairs if named is not None]
        if len(naming) > 1 and len(naming) * 2 >= len(pairs):
            for heading, named in naming:
                heading[IS_NAME] = named[IS_NAMED] = ""


def _is_name(text: str) -> bool:
    return bool(unmarked(text)) and not is_question(text) and len(text) <= MAX_NAME


def _is_whole_question(paragraph: Tag) -> bool:
    """Tells whether a paragraph is nothing but one question."""
    text = words(paragraph)
    return paragraph.name == "p" and ends_asking(text) and len(text) <= MAX_NAME * 2 and ask_of(paragraph) is None
