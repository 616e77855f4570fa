"""Turns the HTML of a Markdown text into what a page of an EPUB may hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup

from handbook.guide.source.html import parse
from handbook.guide.source.strings import SOURCE
from handbook.markup.inline.spoken import spoken
from handbook.markup.lines import render_line, unfolded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MATHML = "http://www.w3.org/1998/Math/MathML"
TYPE = "epub:type"
STYLED = ("displaystyle", "scriptlevel")
"""Attributes of MathML that only `mstyle` may have."""
STACKED = 3
"""Columns from which a table is stacked on a narrow screen."""


class Texts:
    """Texts of one book: where its links lead, and what its sources are called."""

    def __init__(
        self,
        address: Callable[[str], str],
        titles: Mapping[str, str],
        sources: Mapping[str, int],
        site: str,
        words: Mapping[str, str],
    ) -> None:
        """Takes what gives a question's address, or nothing, then the titles, the numbers of sources, the site, and the words."""
        self.address = address
        self.titles = titles
        self.sources = sources
        self.site = site
        self.words = words

    def page(self, html: str) -> Markup:
        """Returns a text as XHTML; headings stand under one of the second level."""
        root = parse(unfolded(html))
        notes = _notes(root, self.words["back"])
        self._change(root)
        for note in notes:
            self._change(note)
            root.append(note)
        inside = (root.text or "") + "".join(ElementTree.tostring(child, "unicode") for child in root)
        return Markup(inside)  # noqa: S704  it was sanitised when it was rendered, and is well-formed now

    def line(self, html: str) -> Markup:
        """Returns a text without a paragraph of its own where it is only one."""
        whole = self.page(html).strip()
        alone = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", whole, re.DOTALL)
        return Markup(alone[1] if alone else whole)  # noqa: S704  as above

    def _change(self, element: Element) -> None:
        """Changes what is inside an element, from the inside out."""
        for at, child in enumerate([*element]):
            if child.tag == "math":
                continue
            self._change(child)
            if changed := self._changed(child):
                changed.tail = child.tail
                element[at] = changed
        for math in element.findall("math"):
            _mathml(math)

    def _changed(self, element: Element) -> Element | None:
        """Returns what takes the place of an element, if anything does; some are changed as they are."""
        classes = (element.get("class") or "").split()
        if element.tag == "a":
            return self._link(element)
        if "highlight" in classes:
            return _code(element)
        if element.tag == "div" and "formula" in classes:
            element.set("tabindex", "0")  # what can be scrolled, keys can reach
        if element.tag in ("h4", "h5", "h6"):
            element.tag = f"h{int(element.tag[1]) - 1}" if _text(element).strip() else "p"
        if element.tag == "input":
            return _new("span", "\u2611" if element.get("checked") is not None else "\u2610", role="img")
        return _table(element, self.words["table"]) if element.tag == "table" else None

    def _link(self, element: Element) -> Element | None:
        href = element.get("href") or ""
        if source := SOURCE.fullmatch(href):
            number = self.sources.get(source[1])
            cited = "".join(element.itertext())
            element.set("href", f"sources.xhtml#source-{source[1]}")
            if re.fullmatch(r"\[\d+\]", cited):
                element.text = f"[{number}]"
            return element if number else _new("span", cited)
        if href.startswith("q:"):
            address = self.address(href[2:])
            if not len(element) and not element.text:
                element.text = self.titles[href[2:]]
            element.set("href", address)
            return element if address else _as(element, "span")
        if href.startswith("site:"):
            element.set("href", f"{self.site}{href[5:]}")
            return element if self.site else _as(element, "span")
        if "footnote-ref" in (element.get("class") or ""):
            element.set(TYPE, "noteref")
            element.set("role", "doc-noteref")
        return None


def title(text: str) -> Markup:
    """Returns a line of plain text, in which only `code` means something, as XHTML."""
    return Markup(render_line(text))  # noqa: S704  render_line escapes


def _new(tag: str, text: str = "", **attributes: str) -> Element:
    made = Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    made.text = text
    return made


