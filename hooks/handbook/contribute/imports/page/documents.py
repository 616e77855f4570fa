"""Reads a whole HTML document, such as a page that was saved or a wiki's export, into a tree whose elements know their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, CData, Comment
from bs4.element import NavigableString, PreformattedString, Tag

from handbook.contribute.imports.page.elements import KNOWN, LAST, LINE
from handbook.contribute.imports.page.formulas import BRACKETED, is_formula

if TYPE_CHECKING:
    from handbook.contribute.imports.page.notes import Notes

START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype html\b|<html\b)", re.IGNORECASE | re.DOTALL)
FURNITURE = (
    "head, script, style, template, noscript, svg, nav, footer, button, input, select, textarea, canvas, iframe, video, audio,"
    " object, embed, .mw-editsection, .headerlink, .toc, #toc, #mw-navigation, #catlinks, [role=navigation], [hidden]"
)
"""What a page has beside its text."""
DEEPEST = 200
PLAYED = ("video", "audio", "iframe", "object", "embed")
VERBATIM = ["pre", "code", "tt", "samp", "kbd"]


def is_document(text: str) -> bool:
    """Tells whether a text is a whole HTML document."""
    return START.match(text) is not None


def document(text: str, notes: Notes) -> BeautifulSoup:
    """Returns the tree of an HTML document, without what is no part of its text."""
    tree = BeautifulSoup(text, "html.parser")
    refuse_depth(tree)
    _place(tree)
    for tag in tree.select(FURNITURE):
        if not tag.decomposed:
            _drop(tag, notes)
    _drop_comments(tree, notes)
    for tag in tree.find_all(lambda tag: tag.name not in KNOWN and tag.name not in ("html", "body")):
        _rename(tag)
    for string in tree.find_all(string=BRACKETED):
        if not string.find_parent(VERBATIM):
            _draw(tree, string)
    return tree


def refuse_depth(tree: BeautifulSoup) -> None:
    """Raises RecursionError for a tree so deep that to look into each of its elements would take long."""
    depths: dict[int, int] = {}
    for tag in tree.find_all(True):
        depths[id(tag)] = depth = depths.get(id(tag.parent), 0) + 1
        if depth > DEEPEST:
            raise RecursionError


def _place(tree: BeautifulSoup) -> None:
    """Writes into every element the lines that it came from."""
    for tag in tree.find_all(True):
        tag[LINE] = str(tag.sourceline or 1)
        if tag.name in ("p", "pre", "li", "td", "dd"):
            tag[LAST] = str((tag.sourceline or 1) + tag.get_text().count("\n"))


def _drop_comments(tree: BeautifulSoup, notes: Notes) -> None:
    for part in tree.find_all(string=lambda part: isinstance(part, PreformattedString)):
        if isinstance(part, (Comment, CData)) and part.strip():
            notes.drop(_line_above(part), _line_above(part) + part.count("\n"), "a comment")
        part.extract()


def _drop(tag: Tag, notes: Notes) -> None:
    """Takes out what a page has beside its text, and tells what words it had."""
    if tag.name in PLAYED or (tag.name != "head" and tag.get_text().strip()):
        line = int(str(tag[LINE]))
        notes.drop(line, line + str(tag).count("\n"), f"`<{tag.name}>` of the page")
    tag.decompose()


def _rename(tag: Tag) -> None:
    """Makes of an element that Markdown has no word for one that it has, or what it holds."""
    if tag.name == "math":
        _formula_of(tag)
    elif tag.name == "aside":
        tag.name = "div"
    elif tag.parent is not None:
        tag.unwrap()


def _line_above(part: NavigableString) -> int:
    above = part.find_previous(True)
    return int(str(above[LINE])) if isinstance(above, Tag) and above.has_attr(LINE) else 1


def _formula_of(math: Tag) -> None:
    """Puts the LaTeX that a formula of MathML carries in its place."""
    latex = math.find("annotation")
    said = latex.get_text().strip() if isinstance(latex, Tag) else str(math.get("alttext", ""))
    math.name = "span"
    if said:
        math.string = re.sub(r"^\{\\displaystyle (.*)\}$", r"\1", said, flags=re.DOTALL)
        math["data-math"] = "inline"


def _draw(tree: BeautifulSoup, string: NavigableString) -> None:
    """Makes formulas of what stands between `\\(` and `\\)`, `\\[` and `\\]` or two dollars, as MathJax does."""
    parts: list[Tag | NavigableString] = []
    end = 0
    for found in BRACKETED.finditer(string):
        latex = (found["inline"] or found["block"] or found["dollars"] or "").strip()
        if not is_formula(latex):
            continue
        parts.append(NavigableString(string[end : found.start()]))
        formula = tree.new_tag("span", attrs={"data-math": "inline" if found["inline"] else "block"})
        formula.string = latex
        parts.append(formula)
        end = found.end()
    string.replace_with(*parts, NavigableString(string[end:]))
