"""Abbreviations that a text explains, `*[HTML]: Hyper Text Markup Language`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore

DEFINITION = re.compile(r"\*\[(?P<name>[^\]\n]+)\]:[ \t]*(?P<meaning>\S[^\n]*)?")


def plug_in(md: MarkdownIt) -> None:
    """Adds abbreviations to a reader of Markdown."""
    md.block.ruler.before("reference", "abbreviation", _definition, {"alt": ["paragraph", "reference"]})
    md.core.ruler.push("abbreviations", _mark)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: ARG001  markdown-it's signature
    at = state.bMarks[start] + state.tShift[start]
    found = DEFINITION.match(state.src, at, state.eMarks[start])
    if not found or state.is_code_block(start):
        return False
    if not silent:
        if not found["meaning"]:
            state.env["notes"].refuse(
                at, f"the abbreviation {found['name']} without its meaning", f"write {found[0]} and what it means"
            )
        state.env["notes"].abbreviations[found["name"].strip()] = (found["meaning"] or "").strip()
        state.line = start + 1
    return True


def _mark(state: StateCore) -> None:
    known = state.env["notes"].abbreviations
    if not known:
        return
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    for token in state.tokens:
        token.children = (
            [part for child in token.children for part in (_marked(child, pattern, known) if child.type == "text" else [child])]
            if token.children
            else token.children
        )


def _marked(text: Token, pattern: re.Pattern[str], known: dict[str, str]) -> Iterator[Token]:
    end = 0
    for found in pattern.finditer(text.content):
        yield _text(text.content[end : found.start()])
        opening, closing = Token("abbr_open", "abbr", 1), Token("abbr_close", "abbr", -1)
        opening.attrs = {"title": known[found[0]]}
        yield from (opening, _text(found[0]), closing)
        end = found.end()
    yield _text(text.content[end:])


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token
