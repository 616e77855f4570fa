"""Turns the HTML of a Markdown text into Typst code, which calls the functions of `prose.typ`."""

from __future__ import annotations

import base64
import re
from itertools import groupby
from typing import TYPE_CHECKING

from handbook.guide.source.cells import unbroken
from handbook.guide.source.code import array, call, content, string
from handbook.guide.source.html import parse
from handbook.guide.source.keeping import kept, paragraph_of
from handbook.guide.source.listings import listing
from handbook.guide.source.mathematics import formula
from handbook.guide.source.shape import groups, tall
from handbook.guide.source.strings import SOURCE, face, inside, right_to_left, side, trimmed, words
from handbook.markup.inline.spoken import spoken

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

DEEP = "/".join(["blockquote"] * 10)  # Typst bears no more in each other: those around them are set in from the margins
BLOCKS = frozenset(["p", "div", "ul", "ol", "table", "blockquote", "pre", "hr", "h4", "h5", "h6", "dl", "details"])
INLINE = {
    "abbr": "p-abbr", "cite": "p-slanted", "code": "p-code", "del": "strike", "dfn": "p-slanted", "var": "p-slanted",
    "em": "p-slanted", "i": "p-slanted", "ins": "underline", "kbd": "p-key", "mark": "p-mark", "q": "p-quoted", "s": "strike",
    "samp": "p-code", "small": "p-small", "strong": "p-bold", "sub": "p-sub", "sup": "p-super", "u": "underline", "b": "p-bold",
}  # fmt: skip
LINES = ("strike", "underline")
RIGID = 25
"""Signs of a formula that cannot be broken beyond which it may be wider than a line."""
BREAKS = 4
"""Parts of a formula from which it may go on in another line."""
FACE = re.compile(r"font-family: [^;}]*")


def typeset(html: str, depth: int = 2) -> str:
    """Returns a Markdown text's HTML as code; `depth` is the level of the heading that it stands under."""
    return _Text(parse(html), depth).code()


def compact(html: str) -> str:
    """Returns a Markdown text's HTML as code, without a paragraph of its own where there is only one."""
    root = parse(html)
    return _Text(root).compact(root)


def line(html: str) -> str:
    """Returns the HTML of one line, such as a title, as code."""
    root = parse(html)
    return content(trimmed(_Text(root).pieces(root)))


