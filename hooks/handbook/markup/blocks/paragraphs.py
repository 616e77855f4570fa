"""What a paragraph swallows: lists, headings, tables and marks of other tools that Markdown takes for words."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from handbook.markup.findings import clipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.token import Token

    from handbook.markup.findings import Notes

ITEM = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})[.)])[ \t]+\S")
LETTERED = re.compile(r"\(?(?P<letter>[ivx]{2,4}|[IVX]{2,4}|[A-Za-z])[.)][ \t]+(?P<text>\S[^\n]*)")
NEXT = {"i": "ii", "I": "II", "ii": "iii", "II": "III"}
BULLETS = re.compile(r"[•‣◦▪●○·–—][ \t]+\S")
SIGNS = re.compile(r"(?P<sign>[→➔➜➤►▶▸➢✓✔✗✘★☆■□◆⁃∙✅❌☐☑])\ufe0f?[ \t]+(?P<text>\S.*)")
"""What begins an item where the next line begins with it too."""
HEADING = re.compile(r"(?P<sharps>#{2,6})(?P<text>[^\W\d_][^\n]*)")
BARS = re.compile(r"\|.*\|[ \t]*\Z")
GLUED = re.compile(r"(?P<sign>[-+]|\d{1,3}[.)])(?P<text>[^\W\d_][^\n]*)")
"""An item without the space behind its sign."""
COUNTED = re.compile(
    r"(?:\((?P<inside>\d{1,3})\)|(?P<dashed>\d{1,3})(?:[ \t]*[-–—]|:)|\[(?P<square>\d{1,3})\]|(?P<any>#\.))[ \t]+(?P<text>\S.*)"
)
"""An item of a list in brackets, with a dash, or without a number of its own."""
RULED = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
BOX = re.compile(r"\[(?:\][ \t]+|(?P<mark>[ xX])\])(?P<text>[^\W\d][^\n]*)")
"""The box of a task that lacks a space."""
GRID = re.compile(r"\+(?:[-=]+\+)+\s*\Z")
MEANING = re.compile(r":[ \t]+\S")
OTHERS = {
    re.compile(r":::+[ \t]*[{\w]"): ("a block of another tool", "write !!! note, and its text indented by four spaces under it"),
    re.compile(r"///+[ \t]+[a-z]|///\Z"): (
        "a block of pymdown-extensions",
        'write !!! note "Title", with its text indented by four spaces',
    ),
    re.compile(r"--8<--"): ("a snippet of another file", "write the text itself"),
    re.compile(r"\[TOC\]\s*\Z|\[\[_?TOC_?\]\]\s*\Z", re.IGNORECASE): ("a table of contents", "delete it"),
}
INTO_A_LIST = "put an empty line before it, or indent it as far as the text of the item that it belongs to"


def examine(notes: Notes, token: Token) -> None:
    """Refuses each line of a paragraph that was meant as something else."""
    place = 0
    rows = token.content.split("\n")
    for at, row in enumerate(rows):
        text = row.lstrip()
        for rule in () if text[:1].isalpha() else RULES:  # none of them looks for a letter
            if said := rule(rows, at, text):
                notes.refuse_at(place + len(row) - len(text), *said)
        place += len(row) + 1


def _other(_: list[str], __: int, text: str) -> tuple[str, str] | None:
    found = next((said for pattern, said in OTHERS.items() if pattern.match(text)), None)
    return (f"{found[0]}, {clipped(text)}", found[1]) if found else None


def _heading(_: list[str], __: int, text: str) -> tuple[str, str] | None:
    found = HEADING.match(text)
    remedy = f"write {found['sharps']} {clipped(found['text'])}" if found else ""
    return ("a heading without a space after its sharps", remedy) if found else None


def _item(rows: list[str], at: int, text: str) -> tuple[str, str] | None:
    """Refuses an item for sure, and no number at which a sentence was wrapped."""
    item = ITEM.match(text) if at else None
    if not item:
        return None
    following = ITEM.match(rows[at + 1].lstrip()) if at + 1 < len(rows) else None
    counts = item["number"] and following and following["number"] == str(int(item["number"]) + 1)
    is_sure = item["number"] is None or rows[at - 1].rstrip().endswith(":") or counts
    return ("a list inside a paragraph", INTO_A_LIST) if is_sure else None


def _bullet(rows: list[str], at: int, text: str) -> tuple[str, str] | None:
    if not BULLETS.match(text) or (at and not BULLETS.match(rows[at - 1].lstrip())) or (len(rows) == 1 and text[0] in "–—·"):
        return None
    return f"a list with {text[0]}", f"write - {clipped(text[1:].strip())}"


def _signed(rows: list[str], at: int, text: str) -> tuple[str, str] | None:
    """Refuses each of several lines that begin with one sign."""
    found = SIGNS.match(text)
    beside = [rows[near].lstrip()[:1] for near in (at - 1, at + 1) if 0 <= near < len(rows)]
    return (f"a list with {text[0]}", f"write - {clipped(found['text'])}") if found and text[0] in beside else None


def _glued(rows: list[str], at: int, text: str) -> tuple[str, str] | None:
    found = GLUED.match(text) if at == len(rows) - 2 and GLUED.match(rows[at + 1].lstrip()) else None
    remedy = f"write {found['sign']} {clipped(found['text'])}" if found else ""
    return ("a list without a space after its signs", remedy) if found else None


def _counted(rows: list[str], at: int, text: str) -> tuple[str, str] | None:
    """Refuses the first of two lines that count on, in brackets or with dashes."""
    one, two = COUNTED.match(text), COUNTED.match(rows[at + 1].lstrip()) if at + 1 < len(rows) else None
    before = COUNTED.match(rows[at - 1].lstrip()) if at else None
    if not one or not two or before or one.lastindex is None:
        return None
    kind = next(name for name in ("inside", "dashed", "square", "any") if one[name])
    if not two[kind] or (kind != "any" and int(two[kind]) != int(one[kind]) + 1):
        return None
    return "a list whose numbers Markdown does not know", f"write {one[kind] if kind != 'any' else 1}. {clipped(one['text'])}"


def _box(_: list[str], at: int, text: str) -> tuple[str, str] | None:
    box = BOX.match(text) if not at else None
    return ("a box without a space", f"write [{box['mark'] or ' '}] {clipped(box['text'])}") if box else None


def _grid(_: list[str], at: int, text: str) -> tuple[str, str] | None:
    found = "a table of another form"
    return (found, "write its rows as | a | b |, with | --- | --- | under the first") if not at and GRID.match(text) else None


def _meaning(_: list[str], at: int, text: str) -> tuple[str, str] | None:
    remedy = f"write the term on one line, with an empty line before it, and {clipped(text)} under it"
    return ("a meaning under more than one line", remedy) if at and MEANING.match(text) else None


def _table(rows: list[str], at: int, text: str) -> tuple[str, str] | None:
    if not at and "|" in text and RULED.match(text):
        return "a line of dashes and bars that makes a list", "write three dashes at least, as in | --- | --- |"
    above = rows[at - 1].strip() if at else ""
    if not BARS.match(text) or not BARS.match(above) or (at > 1 and BARS.match(rows[at - 2].strip())):
        return None
    rule = "| --- " * max(1, above.count("|") - 1)
    return "a table without a line under its head", f"add a line {rule}| before it"


RULES: tuple[Callable[[list[str], int, str], tuple[str, str] | None], ...] = (
    _other, _heading, _item, _bullet, _signed, _glued, _counted, _box, _grid, _meaning, _table,
)  # fmt: skip


def examine_letters(notes: Notes, tokens: list[Token]) -> None:
    """Refuses lists by letters, told by two that follow each other at the beginnings of lines or paragraphs."""
    expected, first = "", None
    for token in (token for before, token in pairwise(tokens) if before.type == "paragraph_open"):
        place = 0
        for row in token.content.split("\n"):
            found = LETTERED.match(row)
            letter = found["letter"] if found else ""
            if found and letter == expected and first:
                notes.line = first[0]
                notes.refuse_at(first[1], "a list by letters", f"write 1. {clipped(first[2])}")
                first = None
            elif found and letter in ("a", "A", "i", "I"):
                first = (token, place, found["text"])
            expected = NEXT.get(letter, chr(ord(letter[0]) + 1)) if letter else expected
            place += len(row) + 1
