"""Notes set apart: `!!!` and `???` as Material has them, `> [!NOTE]` as GitHub and Obsidian have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from handbook.markup.findings import clipped
from handbook.records.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.utils import EnvType

    from handbook.markup.findings import Notes

KINDS = (
    "note", "abstract", "info", "tip", "success", "question", "warning", "failure", "danger", "bug", "example", "quote",
    "summary", "tldr", "todo", "hint", "important", "check", "done", "help", "faq", "caution", "attention", "fail", "missing",
    "error", "snippet", "cite", "seealso",
)  # fmt: skip
HEAD = re.compile(
    r'(?P<sign>!!!|\?\?\?\+?)[ \t]+(?P<classes>[A-Za-z][\w-]*(?:[ \t]+[a-z][\w-]*)*)?(?:[ \t]*"(?P<title>.*)")?[ \t]*\Z'
)
LIKE_A_HEAD = re.compile(r'(?:!!!|\?\?\?\+?)[ \t]*(?:(?P<kind>[A-Za-z][\w-]*)(?P<rest>.*)|(?P<bare>".*"[ \t]*))\Z')
ALERT = re.compile(r"\[!(?P<kind>[A-Za-z][\w-]*)\](?P<fold>[+-]?)(?:[ \t]+(?P<title>[^\n]*\S))?[ \t]*(?:\n|\Z)")
LOST = re.compile(rf"^[ \t]*(?P<mark>\[!(?:{'|'.join(KINDS)})\][+-]?(?!\())", re.IGNORECASE | re.MULTILINE)
"""What names a kind of note and begins no quotation."""
LOOKS = {"important": "important info", "caution": "caution danger"}
"""Kinds of GitHub's that Material has no look for, with the one that it has."""


