"""Writes tidied elements in the handbook's Markdown, and makes sure that it reads back as the same words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bs4.element import Tag
from markdownify import MarkdownConverter

from handbook.contribute.imports.page.elements import CALLOUT, NOTE
from handbook.contribute.imports.page.tidy import HEADINGS, first_of, line_of
from handbook.markup.lines import plain
from handbook.markup.markdown import render

if TYPE_CHECKING:
    from handbook.contribute.imports.page.notes import Notes

ALWAYS = re.compile(r"([\\`*\[$])")
TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?]|$)")
ENTITY = re.compile(r"&(?=#?\w+;)")
LONE_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
DOUBLE = re.compile(r"(==|\+\+|~~|\^\^|[~^](?=\S)|:(?=[a-z0-9_+-]+:))")
ROW_START = re.compile(r"^(\s*)(#|>|[-+](?=\s|$)|[-=]+\s*$|\||:|~(?=~~))", re.MULTILINE)
ROW_NUMBER = re.compile(r"^(\s*\d+)([.)])(?=\s|$)", re.MULTILINE)
LANGUAGE = re.compile(r"[A-Za-z0-9_#.+-]+")
ADDRESS = str.maketrans({" ": "%20", "\\": "%5C", "|": "%7C", "<": "%3C", ">": "%3E", "\n": ""})
APART = ("p", "pre", "table", "blockquote", "hr", *HEADINGS)
BLANKS = re.compile(r"\n{3,}")
NOTE_MARK = re.compile("\ue010[^\ue011]*\ue011")
CODE = re.compile(r"^[ >]*(?P<fence>`{3,})[^\n]*\n.*?^[ >]*(?P=fence)$", re.MULTILINE | re.DOTALL)
INDENT = "    "


def markdown_of(block: Tag, notes: Notes) -> str:
    """Returns a block as Markdown; as plain code, with a note, if its words would not come back."""
    for careful in (False, True):
        text = _tight(str(_Writer(notes, careful=careful).convert_soup(block)).strip("\n"))
        if not text.strip() or _comes_back(text, block):
            return text
    notes.add(line_of(block), "a passage that the handbook's Markdown cannot say", "kept as code")
    return fenced(block.get_text().strip("\n"), "text")


def is_sound(text: str) -> bool:
    """Tells whether the handbook accepts a Markdown text."""
    return not render(text, "x-").mistakes


def fenced(code: str, language: str) -> str:
    """Returns code in a fence that is longer than any inside it."""
    longest = max((len(run) for run in re.findall(r"^\s*(`{3,})", code, re.MULTILINE)), default=2)
    fence = "`" * (longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def _comes_back(text: str, block: Tag) -> bool:
    rendered = render(NOTE_MARK.sub("", text), "x-")
    return not rendered.mistakes and _squeezed(plain(rendered.html)) == _squeezed(block.get_text())


def _tight(text: str) -> str:
    """Returns Markdown with one empty line between blocks; code keeps its own."""
    tight, end = "", 0
    for code in CODE.finditer(text):
        tight += BLANKS.sub("\n\n", text[end : code.start()]) + code[0]
        end = code.end()
    return tight + BLANKS.sub("\n\n", text[end:])


def _squeezed(text: str) -> str:
    return "".join(text.split())


class _Writer(MarkdownConverter):
    """Markdownify with the handbook's dialect: lists indented by four, `<` and `$` escaped, fences with languages."""

    def __init__(self, notes: Notes, *, careful: bool) -> None:
        """Takes whether to escape doubled signs too, which mostly mean nothing: `C++`, `==`."""
        super().__init__(heading_style="atx", bullets="-", sub_symbol="<sub>", sup_symbol="<sup>", strip_document=None)
        self.notes, self.careful = notes, careful

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = ALWAYS.sub(r"\\\1", text)
        text = ENTITY.sub("&amp;", text)
        text = TAG_LIKE.sub("&lt;", text)
        text = LONE_UNDERSCORE.sub(r"\_", text)
        first, line, rest = text.partition("\n")
        text = f"{first}{line}{_escaped_rows(rest)}" if "p" not in parent_tags else text
        if self.careful:
            text = DOUBLE.sub(lambda pair: "".join(f"&#{ord(letter)};" for letter in pair[0]), text)
        if "a" in parent_tags:
            text = text.replace("]", "\\]")
        if parent_tags & {"td", "th"}:
            return text.replace("|", "\\|")
        if parent_tags & set(HEADINGS):
            return text.replace("#", "\\#")
        return text

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if el.has_attr(CALLOUT):
            return ""
        if "_inline" in parent_tags:
            return f" {text.strip()} "
        text = _escaped_rows(text.strip(" \t\r\n"))
        return f"\n\n{text}\n\n" if text else ""

    def convert_br(self, _el: Tag, _text: str, parent_tags: set[str]) -> str:
        return "<br>\n" if "p" in parent_tags else "<br>"

    def convert_span(self, el: Tag, text: str, **_: set[str]) -> str:
        kind = el.get("data-math")
        latex = el.get_text()
        if kind == "block":
            return f"$$\n{latex}\n$$"
        return f"${latex}$" if kind else text

    def convert_input(self, el: Tag, _text: str, **_: set[str]) -> str:
        return f"[{el.get('data-box')}] "

    def convert_mark(self, _el: Tag, text: str, **_: set[str]) -> str:
        return f"=={text}==" if text.strip() else text

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_inline" in parent_tags or not text.strip():
            return f" {text.strip()} "
        rows = [*([str(el[CALLOUT])] if el.has_attr(CALLOUT) else []), *text.strip().split("\n")]
        return "\n" + "\n".join(f"> {row}".rstrip() for row in rows) + "\n\n"

    def convert_q(self, _el: Tag, text: str, **_: set[str]) -> str:
        return f"<q>{text}</q>"

    def convert_kbd(self, _el: Tag, text: str, **_: set[str]) -> str:
        return f"<kbd>{text}</kbd>" if text.strip() else text

    def convert_sup(self, el: Tag, text: str, **_: set[str]) -> str:
        note = el.get(NOTE)
        if note is not None:
            return f"\ue010{note}\ue011"
        return f"<sup>{text}</sup>" if text.strip() else text

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_noformat" in parent_tags:
            return text
        href = str(el.get("href", "")).translate(ADDRESS)
        if el.get_text() == href and re.match(r"https?://[^<>\s]+$", href):
            return f"<{href}>"
        return f"[{' '.join(text.split())}]({f'<{href}>' if re.search(r'[()]', href) else href})"

    def convert_li(self, el: Tag, text: str, **_: set[str]) -> str:
        text = text.strip()
        if not text:
            return ""
        if not isinstance(first_of(el), Tag):
            first, line, rest = text.partition("\n")
            text = f"{_escaped_rows(first)}{line}{rest}"
        inside = "\n".join(f"{INDENT}{row}" if row.strip() else "" for row in text.split("\n"))
        apart = el.parent is not None and el.parent.find(
            ["p", "pre", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr"]
        )
        return f"{_bullet(el)} {inside.lstrip()}\n" + ("\n" if apart else "")

    def convert_pre(self, el: Tag, _text: str, **_: set[str]) -> str:
        info = _info(el)
        language = LANGUAGE.match(info)
        rest = info[language.end() :].strip() if language else info
        if rest:
            self.notes.add(line_of(el), f"the words `{rest}` beside a code block's language", "left out")
        code = el.get_text().strip("\n")
        return f"\n\n{fenced(code, language[0] if language else '')}\n\n" if code.strip() else ""


def _escaped_rows(text: str) -> str:
    """Returns lines of a paragraph so that none starts a list, a heading or a quotation."""
    return ROW_NUMBER.sub(r"\1\\\2", ROW_START.sub(_escaped_start, text))


def _escaped_start(start: re.Match[str]) -> str:
    sign = start[2]
    return f"{start[1]}&#{ord(sign[0])};{sign[1:]}" if sign[0] in "|:=~" else f"{start[1]}\\{sign}"


def _bullet(item: Tag) -> str:
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "-"
    start = str(parent.get("start", "1"))
    return f"{(int(start) if start.isdigit() else 1) + len(item.find_previous_siblings('li'))}."


def _info(pre: Tag) -> str:
    """Returns the words behind a fence, or the language that an HTML class names."""
    if pre.has_attr("data-info"):
        return str(pre["data-info"])
    code = pre.find("code")
    names = [*_classes(pre), *(_classes(code) if isinstance(code, Tag) else [])]
    return next((name.partition("-")[2] for name in names if name.startswith(("language-", "lang-"))), "")


def _classes(tag: Tag) -> list[str]:
    value: Any = tag.get("class") or []
    return value.split() if isinstance(value, str) else list(value)