def _as(element: Element, tag: str) -> Element:
    """Returns an element under another name and without its attributes."""
    made = Element(tag)
    made.text = element.text
    made.extend([*element])
    return made


def _notes(root: Element, way_back: str) -> list[Element]:
    """Takes the footnotes out of a text and returns them as asides, each with a way back."""
    asides = []
    for listed in root.findall("div[@class='footnote']"):
        root.remove(listed)
        for number, item in enumerate(listed.iter("li"), 1):
            aside = _new("aside", id=item.get("id") or "", role="doc-footnote")
            aside.set(TYPE, "footnote")
            aside.text = f"{number}. "
            aside.extend([*item])
            for back in aside.iter("a"):
                if back.get("class") == "footnote-backref":
                    back.attrib = {"href": back.get("href") or "", "role": "doc-backlink", "title": way_back}
            asides.append(aside)
    return asides


def _mathml(math: Element) -> None:
    """Makes a formula valid MathML with its words for those who hear it, and in the place of its LaTeX.

    A reader that cannot draw MathML prints all texts in it, and so the words too; the others never print an annotation.
    """
    said = spoken(math)
    inside = math.find("semantics/*")
    drawn = _new("mrow") if inside is None else inside
    if inside is None:
        drawn.extend([*math])
    _restyle(drawn)
    meaning, words = _new("semantics"), _new("annotation", f" [{said}] ", encoding="text/plain")
    meaning.extend([drawn, words])
    math[:] = [meaning]
    _restyle(math)
    math.set("xmlns", MATHML)
    math.set("alttext", said)


def _restyle(element: Element) -> None:
    """Puts elements that set a style, but may not, into one that may."""
    for at, child in enumerate([*element]):
        _restyle(child)
        own = STYLED if child.tag != "mtable" else ("scriptlevel",)
        styles = {name: child.attrib.pop(name) for name in own if child.tag not in ("mstyle", "math") and name in child.attrib}
        if styles:
            wrapped = Element("mstyle", styles)
            wrapped.tail, child.tail = child.tail, None
            wrapped.append(child)
            element[at] = wrapped


def _code(element: Element) -> Element:
    """Returns code as lines in which comments are slanted and keywords bold, with its title and its numbers if it has them."""
    source = next((code for code in element.iter("code")), element)
    figure = Element("div", {"class": "code"})
    if name := element.findtext(".//span[@class='filename']"):
        figure.append(_new("p", name, class_="file"))
    pre = Element("pre")
    code = Element("code")
    _faces(source, code)
    pre.append(code)
    figure.append(pre)
    return figure


def _faces(source: Element, target: Element) -> None:
    target.text = source.text
    for child in source:
        face = {"c": "i", "k": "b", "h": "mark"}.get((child.get("class") or " ")[0], "span")
        if child.get("class") in ("hll",):
            face = "mark"
        made = Element(face if face != "mark" or child.get("class") == "hll" else "span")
        _faces(child, made)
        made.tail = child.tail
        target.append(made)


def _text(element: Element) -> str:
    """Returns what is drawn of an element."""
    if element.tag == "annotation":
        return ""
    return (element.text or "") + "".join(_text(child) + (child.tail or "") for child in element)


def _table(element: Element, name: str) -> Element:
    """Returns a table that can be scrolled, and that is stacked on a narrow screen where it has many columns."""
    heads = [_text(cell).strip() for cell in element.findall("thead/tr[1]/*")]
    for cell in element.iter("th"):
        if not "".join(cell.itertext()).strip() and not len(cell):
            cell.tag = "td"
        formulas = [*cell.iter("math")]
        if formulas and _text(cell).strip() == "".join(map(_text, formulas)):
            cell.set("aria-label", ", ".join(math.get("alttext") or "" for math in formulas))
    for row in element.findall("tbody/tr"):
        for cell, head in zip(row, heads, strict=False):
            cell.set("data-head", head)
    wrapped = _new("div", class_="table stacks" if len(heads) >= STACKED else "table", role="region", tabindex="0")
    wrapped.set("aria-label", ", ".join(filter(None, heads))[:80] or name)
    element.tail = None
    wrapped.append(element)
    return wrapped