def plug_in(md: MarkdownIt) -> None:
    """Adds the rules for notes to a reader of Markdown."""
    md.block.ruler.before("fence", "callout", _callout, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.after("block", "alerts", _alerts)


def titled(tag: str, title: str, line: int) -> list[Token]:
    """Returns the tokens of a title that may hold marks of its own."""
    name = "p" if tag == "div" else "summary"
    opening, text, closing = Token("title_open", name, 1), Token("inline", "", 0), Token("title_close", name, -1)
    opening.block = closing.block = text.block = True
    opening.attrs = {"class": "admonition-title"} if tag == "div" else {}
    text.content, text.children, text.map = title, [], [line, line + 1]
    return [opening, text, closing]


def paragraph(content: str, line: int) -> list[Token]:
    """Returns the tokens of a paragraph."""
    opening, text, closing = Token("paragraph_open", "p", 1), Token("inline", "", 0), Token("paragraph_close", "p", -1)
    opening.block = closing.block = text.block = True
    opening.map = text.map = [line, line + 1]
    text.content, text.children = content, []
    return [opening, text, closing]


def opened(kind: str, fold: str) -> Token:
    """Returns the token that opens a note; `fold` is + for one that is open and - for one that is closed."""
    tag = "details" if fold else "div"
    token = Token("note_open", tag, 1)
    token.block = True
    token.attrs = {"class": LOOKS.get(kind, kind) if fold else f"admonition {LOOKS.get(kind, kind)}"}
    if fold == "+":
        token.attrs["open"] = ""
    return token


def indented(state: StateBlock, start: int, end: int) -> tuple[int, int]:
    """Returns where the lines end that are indented under a line, and by how much they are indented."""
    last, indent = start + 1, 0
    while last < end:
        if not state.isEmpty(last):
            deeper = state.sCount[last] - state.sCount[start]
            if deeper < (indent or 2):
                break
            indent = indent or min(deeper, 4)
        last += 1
    while last > start + 1 and state.isEmpty(last - 1):
        last -= 1
    return last, indent


def inside(state: StateBlock, start: int, last: int, indent: int) -> None:
    """Reads the lines that are indented under a line."""
    before = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = state.sCount[start] + indent, last, "callout"
    state.md.block.tokenize(state, start + 1, last)
    state.blkIndent, state.lineMax, state.parentType = before
    state.line = last


def _callout(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    line = state.src[at : state.eMarks[start]].rstrip()
    if state.is_code_block(start) or not LIKE_A_HEAD.match(line):
        return False
    if silent:
        return True
    head = HEAD.match(line)
    last, indent = indented(state, start, end)
    named = bool(head and (head["classes"] or head["sign"] != "!!!"))
    if not head or not named or not indent:
        _refuse(state, at, line, lacks_text=named)
        state.line = start + 1
        return True
    kind = (head["classes"] or "note").split()[0].lower()
    fold = {"!!!": "", "???": "-", "???+": "+"}[head["sign"]]
    opening = opened(kind, fold)
    opening.map = [start, last]
    title = head["title"] if head["title"] is not None else _named(kind, state.env)
    state.tokens += [opening, *(titled(opening.tag, title, start) if title or fold else [])]
    state.level += 1
    inside(state, start, last, indent)
    state.level -= 1
    state.push("note_close", opening.tag, 0).nesting = -1
    return True


def _named(kind: str, env: EnvType) -> str:
    """Returns the title of a note that has none of its own."""
    return str(env["say"](f"note.{kind}")) if kind in KINDS else kind.replace("-", " ").capitalize()


def _refuse(state: StateBlock, at: int, line: str, *, lacks_text: bool) -> None:
    found = LIKE_A_HEAD.match(line)
    sign, kind = line.split(None, 1)[0][:4].rstrip("abcdefghijklmnopqrstuvwxyz"), (found and found["kind"]) or "note"
    title = ((found["rest"] or found["bare"] or "") if found else "").strip().strip("\"'“”")
    if lacks_text:
        state.env["notes"].refuse(
            at, f"{clipped(line)} without a text", "write the text on the next lines, indented by four spaces"
        )
    else:
        state.env["notes"].refuse(
            at,
            f"a note that begins with {clipped(line)}",
            f"write {sign} {kind.lower()}" + (f' "{clipped(title)}"' if title else ""),
        )


def _alerts(state: StateCore) -> None:
    """Makes notes of the quotations that begin with `[!KIND]`."""
    openings: list[Token | None] = []
    tokens: list[Token] = []
    for at, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            openings.append(_alert(state, token, state.tokens[at + 1 : at + 3]))
            tokens += [openings[-1], *titled_alert(openings[-1])] if openings[-1] else [token]
        elif token.type == "blockquote_close" and (opening := openings.pop()):
            token.type, token.tag = "note_close", opening.tag
            tokens.append(token)
        else:
            tokens.append(token)
    state.tokens = _without_empty(tokens)
    for token in state.tokens:
        if token.type == "inline":
            _refuse_lost(state.env["notes"], token)


def _refuse_lost(notes: Notes, token: Token) -> None:
    for found in LOST.finditer(token.content):
        notes.line = token
        remedy = "write > [!NOTE] on a line of its own with an empty line before it, and > before each line of its text"
        notes.refuse_at(found.start("mark"), f"a note that does not begin a quotation, {found['mark']}", remedy)


def titled_alert(opening: Token | None) -> list[Token]:
    """Returns the tokens of an alert's title."""
    return titled(opening.tag, opening.info, opening.map[0] if opening.map else 0) if opening else []


def _alert(state: StateCore, quote: Token, following: Sequence[Token]) -> Token | None:
    text = following[1] if len(following) > 1 and following[1].type == "inline" else None
    found = ALERT.match(text.content) if text else None
    if not text or not found:
        return None
    kind = found["kind"].lower()
    if kind not in KINDS:
        notes = state.env["notes"]
        notes.line = text
        notes.refuse_at(
            0, f"a note of the unknown kind [!{found['kind']}]", nearest(kind, KINDS, "write [!NOTE], [!TIP] or [!WARNING]")
        )
    opening = opened(kind, found["fold"])
    opening.map, opening.info = quote.map, found["title"] or _named(kind, state.env)
    text.content = text.content[found.end() :]
    if text.map:
        text.map = [text.map[0] + 1, text.map[1]]
    return opening


def _without_empty(tokens: list[Token]) -> list[Token]:
    """Takes away the paragraphs in which nothing but the head of a note stood."""
    kept: list[Token] = []
    skipped = 0
    for at, token in enumerate(tokens):
        empty = token.type == "paragraph_open" and tokens[at + 1].type == "inline" and not tokens[at + 1].content
        skipped = 3 if empty else skipped
        if not skipped:
            kept.append(token)
        skipped = max(0, skipped - 1)
    return kept
