"""Folded parts as GitHub has them: `<details>`, with a `<summary>` and Markdown in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from handbook.markup.blocks.callouts import paragraph, titled
from handbook.markup.findings import clipped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

OPENING = re.compile(r"<details(?P<attributes>[ \t][^<>]*)?>[ \t]*(?P<rest>.*)\Z", re.IGNORECASE)
KNOWN = re.compile(r"""(?:[ \t]+(?:(?P<open>open)|markdown)(?:=(?:"[^"]*"|'[^']*'|\w+))?)*[ \t]*\Z""", re.IGNORECASE)
"""Attributes that say how it is read or shown."""
SUMMARY = re.compile(r"<summary>(?P<title>.*?)</summary>[ \t]*(?P<rest>.*)\Z", re.IGNORECASE | re.DOTALL)
ONE_LINE = re.compile(r"<summary>(?P<title>.*?)</summary>(?P<text>.*)</details>\Z", re.IGNORECASE)
CLOSING = re.compile(r"</details>[ \t]*\Z", re.IGNORECASE)
REMEDY = (
    "write <details> on a line of its own, <summary>…</summary> on the next, and </details> on a line of its own after the text"
)


def plug_in(md: MarkdownIt) -> None:
    """Adds the rule for folded parts to a reader of Markdown."""
    md.block.ruler.before("fence", "folded", _folded, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _row(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _folded(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    opening = OPENING.match(_row(state, start))
    if not opening or state.is_code_block(start):
        return False
    if silent:
        return True
    if not KNOWN.match(opening["attributes"] or ""):
        whole = clipped(_row(state, start)[: opening.end() - len(opening["rest"])].strip())
        state.env["notes"].refuse(state.bMarks[start] + state.tShift[start], f"a tag with attributes, {whole}", "write <details>")
    if one := ONE_LINE.match(opening["rest"]):
        state.tokens += [_opened(opening, [start, start + 1]), *titled("details", one["title"].strip(), start)]
        state.tokens += paragraph(one["text"].strip(), start)
        state.push("note_close", "details", 0).nesting = -1
        state.line = start + 1
        return True
    last = _end(state, start, end)
    title, first = _title(state, opening["rest"], start, last)
    if title is None or last == end:
        state.env["notes"].refuse(state.bMarks[start] + state.tShift[start], "<details> that is not well-formed", REMEDY)
        state.line = min(last + 1, end)
        return True
    state.tokens += [_opened(opening, [start, last]), *titled("details", title, first - 1)]
    state.level += 1
    before = state.lineMax, state.parentType
    state.lineMax, state.parentType = last, "details"
    state.md.block.tokenize(state, first, last)
    state.lineMax, state.parentType = before
    state.level -= 1
    state.push("note_close", "details", 0).nesting = -1
    state.line = last + 1
    return True


def _opened(opening: re.Match[str], lines: list[int]) -> Token:
    known = KNOWN.match(opening["attributes"] or "")
    is_open = bool(known and known["open"])
    token = Token("note_open", "details", 1)
    token.block, token.map, token.attrs = True, lines, {"open": ""} if is_open else {}
    return token


def _end(state: StateBlock, start: int, end: int) -> int:
    """Returns the line that closes the part that a line opens, or the end of all lines."""
    depth = 0
    for line in range(start, end):
        row = _row(state, line)
        depth += OPENING.match(row) is not None
        if CLOSING.match(row):
            depth -= 1
            if not depth:
                return line
    return end


def _title(state: StateBlock, rest: str, start: int, last: int) -> tuple[str | None, int]:
    """Returns the title of a part, and the line after it."""
    line = start + 1
    while not rest and line < last:
        rest, line = _row(state, line), line + 1
    while rest and "</summary>" not in rest.lower() and line < last and rest.lower().startswith("<summary>"):
        rest, line = f"{rest} {_row(state, line)}", line + 1
    found = SUMMARY.match(rest)
    return (found["title"].strip(), line) if found and not found["rest"] else (None, line)
