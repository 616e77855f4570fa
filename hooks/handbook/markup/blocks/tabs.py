"""Content tabs, `=== "Title"` one under the other, as Material has them; on paper they follow each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from handbook.markup.blocks.callouts import indented, inside
from handbook.markup.findings import clipped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

HEAD = re.compile(r'===[!+]*[ \t]+"(?P<title>[^\n]*\S[^\n]*)"[ \t]*\Z')
LIKE_A_HEAD = re.compile(r"===[!+]*[ \t]+\S")


def plug_in(md: MarkdownIt) -> None:
    """Adds the rule for tabs to a reader of Markdown."""
    md.block.ruler.before("fence", "tabs", _tabs, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _tabs(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.is_code_block(start) or not LIKE_A_HEAD.match(_line(state, start)):
        return False
    if silent:
        return True
    number = state.env["tabs"] = state.env.get("tabs", 0) + 1
    opening = state.push("tabs_open", "div", 1)
    titles: list[Token] = []
    while start < end and (head := _head(state, start)):
        last, indent = indented(state, start, end)
        if not indent:
            _refuse(state, start, "without a text", "write the text on the next lines, indented by four spaces")
        title = Token("inline", "", 0)
        title.content, title.map, title.children = head, [start, start + 1], []
        titles.append(title)
        state.push("tab_open", "div", 1).meta = {"title": title}
        state.tokens += [title, Token("tab_title_close", "p", -1)]
        inside(state, start, last, indent)
        state.push("tab_close", "div", -1)
        start = last
        while start < end and state.isEmpty(start):
            start += 1
    state.push("tabs_close", "div", -1)
    opening.meta = {"number": number, "titles": titles}
    if not titles:
        _refuse(state, start, "that names no tab", 'write === "Title", and its text indented by four spaces under it')
    state.line = max(last if titles else start + 1, state.line)
    return True


def _head(state: StateBlock, line: int) -> str | None:
    if state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return None
    found = HEAD.match(_line(state, line))
    return found["title"] if found else None


def _refuse(state: StateBlock, line: int, what: str, remedy: str) -> None:
    at = state.bMarks[line] + state.tShift[line]
    state.env["notes"].refuse(at, f"{clipped(_line(state, line))} {what}", remedy)
