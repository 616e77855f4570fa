"""Tells by its form whether a block asks something: a heading, a list, a bold line, a `Q:` line or a `<details>`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bs4.element import Tag

from handbook.contribute.imports.finding.grades import graded
from handbook.contribute.imports.finding.tables import rows_of
from handbook.contribute.imports.page.tidy import HEADINGS, first_of, is_block, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from handbook.contribute.imports.page.tidy import Node

Kind = Literal["heading", "numbered", "bulleted", "bold", "marked", "details", "named", "table"]

_AFTER = r"(?=\s|$|[A-Z`*\"'“‘(\[¿]|[^\x00-\x7f])"
NUMBER = re.compile(
    rf"\s*(?:Q(?:uestion)?\.?\s*|第|問|问)?#?(?:\d+\.){{0,3}}(\d+)(?:問|题|題)?"
    rf"(?:\s*[.):\]．、：）】]+{_AFTER}|\s+[-–—]\s|(?<=\d\.\d)\s+(?-i:(?=[A-Z`*\"']))|(?<=\d\.\d\d)\s+(?-i:(?=[A-Z`*\"'])))\s*",
    re.IGNORECASE,
)
MARKER = re.compile(
    rf"\s*(?:(?:Q|Question|Frage|質問|問)\s*\d*\s*(?:[:：]+|[.)．]+{_AFTER})|(?:Q|Question)\s*\d+\s+(?=\w))\s*", re.IGNORECASE
)
ANSWER = re.compile(r"\s*(?:A|Ans|Answer|Antwort|答え?)\s*\d*\s*(?:[:：]+|[.)．]+(?=\s|$))\s*", re.IGNORECASE)
ENDS_ASKING = re.compile(r"\?[^\w?]*$")
ASKS = re.compile(
    r"""(?:what|why|how|when|where|which|who|whose|can|could|do|does|did|is|are|should|would|will|have|has|explain|describe|define|
    compare|contrast|discuss|differentiate|distinguish|list|name|tell|walk|give|show|write|implement|design|find|state|derive|prove|
    outline|mention|difference|suppose|create|calculate|compute|draw|sketch|solve|demonstrate|determine|elaborate|illustrate|identify|
    justify|summari[sz]e|predict|refactor)\b""",
    re.IGNORECASE | re.VERBOSE,
)
REPLY = re.compile(
    r"""\W*(?:(?:click|tap|show|see|view|reveal|expand|open)\b.*|
    (?:the\ |full\ |short\ |sample\ |possible\ )*
    (?:answer|solution|hint|explanation|code|output|detail|more|spoiler|result|example)s?)\W*""",
    re.IGNORECASE | re.VERBOSE,
)


SENTENCE = 4
"""How many words a bold line has at least that asks something and does not only name what follows."""
IS_NAME, IS_NAMED = "data-name", "data-named"
"""What a heading has that only names the question under it, and what that question has."""
IS_TERM, IS_MEANING = "data-term", "data-meaning"
"""What the terms of a list of definitions have, and what they mean."""


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
    likely: int = 0
    """How many items of a list tell the reader to do something, which steps of an answer do too."""
    headed: bool = False
    """Whether the items of a list start with headings, which steps of an answer do not."""


def ask_of(block: Tag) -> Ask | None:
    """Returns what a block may ask, judged by itself."""
    if block.has_attr(IS_NAME) or block.has_attr(IS_MEANING):
        return None
    if block.has_attr(IS_NAMED):
        return Ask("named", block, 1)
    judge = JUDGES.get(block.name)
    return judge(block) if judge else None


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


def ends_asking(text: str) -> bool:
    """Tells whether a text ends with a question mark, whatever mark of a level follows it."""
    return bool(ENDS_ASKING.search(text) or ENDS_ASKING.search(graded(text).text))


def is_question(text: str) -> bool:
    """Tells whether a text ends with a question mark, or begins as a task does."""
    text = graded(unmarked(text)).text
    return ends_asking(text) or (ASKS.match(text) is not None and len(text.split()) > 2 and text[-1:] not in ":.,;")


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
        if is_marked(line) or ends_asking(text) or (whole and is_question(text)):
            return Ask("bold", block, 1, number=number_of(line)) if unmarked(line) else None
    if number_of(line) is not None and ends_asking(line):
        return Ask("marked", block, 1, number=number_of(line))
    return None


def _of_list(block: Tag) -> Ask | None:
    ask = list_ask(block)
    items = block.find_all("li", recursive=False)
    return ask if ask.sure and ask.sure * 2 >= len(items) else None


def list_ask(block: Tag) -> Ask:
    """Returns what a list asks if it is one of questions."""
    items = block.find_all("li", recursive=False)
    sure = sum(_item_asks(item, block.name) for item in items)
    start = str(block.get("start", "1"))
    number = int(start) if start.isdigit() else 1
    kind: Kind = "numbered" if block.name == "ol" else "bulleted"
    likely = sum(bool(ASKS.match(unmarked(first_line(item.children)))) for item in items)
    return Ask(kind, block, sure, number=number, likely=likely, headed=bool(items) and _starts_with_heading(items[0]))


def is_bold_line(block: Tag) -> bool:
    """Tells whether a paragraph is a bold sentence, and no label such as **Note:** or **Answer**."""
    bold = lead(block) if block.name == "p" else None
    text = words(block)
    if bold is None or words(bold).strip(" .?!") != text.strip(" .?!") or text.endswith(":") or REPLY.fullmatch(text):
        return False
    return len(text.split()) >= SENTENCE or text.endswith(".")


def _item_asks(item: Tag, list_: str) -> bool:
    line = first_line(item.children)
    if list_ == "ul":
        return bool(ends_asking(line) or MARKER.match(line) or "? " in line)
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


def _of_heading(block: Tag) -> Ask | None:
    text = words(block)
    sure = is_marked(text) or is_question(text)
    return Ask("heading", block, int(sure), int(block.name[1]), number_of(text)) if unmarked(text) else None


def _of_table(block: Tag) -> Ask | None:
    rows = len(rows_of(block))
    return Ask("table", block, rows) if rows else None


JUDGES: dict[str, Callable[[Tag], Ask | None]] = {
    **dict.fromkeys(HEADINGS, _of_heading),
    "p": _of_paragraph,
    "ol": _of_list,
    "ul": _of_list,
    "details": _of_details,
    "table": _of_table,
}
