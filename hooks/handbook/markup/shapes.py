"""What loses its shape as a block: lists, headings, tables and marks of other tools that Markdown would run into a paragraph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.markup.findings import clipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from handbook.markup.findings import Notes

DEPTH = 40
"""Levels of lists and quotes, of which a list makes two."""
ITEM = re.compile(r"(?:[-*+]|(?P<number>\d{1,9})[.)])[ \t]+\S")
LETTERED = re.compile(r"\(?(?P<letter>[A-Za-z])[.)][ \t]+\S")
BULLETS = re.compile(r"[•‣◦▪●○·–—][ \t]+\S")
HEADING = re.compile(r"(?P<sharps>#{2,6})(?P<text>[^\W\d_][^\n]*)")
BARS = re.compile(r"\|.*\|[ \t]*\Z")
SENTENCE = re.compile(r"[.,;:!?…。]\s*\Z")
OTHERS = {
    re.compile(r":::+[ \t]*[{\w]"): ("a block of another tool", "write !!! note, and its text indented by four spaces under it"),
    re.compile(r"///+[ \t]+[a-z]|///\Z"): (
        "a block of pymdown-extensions",
        'write !!! note "Title", with its text indented by four spaces',
    ),
    re.compile(r"--8<--"): ("a snippet of another file", "write the text itself"),
    re.compile(r"\[TOC\]\s*\Z|\[\[_?TOC_?\]\]\s*\Z", re.IGNORECASE): ("a table of contents", "delete it"),
}


def plug_in(md: MarkdownIt) -> None:
    """Adds the examination of the blocks to a reader of Markdown."""
    md.core.ruler.after("block", "shapes", _examine)


def _examine(state: StateCore) -> None:
    notes: Notes = state.env["notes"]
    if deep := next((token for token in state.tokens if token.level > DEPTH and token.map and token.type != "inline"), None):
        notes.refuse(_start(notes, deep), "lists or quotes that are nested too deep", f"keep to {DEPTH // 2} levels")
    for at, token in enumerate(state.tokens):
        if token.type == "inline":
            notes.line = token
            before = state.tokens[at - 1]
            if before.type == "paragraph_open":
                _paragraph(notes, token)
            elif before.type == "heading_open" and before.markup in ("-", "="):
                _underlined(notes, token, before)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            _after_list(notes, state.tokens, at)
    _letters(notes, state.tokens)


def _start(notes: Notes, token: Token) -> int:
    line = token.map[0] if token.map else 0
    return notes.starts[line] + len(notes.rows[line]) - len(notes.rows[line].lstrip(" >\t"))


def _paragraph(notes: Notes, token: Token) -> None:
    place = 0
    rows = token.content.split("\n")
    for at, row in enumerate(rows):
        text = row.lstrip()
        for found, remedy in _about_row(rows, at, text):
            notes.refuse_at(place + len(row) - len(text), found, remedy)
        place += len(row) + 1


def _about_row(rows: list[str], at: int, text: str) -> Iterator[tuple[str, str]]:
    """Yields what is wrong with a line of a paragraph."""
    for pattern, (found, remedy) in OTHERS.items():
        if pattern.match(text):
            yield f"{found}, {clipped(text)}", remedy
    if heading := HEADING.match(text):
        yield "a heading without a space after its sharps", f"write {heading['sharps']} {clipped(heading['text'])}"
    if at and (item := ITEM.match(text)) and _is_item(item, rows, at):
        remedy = "put an empty line before it, or indent it as far as the text of the item that it belongs to"
        yield "a list inside a paragraph", remedy
    if BULLETS.match(text) and (at == 0 or BULLETS.match(rows[at - 1].lstrip())) and (len(rows) > 1 or text[0] not in "–—·"):
        yield f"a list with {text[0]}", f"write - {clipped(text[1:].strip())}"
    if at and BARS.match(text) and BARS.match(rows[at - 1].strip()) and (at == 1 or not BARS.match(rows[at - 2].strip())):
        yield (
            "a table without a line under its head",
            f"add a line {'| --- ' * max(1, rows[at - 1].strip().count('|') - 1)}| before it",
        )


def _is_item(item: re.Match[str], rows: list[str], at: int) -> bool:
    """Tells whether a line is an item of a list for sure, and no number or dash at which a sentence was wrapped."""
    if item["number"] is None:
        return True
    numbers = [found["number"] for row in rows[at + 1 : at + 2] if (found := ITEM.match(row.lstrip()))]
    return rows[at - 1].rstrip().endswith(":") or str(int(item["number"]) + 1) in numbers


def _underlined(notes: Notes, token: Token, heading: Token) -> None:
    """Refuses a line of dashes under a sentence, which would make all of its paragraph a heading."""
    last = heading.map[1] - 1 if heading.map else 0
    underline = notes.rows[last].strip(" >\t")
    if "\n" in token.content or SENTENCE.search(token.content) or len(underline) < 3:
        offset = notes.starts[last] + notes.rows[last].find(underline)
        first = clipped(token.content.split("\n")[0])
        remedy = (
            f"put an empty line before it for a rule, or write ## {first} for a heading"
            if heading.markup == "-"
            else f"write # {first} for a heading"
        )
        notes.refuse(offset, f"a line of {heading.markup} under a text", remedy)


def _after_list(notes: Notes, tokens: list[Token], at: int) -> None:
    """Refuses what is indented under a list, but not as far as its text: Markdown would take it out of the list."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    opening = next(
        token
        for token in reversed(tokens[:at])
        if token.level == tokens[at].level and token.type == tokens[at].type.replace("close", "open")
    )
    if not following or following.nesting < 0 or not following.map or not opening.map:
        return
    row = notes.rows[opening.map[0]]
    item = re.compile(rf"(?:\d{{1,9}})?{re.escape(opening.markup)}[ \t]*").search(row)
    quotes = row[: item.start()].count(">") if item else 0
    marker, column = _indent(row, quotes), _indent(notes.rows[following.map[0]], quotes)
    text = marker + (len(item[0]) if item else 2)
    if marker < column:
        found = "a block that is indented, but not as far as the list's text above it"
        remedy = f"indent it by {text - marker} spaces to make it part of the list, or not at all"
        notes.refuse(_start(notes, following), found, remedy)


def _indent(row: str, quotes: int) -> int:
    """Returns how far a line is indented inside so many quotations."""
    row = row.expandtabs(4)
    for _ in range(quotes):
        row = row.lstrip(" ").removeprefix(">").removeprefix(" ")
    return len(row) - len(row.lstrip(" "))


def _letters(notes: Notes, tokens: list[Token]) -> None:
    """Refuses lists by letters, told by two that follow each other at the beginnings of lines or paragraphs."""
    expected = ""
    first: tuple[Token, int] | None = None
    for at, token in enumerate(tokens):
        if token.type != "inline" or tokens[at - 1].type != "paragraph_open":
            continue
        place = 0
        for row in token.content.split("\n"):
            found = LETTERED.match(row)
            letter = found["letter"] if found else ""
            if letter and letter == expected and first:
                notes.line = first[0]
                notes.refuse_at(
                    first[1], "a list by letters", f"write 1. {clipped(first[0].content[first[1] :].split(None, 1)[-1])}"
                )
                first = None
            elif letter in ("a", "A") and letter:
                first = (token, place)
            expected = chr(ord(letter) + 1) if letter else expected
            place += len(row) + 1
