"""Cuts what is asked off a line: its bold words, the lines of one sentence, or the sentences up to the answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.element import NavigableString, Tag

from handbook.contribute.imports.finding.asking import ASKS, ends_asking, is_question, number_of, unmarked
from handbook.contribute.imports.finding.grades import graded
from handbook.contribute.imports.page.tidy import text_of

if TYPE_CHECKING:
    from handbook.contribute.imports.page.tidy import Node

# What stands behind a question mark and still belongs to the question: in brackets, asking again, or telling what to do.
GOES_ON = re.compile(
    r"""[\[(（].*[\])）]\W*$|(?:and|or|but|if\ so|if\ not|also|e\.g\.|for\ example|assume|suppose|choose|select|pick|justify|
    consider|hint|note|please|use|elaborate|support|illustrate|briefly|with|in\ (?:your|one|two|which|what)|because|
    true|false)\b""",
    re.IGNORECASE | re.VERBOSE,
)
CHOICE = re.compile(
    r"\W*(?:true|false|yes|no|right|wrong|fact|myth|correct|incorrect|agree|disagree|richtig|falsch|wahr|ja|nein)"
    r"\W+(?:or|oder|vs\.?)?\W*\w+\W*\?",
    re.IGNORECASE,
)
MAX_ROWS = 4


def cut_bold(nodes: list[Node], end: int, *, is_answered: bool) -> tuple[list[Node], list[Node]]:
    """Cuts a line after its bold words, unless they only name what the rest of the line asks."""
    head, (trailing, more) = nodes[:end], cut_row(nodes[end:])
    said, behind = text_of(head).strip(), text_of(trailing).strip()
    is_name = is_answered and not more and not is_question(said) and number_of(said) is not None
    if not re.search(r"\w", behind) or _belongs(said, behind) or is_name:
        return [*head, *trailing], more
    return head, nodes[end:]


def _belongs(question: str, behind: str) -> bool:
    """Tells whether what follows a question on its line is a part of it."""
    return bool(
        GOES_ON.match(behind)
        or ends_asking(behind)
        or CHOICE.fullmatch(unmarked(question))
        or graded(f"x? {behind}").text == "x?"
        or (ASKS.match(behind) and len(behind.split()) > 1 and "." not in behind.rstrip(".!"))
    )


def cut_rows(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """Cuts off the first line, or the lines up to the one that ends the question which the first begins."""
    head, rest = cut_row(nodes)
    ends = [head]
    later = rest
    while later and len(ends) < MAX_ROWS and not re.search(r"[?？.!:：]\W*$", text_of(ends[-1]).strip()):
        row, later = cut_row(later)
        ends.append([*ends[-1], NavigableString(" "), *row])
        if ends_asking(text_of(row).strip()):
            return ends[-1], later
    return head, rest


def cut_sentence(nodes: list[Node], *, is_answered: bool) -> tuple[list[Node], list[Node]]:
    """Cuts a line after its question mark, if the answer follows on the same line."""
    whole = text_of(nodes)
    if ends_asking(whole):
        return nodes, []
    for at, node in enumerate(nodes):
        if not isinstance(node, NavigableString):
            continue
        for mark in re.finditer(r"[?？](?=\s)", node):
            head = text_of(nodes[:at]) + node[: mark.end()]
            behind = whole[len(head) :].strip()
            if not _belongs(head.strip(), behind) and not (is_answered and _is_short(behind)):
                return _cut_at(nodes, at, mark.end(), 1)
    return nodes, []


def _is_short(text: str) -> bool:
    """Tells whether a text is a remark of a few words and no sentence."""
    return len(text.split()) <= 3 and not text.endswith((".", ":"))


def cut_row(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """Cuts a line off nodes at the first break."""
    for at, node in enumerate(nodes):
        if isinstance(node, Tag):
            if node.name == "br" and text_of(nodes[:at]).strip():
                return nodes[:at], nodes[at + 1 :]
            continue
        text = node.get_text()
        lead_in = 0 if text_of(nodes[:at]).strip() else len(text) - len(text.lstrip())
        cut = text.find("\n", lead_in)
        if cut >= 0:
            return _cut_at(nodes, at, cut, 1)
    return nodes, []


def _cut_at(nodes: list[Node], at: int, cut: int, gap: int) -> tuple[list[Node], list[Node]]:
    text = str(nodes[at])
    rest = [NavigableString(text[cut + gap :])] if text[cut + gap :] else []
    return [*nodes[:at], NavigableString(text[:cut])], [*rest, *nodes[at + 1 :]]
