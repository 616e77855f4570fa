"""Writes the elements of a page's tree: each knows its lines, and what no handbook can say becomes code or text."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.token import Token

    from handbook.contribute.imports.page.notes import Notes

LINE, LAST, NUMBER, NOTE, CALLOUT = "data-line", "data-last", "data-number", "data-note", "data-callout"

# What Markdown, or a tidied tree, can say; any other tag is kept as the characters that it is written in.
KNOWN = frozenset(
    """a abbr article b big blockquote body br caption center cite code col colgroup dd del details dfn div dl dt em figcaption
    figure font footer h1 h2 h3 h4 h5 h6 header hr html i img ins kbd li main mark nav ol p picture pre q s samp section small
    source span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var""".split()  # noqa: SIM905  a list of words reads better so
)
TAG = re.compile(
    r"""<!--(?P<comment>.*?)(?:-->|\Z)|<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<rest>(?:"[^"]*"|'[^']*'|[^'">])*)>|<[!?][^>]*>""",
    re.DOTALL,
)
FORMULA = re.compile(r"[\\^_={}<>+]|^\S+$")


def _pre(token: Token, info: str, content: str) -> str:
    place = f'{LINE}="{token.attrs.get(LINE, 0)}" {LAST}="{token.attrs.get(LAST, 0)}"'
    return f'<pre {place} data-info="{escape(info)}">{escape(content)}</pre>\n'


def _fence(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    return _pre(tokens[at], tokens[at].info.strip(), tokens[at].content)


def _formula(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    token = tokens[at]
    if token.type == "math_inline" and "alone" not in token.meta and not FORMULA.search(token.content):
        return f"${escape(token.content)}$"  # two amounts of money
    kind = "block" if token.type == "math_block" or token.meta.get("alone") else "inline"
    formula = f'<span data-math="{kind}" {LINE}="{token.attrs.get(LINE, 0)}">{escape(token.content.strip())}</span>'
    return (
        f'<p {LINE}="{token.attrs.get(LINE, 0)}" {LAST}="{token.attrs.get(LAST, 0)}">{formula}</p>\n'
        if token.type == "math_block"
        else formula
    )


def _html_block(_: object, tokens: Sequence[Token], at: int, __: object, env: dict[str, Any]) -> str:
    token = tokens[at]
    first = TAG.match(token.content.lstrip())
    if first and first["comment"] is None and (first["name"] or "").lower() not in KNOWN:
        env["notes"].add(int(token.attrs[LINE]), f"raw HTML, `{first[0][:40]}`", "kept as code")
        return _pre(token, "html", token.content)
    return _html(token.content, int(token.attrs[LINE]), env["notes"], int(token.attrs[LAST]))


def _html_inline(_: object, tokens: Sequence[Token], at: int, __: object, env: dict[str, Any]) -> str:
    return _html(tokens[at].content, int(tokens[at].attrs.get(LINE, 0)), env["notes"])


def _html(html: str, line: int, notes: Notes, last: int = 0) -> str:
    """Returns raw HTML with lines in its tags, without comments, and with unknown tags as text."""

    def place(tag: re.Match[str]) -> str:
        at = line + html.count("\n", 0, tag.start())
        if tag["comment"] is not None:
            notes.drop(at, at + tag[0].count("\n"), "a comment")
            return "\n" * tag[0].count("\n")
        if (tag["name"] or "").lower() not in KNOWN:
            notes.add(at, f"raw HTML, `{tag[0][:40]}`", "kept as text")
            return escape(tag[0])
        return tag[0] if tag["end"] else f'<{tag["name"]} {LINE}="{at}" {LAST}="{max(at, last)}"{tag["rest"]}>'

    return TAG.sub(place, html)


def _footnote(_: object, tokens: Sequence[Token], at: int, *__: object) -> str:
    token = tokens[at]
    name = escape(str(token.meta.get("label", "")))
    if token.type == "footnote_ref":
        return f'<sup {NOTE}="{name}" {LINE}="{token.attrs.get(LINE, 0)}"></sup>'
    place = f'{LINE}="{token.attrs.get(LINE, 0)}" {LAST}="{token.attrs.get(LAST, 0)}"'
    return f'<blockquote {NOTE}="{name}" {place}>\n' if token.nesting > 0 else "</blockquote>\n"


RULES: dict[str, Callable[..., str]] = {
    "fence": _fence,
    "code_block": _fence,
    "html_block": _html_block,
    "html_inline": _html_inline,
    "math_inline": _formula,
    "math_inline_double": _formula,
    "math_block": _formula,
    "footnote_ref": _footnote,
    "footnote_reference_open": _footnote,
    "footnote_reference_close": _footnote,
}
