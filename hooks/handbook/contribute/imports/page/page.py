"""Reads a Markdown file, with the HTML in it, into one tree whose elements know their lines."""

from __future__ import annotations

import re
from functools import cache
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from handbook.contribute.imports.page.cards import asked
from handbook.contribute.imports.page.dialects import common
from handbook.contribute.imports.page.elements import LAST, LINE, NUMBER, RULES
from handbook.contribute.imports.page.fences import close_fences
from handbook.contribute.imports.page.formulas import bracketed
from handbook.contribute.imports.page.indents import indented
from handbook.records.characters import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.contribute.imports.page.notes import Notes

ONLY_TAGS = re.compile(r"\s*</?(?:details|summary|b|br|p|div)\b.*>\s*$", re.IGNORECASE)
FENCE = re.compile(r"\s*(`{3,}|~{3,})")
CELL_END = re.compile(r"(?<!\\)\|")
SPACING = dict.fromkeys("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029", " ")


def parse(text: str, notes: Notes) -> BeautifulSoup:
    """Returns the tree of a Markdown text, HTML and all, without characters that no file may hold."""
    parser = _parser()
    lines = close_fences(indented(common(asked(text.split("\n"), notes), notes)), parser, notes)
    rows, numbers = _apart(lines)
    env: dict[str, Any] = {}
    tokens = [*_without_ragged_tables(parser.parse("\n".join(rows), env), rows, numbers, notes)]
    _place(tokens, [*numbers, len(lines) + 1])
    _note_definitions(tokens, env, [*numbers, len(lines) + 1], notes)
    env["notes"] = notes
    html = _close_details(parser.renderer.render(tokens, parser.options, env), notes)
    return BeautifulSoup(html, "html.parser")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("gfm-like", {"html": True})
    parser.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=False, double_inline=True)
    parser.use(front_matter_plugin).use(deflist_plugin).use(footnote_plugin, inline=False, move_to_end=False)
    parser.inline.ruler.before("escape", "brackets", bracketed)
    if parser.linkify:
        parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    for name, rule in RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def visible(text: str, notes: Notes) -> str:
    """Returns a text without the characters that no file of a handbook may hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for at, line in enumerate(lines):
        if forbidden := FORBIDDEN.search(line):
            notes.add(at + 1, f"an invisible or control character, U+{ord(forbidden[0]):04X}", "left out")
            lines[at] = FORBIDDEN.sub(lambda found: SPACING.get(found[0], "?" if found[0] == "\ufffd" else ""), line)
    return "\n".join(lines)


def _apart(lines: Sequence[str]) -> tuple[list[str], list[int]]:
    """Puts an empty line between a line of bare tags and text under it, which would count as HTML otherwise.

    Returns the lines with their numbers.
    """
    rows: list[str] = []
    numbers: list[int] = []
    fence = ""
    for number, line in enumerate(lines, 1):
        if rows and not fence and line.strip() and not line.lstrip().startswith("<") and ONLY_TAGS.match(rows[-1]):
            rows.append("")
            numbers.append(number)
        rows.append(line)
        numbers.append(number)
        if mark := FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
    return rows, numbers


def _without_ragged_tables(tokens: Sequence[Token], rows: Sequence[str], numbers: Sequence[int], notes: Notes) -> Iterator[Token]:
    """Yields tokens; a table in which a row has more cells than the head, which Markdown leaves out, becomes code."""
    end = 0
    for at, token in enumerate(tokens):
        if at < end:
            continue
        if token.type != "table_open" or token.map is None:
            yield token
            continue
        table = rows[token.map[0] : token.map[1]]
        close = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
        columns = sum(inner.type == "th_open" for inner in tokens[at:close])
        if all(_cells(row) <= columns for row in table):
            yield token
            continue
        notes.add(numbers[token.map[0]], "a table with more cells in a row than in its head", "kept as code")
        yield Token("fence", "code", 0, map=token.map, content=dedent("\n".join(table)) + "\n", info="text", block=True)
        end = close + 1


def _cells(row: str) -> int:
    return len(CELL_END.split(row.strip(" >").removeprefix("|").removesuffix("|") if not row.rstrip().endswith("\\|") else row))


def _place(tokens: Sequence[Token], numbers: Sequence[int]) -> None:
    """Writes into every token the lines that it came from."""
    for token in tokens:
        if token.map is None:
            continue
        first, last = numbers[token.map[0]], numbers[token.map[1]] - 1
        token.attrSet(LINE, str(first))
        token.attrSet(LAST, str(max(first, last)))
        if token.type == "list_item_open" and token.info:
            token.attrSet(NUMBER, token.info)
        line = first
        for child in token.children or []:
            child.attrSet(LINE, str(line))
            line += (child.type in ("softbreak", "hardbreak")) + child.content.count("\n")


def _note_definitions(tokens: Sequence[Token], env: dict[str, Any], numbers: Sequence[int], notes: Notes) -> None:
    """Notes what Markdown itself takes out of sight: front matter, and addresses that no link uses."""
    inside = [child for token in tokens for child in token.children or []]
    used = {str(child.attrs.get("href", child.attrs.get("src"))) for child in inside}
    for name, definition in env.get("references", {}).items():
        if definition["href"] not in used:
            notes.drop(*_span(definition["map"], numbers), f"the address of `[{name.lower()}]`, which no link uses")
    for definition in env.get("duplicate_refs", []):
        notes.drop(*_span(definition["map"], numbers), "a second address of the same name")
    for token in tokens:
        if token.type == "front_matter" and token.map:
            notes.drop(*_span(token.map, numbers), "front matter")


def _span(rows: Sequence[int], numbers: Sequence[int]) -> tuple[int, int]:
    return numbers[rows[0]], max(numbers[rows[0]], numbers[rows[1]] - 1)


def _close_details(html: str, notes: Notes) -> str:
    """Closes each `<details>` that has no end before the next one, or the next heading like the one above it."""
    opened: list[re.Match[str]] = []
    for tag in re.finditer(r"<(/?)details\b[^>]*>", html):
        if not tag[1]:
            opened.append(tag)
        elif opened:
            opened.pop()
    for tag in reversed(opened):
        end = _end_of_details(html, tag.start())
        html = f"{html[:end]}</details>{html[end:]}"
        line = re.search(rf'{LINE}="(\d+)"', tag[0])
        notes.add(int(line[1]) if line else 1, "a `<details>` that is never closed", "closed before what follows it")
    return html


def _end_of_details(html: str, start: int) -> int:
    above = re.findall(r"<h([1-6])\b", html[:start])
    follows = rf"<details\b|<h[1-{above[-1]}]\b" if above else r"<details\b"
    match = re.compile(follows).search(html, start + 1)
    return match.start() if match else len(html)
