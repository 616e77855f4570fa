"""How each part of a text becomes HTML, in the forms that the pages' styles know."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markdown_it.token import Token

from handbook.markup.blocks.fences import highlighted, in_a_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.rules_core import StateCore
    from markdown_it.utils import EnvType, OptionsDict

BOX = '<input type="checkbox" disabled{} aria-label="{}"> '


def plug_in(md: MarkdownIt) -> None:
    """Gives a reader of Markdown the handbook's ways to draw."""
    md.core.ruler.after("inline", "boxes", _boxes)
    for name, rule in RULES.items():
        md.add_render_rule(name, rule)


def _fence(_: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType) -> str:
    token = tokens[at]
    return highlighted(token.content, token.meta.get("language", ""), token.meta.get("options")) + "\n"


def _code(_: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType) -> str:
    content = tokens[at].content
    return in_a_line(content) or f"<code>{escape(content, quote=False)}</code>"


def _drawn(_: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType) -> str:
    return tokens[at].content


def _keys(_: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType) -> str:
    return f'<span class="keys">{tokens[at].content}</span>'


def _heading(_: RendererHTML, tokens: Sequence[Token], at: int, __: OptionsDict, ___: EnvType) -> str:
    """Puts a text's headings below its question's own."""
    level = min(6, int(tokens[at].tag[1]) + 3) if len(tokens[at].tag) == 2 else 6
    return f"<h{level}>" if tokens[at].nesting > 0 else f"</h{level}>\n"


def _list(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    if tokens[at].attrGet("class"):
        tokens[at].attrSet("class", "task-list")
    return self.renderToken(tokens, at, options, env)


def _boxes(state: StateCore) -> None:
    """Puts the box of a task into the line of its text."""
    for at, token in enumerate(state.tokens):
        checked = (token.meta or {}).get("checked") if token.type == "list_item_open" else None
        if checked is not None:
            box = Token("box", "", 0)
            box.content = BOX.format(" checked" if checked else "", escape(state.env["say"]("text.task")))
            line = state.tokens[at + 2] if state.tokens[at + 1].type == "paragraph_open" else None
            (line.children if line and line.children is not None else []).insert(0, box)


def _item(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    return self.renderToken(tokens, at, options, env)


def _tabs_open(self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: EnvType) -> str:
    meta, prefix = tokens[at].meta, env["notes"].prefix
    set_ = f"tabs-{meta['number']}"
    names = [f"{set_}-{number}" for number, _ in enumerate(meta["titles"], 1)]
    inputs = [f'<input{" checked" * (not at)} id="{name}" name="{prefix}{set_}" type="radio">' for at, name in enumerate(names)]
    labels = [
        f'<label for="{prefix}{name}">{self.renderInline(title.children, options, env)}</label>'
        for name, title in zip(names, meta["titles"], strict=True)
    ]
    head = f'<div class="tabbed-set tabbed-alternate" data-tabs="{meta["number"]}:{len(names)}">{"".join(inputs)}'
    return f'{head}<div class="tabbed-labels">{"".join(labels)}</div>\n<div class="tabbed-content">\n'


RULES = {
    "fence": _fence,
    "code_block": _fence,
    "code_inline": _code,
    "diagram": lambda _, tokens, at, *__: tokens[at].meta["html"],
    "display": _drawn,
    "formula": _drawn,
    "words": _drawn,
    "keys": _keys,
    "heading_open": _heading,
    "heading_close": _heading,
    "bullet_list_open": _list,
    "ordered_list_open": _list,
    "box": _drawn,
    "list_item_open": _item,
    "tabs_open": _tabs_open,
    "tabs_close": lambda *_: "</div>\n</div>\n",
    "tab_open": lambda *_: '<div class="tabbed-block">\n<p class="tab-title">',
    "tab_title_close": lambda *_: "</p>\n",
    "tab_close": lambda *_: "</div>\n",
}
