"""What loses its shape as a block: lists that end too early or go too deep, lines that make headings of sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.markup.blocks import paragraphs
from handbook.markup.findings import clipped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from handbook.markup.findings import Notes

DEPTH = 40
"""Levels of lists and quotes, of which a list makes two."""
SENTENCE = re.compile(r"[.,;:!?…。]\s*\Z")


def plug_in(md: MarkdownIt) -> None:
    """Adds the examination of the blocks to a reader of Markdown."""
    md.core.ruler.after("block", "shapes", _examine)


def _examine(state: StateCore) -> None:
    notes: Notes = state.env["notes"]
    if deep := next((token for token in state.tokens if token.level > DEPTH and token.map and token.type != "inline"), None):
        notes.refuse(_start(notes, deep), "lists or quotes that are nested too deep", f"keep to {DEPTH // 2} levels")
    lists: list[Token] = []
    for at, token in enumerate(state.tokens):
        before = state.tokens[at - 1]
        notes.line = token if token.type == "inline" else notes.line
        if token.type == "inline" and before.type == "paragraph_open":
            paragraphs.examine(notes, token)
        elif token.type == "inline" and before.type == "heading_open":
            _heading(notes, token, before)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token)
        elif token.type == "list_item_open":
            _item(notes, lists[-1], token)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            _after_list(notes, lists.pop(), state.tokens[at + 1] if at + 1 < len(state.tokens) else None)
    paragraphs.examine_letters(notes, state.tokens)


def _start(notes: Notes, token: Token) -> int:
    line = token.map[0] if token.map else 0
    return notes.starts[line] + len(notes.rows[line]) - len(notes.rows[line].lstrip(" >\t"))


def _heading(notes: Notes, token: Token, heading: Token) -> None:
    if not token.content.strip():
        notes.refuse(_start(notes, heading), "a heading without words", f"write some behind {heading.markup}, or delete it")
    elif heading.markup in ("-", "="):
        _underlined(notes, token, heading)


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


def _item(notes: Notes, opening: Token, item: Token) -> None:
    """Refuses an item that is indented under another, but not as far as its text: it would not go below it."""
    first, here = opening.map[0] if opening.map else 0, item.map[0] if item.map else 0
    quotes = notes.rows[first][: re.search(r"[-+*\d]", notes.rows[first]).start()].count(">")  # type: ignore[union-attr]
    marker, column = _indent(notes.rows[first], quotes), _indent(notes.rows[here], quotes)
    sign = re.match(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+", notes.rows[first].lstrip("> "))
    if here > first and column >= marker + 2 and sign:
        remedy = f"indent it by {len(sign[0])} spaces to make it part of the item above, or as far as the others"
        notes.refuse(_start(notes, item), "an item that is indented, but not as far as the text of the item above it", remedy)


def _after_list(notes: Notes, opening: Token, following: Token | None) -> None:
    """Refuses what is indented under a list, but not as far as its text: Markdown would take it out of the list."""
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