class _Text:
    """One text: its footnotes stand apart from their marks in HTML, and its headings hang together."""

    def __init__(self, root: Element, depth: int = 2) -> None:
        self.root = root
        self.depth = depth
        self.in_line = False
        self.marked: set[str] = set()
        self.notes = {item.get("id"): item for item in root.iterfind(".//div[@class='footnote']/ol/li")}

    def code(self) -> str:
        return content(self.blocks(self.root))

    def blocks(self, element: Element) -> list[str]:
        """Returns what a block holds: blocks, and lines of text between them as blocks of their own."""
        code: list[str] = []
        for block, run in groupby(inside(element), key=lambda node: not isinstance(node, str) and node.tag in BLOCKS):
            nodes = [*run]
            code += [self.block(node) for node in nodes if not isinstance(node, str)] if block else [self.paragraph(nodes)]
        return kept([piece for piece in code if piece])

    def paragraph(self, nodes: list[Element | str]) -> str:
        pieces = trimmed([piece for node in nodes for piece in self.inline(node)])
        paragraph = call(paragraph_of(nodes), content(pieces)) if pieces else ""
        return call("p-rtl", string(script), paragraph) if (script := right_to_left(nodes)) and paragraph else paragraph

    def block(self, element: Element) -> str:
        return _BLOCK[element.tag](self, element)

    def inline(self, node: Element | str) -> list[str]:
        """Returns the pieces of a text or of an element in a line."""
        if isinstance(node, str):
            return words(node)
        return _INLINE.get(node.tag, _Text.marked_up)(self, node)

    def pieces(self, element: Element) -> list[str]:
        return [piece for node in inside(element) for piece in self.inline(node)]

    def marked_up(self, element: Element) -> list[str]:
        if INLINE.get(element.tag) in LINES:
            return self.lined(element)
        pieces = self.pieces(element)
        function = face(element, INLINE)
        return [call(function, content(pieces))] if function else pieces

    def lined(self, element: Element) -> list[str]:
        """Returns text with a line at it; PDF/UA knows one line at a time."""
        if self.in_line:
            return self.pieces(element)
        self.in_line = True
        pieces = self.pieces(element)
        self.in_line = False
        return [call(INLINE[element.tag], content(pieces))]

    def link(self, element: Element) -> list[str]:
        href = element.get("href") or ""
        if element.get("class") == "footnote-backref":
            return []
        if href.startswith("#"):
            return [self.note(href[1:])]
        if href.startswith("q:"):
            text = content(self.pieces(element)) if len(element) or element.text else "none"
            return [call("p-to", string(href[2:]), text)]
        if href.startswith(("source:", "site:")):
            return self.pieces(element)
        bare = "".join(element.itertext()) in (href, href.removeprefix("mailto:"), href.removeprefix("http://"))
        return [call("p-out", string(href), content(self.pieces(element)), "true" if bare else "false")]

    def span(self, element: Element) -> list[str]:
        link = element.find("a")
        source = SOURCE.fullmatch(link.get("href") or "") if link is not None else None
        cited = source if element.get("class") == "citation" else None
        return [call("p-cite", string(cited[1]), "true" if element.text else "false")] if cited else self.pieces(element)

    def note(self, id_: str) -> str:
        """Returns a footnote at its first mark, and a reference to it at the others."""
        if id_ in self.marked or id_ not in self.notes:
            return call("p-again", string(id_))
        self.marked.add(id_)
        return call("p-note", string(id_), self.compact(self.notes[id_]))

    def superscript(self, element: Element) -> list[str]:
        return self.pieces(element) if element.get("id") else self.marked_up(element)

    def formula(self, element: Element) -> list[str]:
        rigid = any(sum(len([*each.iter()]) for each in group) > RIGID for group in groups(element))
        code = f"${formula(element)}$"
        drawn = call("p-rigid" if rigid else "p-formula", string(spoken(element)), code)
        return [call("p-strut", code), drawn] if tall(element) else [drawn]

    def diagram(self, element: Element) -> list[str]:
        """Returns a diagram's drawing, in a type that the guide has."""
        svg = base64.b64decode((element.get("src") or "").partition("base64,")[2]).decode()
        return [call("p-diagram", string(FACE.sub("font-family: Libertinus Serif", svg)), string(element.get("alt") or ""))]

    def division(self, element: Element) -> str:
        if element.get("class") == "footnote":
            return ""
        classes = (element.get("class") or "").split()
        if "tabbed-set" in classes:
            return content([self.apart("p-tab", tab) for tab in element.iterfind("./div[@class='tabbed-content']/div")])
        if "admonition" in classes:
            return self.apart("p-callout", element)
        math = element.find("math")
        if element.get("class") == "formula" and math is not None:
            breaks = "true" if len(groups(math)) >= BREAKS else "false"
            return call("p-display", string(spoken(math)), breaks, f"$ {formula(math)} $")
        return listing(element) if "highlight" in classes else content(self.blocks(element))

    def apart(self, function: str, element: Element) -> str:
        """Returns a note, a tab or a folded part: its title, if it has one, and what is under it."""
        first = element[0] if len(element) else None
        title = first if first is not None and (first.tag == "summary" or "title" in (first.get("class") or "")) else None
        name = content(trimmed(self.pieces(title))) if title is not None else "none"
        if title is not None:
            element.remove(title)
        return call(function, name, content(self.blocks(element)))

    def terms(self, element: Element) -> str:
        """Returns terms with their meanings; several terms may share some."""
        items: list[tuple[list[str], list[str]]] = []
        for child in element:
            if child.tag == "dt" and (not items or items[-1][1]):
                items.append(([], []))
            items[-1][child.tag == "dd"].append(self.compact(child))
        return call("p-terms", array(f"({array(terms)}, {array(meanings)})" for terms, meanings in items))

    def items(self, element: Element) -> list[str]:
        return [self.compact(item) for item in element.iterfind("li")]

    def compact(self, element: Element) -> str:
        """Returns what an element holds, one paragraph as the line that it is: that takes half of the memory."""
        nodes = [node for node in inside(element) if not isinstance(node, str) or node.strip()]
        if len(nodes) == 1 and not isinstance(nodes[0], str) and nodes[0].tag == "p":
            return self.compact(nodes[0])
        if any(not isinstance(node, str) and node.tag in BLOCKS for node in nodes) or right_to_left(nodes):
            return content(self.blocks(element))
        return content(trimmed([piece for node in inside(element) for piece in self.inline(node)]))

    def bullets(self, element: Element) -> str:
        if element.get("class") != "task-list":
            return call("p-list", *self.items(element))
        ticks = [item.find("input") if item.find("p/input") is None else item.find("p/input") for item in element.iterfind("li")]
        states = ["none" if box is None else "true" if box.get("checked") is not None else "false" for box in ticks]
        return call("p-tasks", array(f"({state}, {item})" for state, item in zip(states, self.items(element), strict=True)))

    def numbers(self, element: Element) -> str:
        return call("p-enum", element.get("start") or "1", array(self.items(element)))

    def heading(self, element: Element) -> str:
        """Returns a heading that is at most one level below the one before it, as a screen reader expects."""
        pieces = trimmed(self.pieces(element))
        if not "".join(element.itertext()).strip():
            return call("p-par", content(pieces)) if pieces else ""
        self.depth = min(int(element.tag[1]) - 1, self.depth + 1)
        return call("p-heading", str(self.depth), content(pieces))

    def table(self, element: Element) -> str:
        rows = [array(self.cell(cell) for cell in row) for row in element.iter("tr")]
        sides = [side(cell) for row in element.findall("thead/tr")[:1] for cell in row]
        return call("p-table", array(sides), array(rows))

    def cell(self, element: Element) -> str:
        """Returns what a cell holds, and the pieces of it that no line can break."""
        return array([content(trimmed(self.pieces(element))), array(unbroken(element))])

    def quotation(self, element: Element) -> str:
        return call("p-quote" if element.find(DEEP) is None else "p-inset", content(self.blocks(element)))


_BLOCK: dict[str, Callable[[_Text, Element], str]] = {
    "p": lambda text, element: text.paragraph([*inside(element)]),
    "div": _Text.division,
    "ul": _Text.bullets,
    "ol": _Text.numbers,
    "table": _Text.table,
    "blockquote": _Text.quotation,
    "pre": lambda _text, element: listing(element),
    "hr": lambda _text, _element: "p-rule()",
    "h4": _Text.heading,
    "h5": _Text.heading,
    "h6": _Text.heading,
    "details": lambda text, element: text.apart("p-callout", element),
    "dl": _Text.terms,
}
_INLINE: dict[str, Callable[[_Text, Element], list[str]]] = {
    "a": _Text.link,
    "img": _Text.diagram,
    "br": lambda _text, _element: ["linebreak()"],
    "hr": lambda _text, _element: [],
    "input": lambda _text, _element: [],
    "math": _Text.formula,
    "span": _Text.span,
    "sup": _Text.superscript,
}
