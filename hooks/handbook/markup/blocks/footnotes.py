"""Footnotes, each referred to and none written twice."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from handbook.markup.findings import clipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

MARK = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")


def plug_in(md: MarkdownIt) -> None:
    """Adds footnotes to a reader of Markdown."""
    footnote_plugin(md, inline=False)
    md.block.ruler.at("footnote_def", _definition, {"alt": ["paragraph", "reference"]})
    md.inline.ruler.after("footnote_ref", "footnote_missing", _missing)
    md.core.ruler.before("footnote_tail", "footnotes_unused", _unused)
    for name, rule in RULES.items():
        md.add_render_rule(name, rule)


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    found = MARK.match(state.src, at, state.eMarks[start])
    if not found or not footnote_def(state, start, end, True):
        return False
    if silent:
        return True
    notes, name = state.env["notes"], found["name"]
    if name in notes.footnotes:
        notes.refuse(at, f"two notes [^{clipped(name)}]", "give one of them another name")
    notes.footnotes.setdefault(name, at)
    return footnote_def(state, start, end, False)


def _missing(state: StateInline, silent: bool) -> bool:
    found = MARK.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "[" else None
    if not found:
        return False
    if not silent:
        remedy = f"add a line `{clipped(found[0])}: …` at the end of this text"
        state.env["notes"].refuse_at(state.pos, f"the footnote mark {clipped(found[0])} without its note", remedy)
    state.pos = found.end()
    return True


def _unused(state: StateCore) -> None:
    refs = state.env.get("footnotes", {}).get("refs", {})
    for name, at in state.env["notes"].footnotes.items():
        if refs.get(f":{name}", -1) < 0:
            remedy = f"write [^{clipped(name)}] where it belongs, or delete it"
            state.env["notes"].refuse(at, f"the note [^{clipped(name)}] without its mark", remedy)


def _names(token: Token) -> tuple[str, str]:
    """Returns the ids of a note and of its mark."""
    label = _quoted(str(token.meta["label"]))
    count = token.meta.get("subId", 0)
    return f"fn:{label}", f"fnref{count + 1 if count else ''}:{label}"


def _quoted(label: str) -> str:
    return label.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _mark(_: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType) -> str:
    note, mark = _names(tokens[at])
    return f'<sup id="{mark}"><a class="footnote-ref" href="#{note}">{tokens[at].meta["id"] + 1}</a></sup>'


def _opening(_: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType) -> str:
    return f'<li id="{_names(tokens[at])[0]}">\n'


def _back(_: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, env: EnvType) -> str:
    token = tokens[at]
    space = "" if token.meta["subId"] else "&nbsp;"
    title = escape(env["say"]("text.footnote-back", number=token.meta["id"] + 1))
    link = f'<a class="footnote-backref" href="#{_names(token)[1]}" title="{title}">↩</a>'
    alone = at + 1 == len(tokens) or tokens[at + 1].type not in ("paragraph_close", "footnote_anchor")
    first = tokens[at - 1].type not in ("inline", "footnote_anchor")
    return f"{'<p>' if first else space}{link}{'</p>' if alone else ''}"


RULES = {
    "footnote_ref": _mark,
    "footnote_block_open": lambda *_: '<div class="footnote">\n<hr>\n<ol>\n',
    "footnote_open": _opening,
    "footnote_anchor": _back,
    "footnote_close": lambda *_: "</li>\n",
    "footnote_block_close": lambda *_: "</ol>\n</div>\n",
}
