"""The Markdown of a handbook: CommonMark, with what GitHub, pymdown-extensions and Material have besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from handbook.markup import dispatch, html
from handbook.markup.blocks import abbreviations, callouts, fences, folded, footnotes, shapes, tables, tabs
from handbook.markup.inline import dollars, emphasis, formulas, links_in_texts, pairs, signs, slips, stars
from handbook.markup.words import drawn

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

NESTED = 100
"""Levels that are read; `shapes` refuses what has less than half of them."""


class _Reader(MarkdownIt):
    """Leaves addresses as they are written: `links_in_texts` examines them, and refuses with a message."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  markdown-it's name
        """Takes every address."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Returns an address as it is."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Returns the text of a bare address as it is."""
        return link


def make() -> MarkdownIt:
    """Returns a reader of the handbook's Markdown, which draws it as HTML and keeps notes of what it may not hold."""
    md = _Reader("commonmark", {"maxNesting": NESTED, "tasklists": True})
    md.enable("table")
    md.disable("html_block")
    md.core.ruler.at("inline", _lines)
    for part in (deflist_plugin, gfm_autolink_plugin):
        part(md)
    for module in (
        tables,
        fences,
        callouts,
        folded,
        tabs,
        dollars,
        footnotes,
        abbreviations,
        shapes,
        links_in_texts,
        emphasis,
        pairs,
        signs,
        slips,
        stars,
    ):
        module.plug_in(md)
    md.core.ruler.after("inline", "formulas", formulas.draw)
    html.plug_in(md)
    dispatch.plug_in(md)
    return md


def _lines(state: StateCore) -> None:
    """Reads the text inside the blocks, and remembers which it is, for the places of mistakes."""
    notes = state.env["notes"]
    for token in state.tokens:
        if token.type == "inline" and token.children is not None:
            notes.line = token
            if not notes.abbreviations and (words := drawn(token.content)):
                token.children.append(Token("words", "", 0, content=words))
            else:
                state.md.inline.parse(token.content, state.md, state.env, token.children)
