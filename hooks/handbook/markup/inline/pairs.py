"""Marks that come in pairs around words: highlights, insertions, deletions, sub- and superscripts, and the raw tags allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.markup.inline.dollars import LETTER

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

# Raw tags that Markdown has no sign for. They take no attributes and close in the paragraph that opens them.
RAW_TAGS = ("abbr", "cite", "dfn", "ins", "kbd", "q", "samp", "small", "sub", "sup", "var")
TAG = re.compile(rf"<(?P<tag>{'|'.join(RAW_TAGS)})>", re.IGNORECASE)
BREAK = re.compile(r"<br ?/?>[ \t]*\n?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """Signs that stand around words: how they open, how they close, and the element that they make."""

    tag: str
    opens: re.Pattern[str]
    closes: re.Pattern[str]


def _double(sign: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Returns how two signs open and close: never inside a word, so that `a==b` is text."""
    one = re.escape(sign)
    opens = re.compile(rf"(?<!{LETTER})(?<!{one}){one}{one}(?![\s{one}])")
    return opens, re.compile(rf"(?<![\s{one}]){one}{one}(?!{LETTER})(?!{one})")


MARKS = {
    "=": (Mark("mark", *_double("=")),),
    "^": (
        Mark("ins", *_double("^")),
        Mark("sup", re.compile(r"(?<![\s^])\^(?=[\w+−-][^\s^*/()]*\^(?![\w^]))"), re.compile(r"\^")),
    ),
    "~": (
        Mark("del", re.compile(r"(?<!~)~~(?![\s~])"), re.compile(r"(?<![\s~])~~(?!~)")),
        Mark("sub", re.compile(r"(?<![\s~])~(?=[\w+−-][^\s~*/()]*~(?!~))"), re.compile("~")),
        Mark("del", re.compile(rf"(?<!{LETTER})(?<!~)~(?=[^\s~][^~]*\s[^~]*[^\s~]~(?!~)(?!{LETTER}))"), re.compile("~")),
    ),
}


def plug_in(md: MarkdownIt) -> None:
    """Adds the rules for pairs to a reader of Markdown."""
    md.inline.ruler.disable("strikethrough", ignoreInvalid=True)
    md.inline.ruler.before("emphasis", "marks", _marks)
    md.inline.ruler.before("html_inline", "raw_pairs", _raw_pair)
    md.inline.ruler.before("html_inline", "raw_break", _raw_break)


def _marks(state: StateInline, silent: bool) -> bool:
    for mark in MARKS.get(state.src[state.pos], ()):
        if found := mark.opens.match(state.src, state.pos, state.posMax):
            return _pair(state, found, mark.tag, mark.closes, silent=silent)
    return False


def _raw_pair(state: StateInline, silent: bool) -> bool:
    found = TAG.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if not found:
        return False
    tag = found["tag"].lower()
    return _pair(state, found, tag, re.compile(f"</{tag}>", re.IGNORECASE), silent=silent)


def _raw_break(state: StateInline, silent: bool) -> bool:
    found = BREAK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if found and not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end() if found else state.pos
    return found is not None


def _pair(state: StateInline, opening: re.Match[str], tag: str, closes: re.Pattern[str], *, silent: bool) -> bool:
    """Draws what stands between two signs as an element, if the second one is there."""
    start, limit = state.pos, state.posMax
    closing = _closing(state, opening.end(), closes)
    state.pos = start
    if not closing:
        return False
    if not silent:
        state.push(f"{tag}_open", tag, 1).markup = opening[0]
        state.pos, state.posMax = opening.end(), closing.start()
        state.md.inline.tokenize(state)
        state.posMax = limit
        state.push(f"{tag}_close", tag, -1)
    state.pos = closing.end()
    return True


def _closing(state: StateInline, at: int, closes: re.Pattern[str]) -> re.Match[str] | None:
    """Looks for the sign that closes, past code, formulas, links and pairs inside."""
    vain: dict[str, tuple[int, int]] = vars(state).setdefault("vain", {})
    begun, limit = vain.get(closes.pattern, (state.posMax, 0))
    if (at >= begun and state.posMax <= limit) or not closes.search(state.src, at + 1, state.posMax):
        return None
    state.pos = at
    while state.pos < state.posMax:
        if state.pos > at and (found := closes.match(state.src, state.pos, state.posMax)):
            return found
        state.md.inline.skipToken(state)
    vain[closes.pattern] = (at, state.posMax)
    return None
