"""Texts of the handbook as Markdown that reads the same, and templates as blocks that Markdown leaves alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from handbook.labels.labels import labels
from handbook.markup.templates import template

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook

# A line of code that shows a fence, which Markdown would see before it sees the HTML around it.
FENCE = re.compile(r"^( *)([`~])(?=\2\2)", re.MULTILINE)
EMPTY_LINE = re.compile(r"\n(?=[ \t]*\n)")
# What Markdown lets a backslash stand before; and what only some of its extensions do, or none.
ESCAPED = re.compile(r"[\\`*_{}\]#]|(?<=\+)\+|^[+>!-]|(?<=\d)[.)](?=\s|$)")
REFERRED = re.compile(r"[<~^=$|\[]|:(?=\S)|^[?/:]")


def escape_title(title: str) -> str:
    """Returns a line of plain text as Markdown that reads the same; `code` stays code."""
    parts = re.split(r"`([^`]+)`", title)
    return "".join(f"<code>{escape_text(part)}</code>" if at % 2 else escape_text(part) for at, part in enumerate(parts))


def escape_text(text: str) -> str:
    """Returns plain text as Markdown that reads the same, whatever extensions there are."""
    escaped = ESCAPED.sub(r"\\\g<0>", text.replace("&", "&amp;"))
    return REFERRED.sub(lambda special: f"&#{ord(special[0])};", escaped)


def render_block(handbook: Handbook, file: str, **values: Any) -> str:
    """Renders a template, in the words of the handbook, to HTML that Markdown takes as one block: without empty lines."""
    html = template("site", file).render(say=labels(*handbook.settings.words), **values)
    return "\n".join(line for line in html.splitlines() if line.strip())


def as_block(html: str) -> Markup:
    """Returns rendered HTML as Markdown takes it in one piece: without fences and empty lines, which it would act on."""
    unfenced = FENCE.sub(lambda fence: f"{fence[1]}&#{ord(fence[2])};", html)
    return Markup(EMPTY_LINE.sub("&#10;", unfenced.strip()))  # noqa: S704  render sanitised it
