"""Blocks of code: what may stand behind the three backticks, and how the code is drawn by pymdown-extensions."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it.rules_block.fence import fence
from pygments.lexers import find_lexer_class_by_name
from pygments.style import Style
from pygments.util import ClassNotFound
from pymdownx.highlight import Highlight

from handbook.markup.blocks.diagrams import drawn
from handbook.markup.findings import clipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

LANGUAGE = r"[\w#.+-]+"
OPTION = re.compile(
    r"""[ \t]+(?:hl_lines=(?P<a>["'])(?P<marked>[\d ,-]+)(?P=a)|linenums=(?P<b>["'])(?P<first>\d+)[\d ]*(?P=b)"""
    r"""|title=(?P<c>["'])(?P<title>.*?)(?P=c))(?![^ \t])"""
)
NAME = re.compile(rf"[ \t]*(?P<language>{LANGUAGE})?(?![^ \t])")
BRACED = re.compile(
    rf"[ \t]*(?:{LANGUAGE}[ \t]*)?\{{[ \t]*(?P<dot>\.)?(?P<language>{LANGUAGE})(?P<options>(?:[ \t]+[^{{}}]*)?)\}}[ \t]*\Z"
)
NAMED = re.compile(r"(?:#!|:::)(?P<language>[A-Za-z][\w#.+-]*) +(?P<code>\S.*)", re.DOTALL)
BARE = re.compile(
    r"""[ \t]+(?:hl_lines=["']?(?P<marked>[\d ,-]*\d)|linenums=["']?(?P<first>\d+)"""
    r"""|title=(?P<c>["']?)(?P<title>.+?)(?:(?P=c)(?=[ \t]|\Z)))"""
)
"""Options in braces, which need no quotation marks."""
PLAIN = re.compile(r'<span class="(?:[nopw]|nx)">([^<]*)</span>')
"""Names, operators, punctuation and spaces, which look like the code around them: most of what a highlighter marks."""
DRAWINGS = ("geojson", "topojson", "stl", "plantuml", "dot", "graphviz")
"""Kinds of code that others draw as a picture."""


def plug_in(md: MarkdownIt) -> None:
    """Puts the rule in the place of markdown-it's own."""
    md.block.ruler.at("fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})


class _Uncoloured(Style):  # type: ignore[misc]  # Pygments has no types
    """Says nothing of colours, which the site's style sheet does: each block of code would look them all up."""


@cache
def _highlighter() -> Highlight:
    return Highlight(None, pygments_style=_Uncoloured, pygments_lang_class=True, stripnl=False)


def head_of(info: str) -> tuple[str, dict[str, str]] | None:
    """Returns the language and the options behind a fence's signs, or None where something else stands there."""
    braced = BRACED.match(info)
    if braced and (braced["dot"] or _is_known(braced["language"])) and ".annotate" not in braced["options"]:
        return braced["language"], {name: value for found in BARE.finditer(braced["options"]) for name, value in _given(found)}
    name = NAME.match(info)
    if not name:
        return None
    given: dict[str, str] = {}
    at, rest = 0, info[name.end() :] if name["language"] else f" {info.strip()}"
    while found := OPTION.match(rest, at):
        given |= _given(found)
        at = found.end()
    return None if rest[at:].strip() else (name["language"] or "", given)


def _is_known(language: str) -> bool:
    try:
        return find_lexer_class_by_name(language) is not None
    except ClassNotFound:
        return False


def _given(option: re.Match[str]) -> list[tuple[str, str]]:
    return [(name, option[name]) for name in ("marked", "first", "title") if option[name] is not None]


def highlighted(code: str, language: str = "", options: Mapping[str, str] | None = None) -> str:
    """Returns code as HTML, with the options of its head."""
    given = options or {}
    drawn = _highlighter().highlight(
        code,
        language,
        hl_lines=_lines(given.get("marked", ""), code.count("\n") + 1),
        linestart=int(given["first"][:6]) if "first" in given else -1,
        title=given.get("title"),
    )
    return _without_plain(str(drawn))


def _without_plain(html: str) -> str:
    return PLAIN.sub(r"\1", html)


def in_a_line(code: str) -> str | None:
    """Returns `#!language code` as HTML."""
    found = NAMED.match(code)
    if not found:
        return None
    drawn = _highlighter().highlight(found["code"], found["language"], inline=True)
    return f'<code class="highlight">{_without_plain(drawn.text)}</code>'


def _lines(ranges: str, most: int) -> list[int]:
    found: list[int] = []
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", ranges):
        found += range(int(first[:9]), min(int((last or first)[:9]), most) + 1)
    return found


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not fence(state, start, end, silent):
        return False
    if not silent:
        _examine(state, state.tokens[-1], start)
    return True


def _examine(state: StateBlock, token: Token, start: int) -> None:
    """Refuses a fence that is never closed, and what nobody knows behind its backticks."""
    at = state.bMarks[start] + state.tShift[start]
    line = state.src[at : state.eMarks[start]].rstrip()
    closing = state.src[state.bMarks[state.line - 1] : state.eMarks[state.line - 1]].strip(" \t>")
    if state.line - 1 == start or not closing or set(closing) != {token.markup[0]} or len(closing) < len(token.markup):
        if line == token.markup and any("never closed" in mistake.found for mistake in state.env["notes"].mistakes):
            return  # what was meant to close the fence that was found before
        remedy = f"write a line with only {token.markup} after the code, as far to the left as this one"
        state.env["notes"].refuse(at, f"a code fence {token.markup} that is never closed", remedy)
    head = head_of(token.info)
    if not head:
        remedy = 'write the language alone, or with title="…", linenums="1" or hl_lines="2 3" after it'
        state.env["notes"].refuse(at, f"a code fence that starts with {clipped(line)}", remedy)
        return
    token.meta = {"language": head[0], "options": head[1]}
    if head[0].lower() in DRAWINGS:
        remedy = "save it as a picture, and list that under `figures`; write ```text to show its code"
        state.env["notes"].refuse(at, f"a diagram as code, {head[0]}", remedy)
    elif head[0].lower() == "mermaid":
        token.type, token.meta = "diagram", {"html": drawn(token.content, at, state.env["notes"])}
    elif head[0].lower() == "math":
        token.type, token.content = "display", token.content.rstrip("\n")
        token.meta = {"offset": at + len(line)}
