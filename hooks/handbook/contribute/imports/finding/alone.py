"""Tells which blocks hold questions with their answers, so that they are no part of the answer to the question above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.contribute.imports.finding.asking import ANSWER, IS_TERM, MARKER, ask_of, ends_asking, first_line
from handbook.contribute.imports.page.tidy import HEADINGS, words

if TYPE_CHECKING:
    from bs4.element import Tag

    from handbook.contribute.imports.finding.asking import Ask


def asks_throughout(ask: Ask) -> bool:
    """Tells whether everything in a block asks."""
    items = ask.block.find_all("li", recursive=False)
    return ask.sure >= len(items)


def answers_itself(ask: Ask, blocks: list[Tag], at: int) -> bool:
    """Tells whether a block is one of several questions of its form, each with the answer that it holds itself."""
    if ask.kind in ("numbered", "bulleted"):
        return ask.sure > 1 and is_answered(ask)
    if ask.kind == "details":
        return has_another(ask.block, blocks, at)
    if ask.kind == "marked":
        return MARKER.match(words(ask.block)) is not None and _is_marked_answer(ask.block, blocks[at + 1 : at + 2])
    return ask.kind == "table" or ask.block.has_attr(IS_TERM)


def is_answered(ask: Ask) -> bool:
    """Tells whether a list or a fold holds the answers to all that it asks."""
    items = ask.block.find_all("li", recursive=False)
    return ask.kind == "details" or (bool(items) and asks_throughout(ask) and all(map(_is_item_answered, items)))


def _is_item_answered(item: Tag) -> bool:
    """Tells whether an item has more than its question: other lines, or sentences behind the question mark."""
    line = first_line(item.children)
    behind = line.partition("? ")[2].split()
    return bool(words(item)[len(" ".join(line.split())) :].strip()) or len(behind) > 2


def _is_marked_answer(block: Tag, following: list[Tag]) -> bool:
    rows = block.get_text().split("\n")[1:]
    return any(map(ANSWER.match, [*rows, *map(words, following)]))


def has_another(block: Tag, blocks: list[Tag], at: int) -> bool:
    """Tells whether a block of the same form beside this one asks too, with no other heading between them."""
    for beside in (blocks[at + 1 :], blocks[:at][::-1]):
        for other in beside:
            if other.name == block.name:
                if (ask := ask_of(other)) and ask.sure and (block.name not in HEADINGS or ends_asking(words(other))):
                    return True
                break
            if other.name in HEADINGS and (block.name not in HEADINGS or other.name < block.name):
                break
    return False
