"""Tells by its form whether a block asks something: a heading, a list, a bold line, a `Q:` line or a `<details>`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bs4.element import Tag

from handbook.contribute.imports.page.tidy import HEADINGS, first_of, is_block, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.contribute.imports.page.tidy import Node

Kind = Literal["heading", "numbered", "bulleted", "bold", "marked", "details"]

NUMBER = re.compile(r"\s*(?:Q(?:uestion)?\.?\s*)?#?(\d+)(?:\s*[.):\]]+(?=\s|[A-Z`*]|$)|\s+[-–—]\s)\s*", re.IGNORECASE)
MARKER = re.compile(r"\s*(?:Q|Question)\s*\d*\s*[.:)]+(?=\s|$)\s*", re.IGNORECASE)
ANSWER = re.compile(r"\s*(?:A|Ans|Answer)\s*\d*\s*[.:)]+(?=\s|$)\s*", re.IGNORECASE)
ENDS_ASKING = re.compile(r"\?[^\w?]*$")
ASKS = re.compile(
    r"""(?:what|why|how|when|where|which|who|whose|can|could|do|does|did|is|are|should|would|will|have|has|explain|describe|define|
    compare|contrast|discuss|differentiate|distinguish|list|name|tell|walk|give|show|write|implement|design|find|state|derive|prove|
    outline|mention|difference|suppose|create|calculate|compute)\b""",
    re.IGNORECASE | re.VERBOSE,
)
REPLY = re.compile(
    r"""\W*(?:(?:click|tap|show|see|view|reveal|expand|open)\b.*|
    (?:the\ |full\ |short\ |sample\ |possible\ )*
    (?:answer|solution|hint|explanation|code|output|detail|more|spoiler|result|example)s?)\W*""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True, eq=False)
class Ask:
    """A block that may hold one question, or several."""

    kind: Kind
    block: Tag
    sure: int
    """How many questions it holds that nobody could take for something else."""
    level: int = 0
    """The level of a heading."""
    number: int | None = None
    """The number of its (first) question."""
    headed: bool = False
    """Whether the items of a list start with headings, which steps of an answer do not."""


def ask_of(block: Tag) -> Ask | None:
    """Returns what a block may ask, judged by itself."""
    if block.name in HEADINGS:
        text = words(block)
        sure = is_marked(text) or is_question(text)
        return Ask("heading", block, int(sure), int(block.name[1]), number_of(text)) if unmarked(text) else None
    if block.name == "p":
        return _of_paragraph(block)
    if block.name in ("ol", "ul"):
        return _of_list(block)
    if block.name == "details":
        return _of_details(block)
    return None


def number_of(text: str) -> int | None:
    """Returns the number in front of a text."""
    match = NUMBER.match(text)
    return int(match[1]) if match and len(match[1]) < 6 else None


def is_marked(text: str) -> bool:
    """Tells whether a text starts with a number or a `Q:`."""
    return bool(NUMBER.match(text) or MARKER.match(text))


def unmarked(text: str) -> str:
    """Returns a text without the number or the `Q:` in front."""
    for _ in range(2):
        match = NUMBER.match(text) or MARKER.match(text)
        text = text[match.end() :] if match else text
    return text.strip()


def is_question(text: str) -> bool:
    """Tells whether a text ends with a question mark, or begins as a task does."""
    text = unmarked(text)
    return bool(ENDS_ASKING.search(text)) or (ASKS.match(text) is not None and len(text.split()) > 2 and text[-1:] not in ":.,;")


def first_line(nodes: Iterable[Node]) -> str:
    """Returns the words up to the first break."""
    text = ""
    for node in nodes:
        if isinstance(node, Tag) and (node.name == "br" or is_block(node)):
            if text.strip():
                break
            text += words(node) if is_block(node) else ""
            continue
        part = node.get_text()
        text += part if text.strip() else part.lstrip()
        if "\n" in text.strip("\n") or (text.strip() and text.endswith("\n")):
            break
    return text.strip().split("\n")[0].strip()


def lead(block: Tag) -> Tag | None:
    """Returns the bold words that a paragraph starts with."""
    first = first_of(block)
    if not isinstance(first, Tag):
        return None
    inner = first.find(["strong", "b"]) if first.name in ("em", "i") else first
    return first if inner is not None and inner.name in ("strong", "b") else None


def _of_paragraph(block: Tag) -> Ask | None:
    line = first_line(block.children)
    bold = lead(block)
    if MARKER.match(line) and unmarked(line):
        return Ask("marked", block, 1, number=number_of(line))
    if bold is not None:
        text = words(bold)
        whole = not re.search(r"\w", line.replace(text, "", 1))
        if is_marked(line) or ENDS_ASKING.search(text) or (whole and is_question(text)):
            return Ask("bold", block, 1, number=number_of(line)) if unmarked(line) else None
    if number_of(line) is not None and ENDS_ASKING.search(line):
        return Ask("marked", block, 1, number=number_of(line))
    return None


def _of_list(block: Tag) -> Ask | None:
    items = block.find_all("li", recursive=False)
    sure = sum(_item_asks(item, block.name) for item in items)
    if not sure or sure * 2 < len(items):
        return None
    start = str(block.get("start", "1"))
    number = int(start) if start.isdigit() else 1
    return Ask(
        "numbered" if block.name == "ol" else "bulleted", block, sure, number=number, headed=_starts_with_heading(items[0])
    )


def _item_asks(item: Tag, list_: str) -> bool:
    line = first_line(item.children)
    if list_ == "ul":
        return bool(ENDS_ASKING.search(line) or MARKER.match(line) or "? " in line)
    return _starts_with_heading(item) or is_question(line) or "? " in line or MARKER.match(line) is not None


def _starts_with_heading(item: Tag) -> bool:
    first = first_of(item)
    return isinstance(first, Tag) and first.name in HEADINGS


def _of_details(block: Tag) -> Ask | None:
    summary = block.find("summary", recursive=False)
    text = words(summary) if isinstance(summary, Tag) else ""
    if not unmarked(text) or REPLY.fullmatch(text) or "table of contents" in text.lower():
        return None
    if not ENDS_ASKING.search(text) and block.find("details") is not None:
        return None  # a part of the page that is folded away
    return Ask("details", block, 1, number=number_of(text))
