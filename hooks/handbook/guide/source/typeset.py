"""Turns the HTML of a Markdown text into Typst code, which calls the functions of `prose.typ`."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from handbook.guide.source.code import array, call, content, string
from handbook.guide.source.mathematics import formula, latex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

VOID = re.compile(r"<(br|hr|input)\b([^>]*?)/?>")
BLOCKS = frozenset(["p", "div", "ul", "ol", "table", "blockquote", "pre", "hr", "h4", "h5", "h6"])
LONG = 24
"""Characters of a word beyond which it may be broken anywhere, since no line can be trusted to hold it."""
UNBROKEN = re.compile(rf"\S{{{LONG},}}")
INLINE = {
    "abbr": "p-abbr", "b": "p-bold", "cite": "p-slanted", "code": "p-code", "del": "strike", "dfn": "p-slanted",
    "em": "p-slanted", "i": "p-slanted", "kbd": "p-key", "mark": "p-mark", "q": "p-quoted", "s": "strike", "samp": "p-code",
    "small": "p-small", "strong": "p-bold", "sub": "p-sub", "sup": "p-super", "u": "underline", "var": "p-slanted",
}  # fmt: skip
EMPHASISED = {"c": "p-slanted", "k": "p-bold", "ow": "p-bold"}
"""How code is told apart in black and white: comments slanted, keywords bold; the first letter of Pygments' class decides."""


def parse(html: str) -> Element:
    """Returns sanitised HTML as a tree."""
    closed = VOID.sub(r"<\1\2/>", html).replace("&nbsp;", "\xa0")
    return ElementTree.fromstring(f"<div>{closed}</div>")  # noqa: S314  it is our own


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
    return content(_trimmed(_Text(root).pieces(root)))


class _Text:
    """One text: its footnotes stand apart from their marks in HTML, and its headings hang together."""

    def __init__(self, root: Element, depth: int = 2) -> None:
        self.root = root
        self.depth = depth
        self.marked: set[str] = set()
        self.notes = {item.get("id"): item for item in root.iterfind(".//div[@class='footnote']/ol/li")}

    def code(self) -> str:
        return content(self.blocks(self.root))

    def blocks(self, element: Element) -> list[str]:
        """Returns what a block holds: blocks, and lines of text between them as blocks of their own."""
        code: list[str] = []
        for block, run in groupby(_nodes(element), key=lambda node: not isinstance(node, str) and node.tag in BLOCKS):
            nodes = [*run]
            code += [self.block(node) for node in nodes if not isinstance(node, str)] if block else [self.paragraph(nodes)]
        return [piece for piece in code if piece]

    def paragraph(self, nodes: list[Element | str]) -> str:
        pieces = _trimmed([piece for node in nodes for piece in self.inline(node)])
        paragraph = call("p-par", content(pieces)) if pieces else ""
        return call("p-rtl", string(script), paragraph) if (script := _right_to_left(nodes)) and paragraph else paragraph

    def block(self, element: Element) -> str:
        return _BLOCK[element.tag](self, element)

    def inline(self, node: Element | str) -> list[str]:
        """Returns the pieces of a text or of an element in a line."""
        if isinstance(node, str):
            return _words(node)
        return _INLINE.get(node.tag, _Text.marked_up)(self, node)

    def pieces(self, element: Element) -> list[str]:
        return [piece for node in _nodes(element) for piece in self.inline(node)]

    def marked_up(self, element: Element) -> list[str]:
        pieces = self.pieces(element)
        return [call(INLINE[element.tag], content(pieces))] if element.tag in INLINE else pieces

    def link(self, element: Element) -> list[str]:
        href = element.get("href") or ""
        if element.get("class") == "footnote-backref":
            return []
        if href.startswith("#"):
            return [self.note(href[1:])]
        if href.startswith("q:"):
            text = content(self.pieces(element)) if len(element) or element.text else "none"
            return [call("p-to", string(href[2:]), text)]
        if href.startswith("source:"):
            return self.pieces(element)
        bare = "".join(element.itertext()) in (href, href.removeprefix("mailto:"))
        return [call("p-out", string(href), content(self.pieces(element)), "true" if bare else "false")]

    def span(self, element: Element) -> list[str]:
        link = element.find("a")
        if element.get("class") != "citation" or link is None:
            return self.pieces(element)
        return [call("p-cite", "sources", (link.text or "").strip("[]"), "true" if element.text else "false")]

    def note(self, id_: str) -> str:
        """Returns a footnote at its first mark, and a reference to it at the others."""
        if id_ in self.marked or id_ not in self.notes:
            return call("p-again", string(id_))
        self.marked.add(id_)
        return call("p-note", string(id_), self.compact(self.notes[id_]))

    def superscript(self, element: Element) -> list[str]:
        return self.pieces(element) if element.get("id") else self.marked_up(element)

    def formula(self, element: Element) -> list[str]:
        return [call("p-formula", string(latex(element)), f"${formula(element)}$")]

    def division(self, element: Element) -> str:
        if element.get("class") == "footnote":
            return ""
        math = element.find("math")
        if element.get("class") == "formula" and math is not None:
            return call("p-display", string(latex(math)), f"$ {formula(math)} $")
        return self.listing(element) if "highlight" in (element.get("class") or "").split() else content(self.blocks(element))

    def listing(self, element: Element) -> str:
        """Returns code with its title, the numbers of its lines and its marked lines."""
        source = next((code for code in element.iter("code")), element)
        title = element.findtext(".//span[@class='filename']") or ""
        numbers = [(span.text or "").strip() for span in element.iterfind(".//td[@class='linenos']//span[@class]")]
        return call("p-listing", array(_lines(source)), string(title), array(string(number) for number in numbers))

    def items(self, element: Element) -> list[str]:
        return [self.compact(item) for item in element.iterfind("li")]

    def compact(self, element: Element) -> str:
        """Returns what an element holds, one paragraph as the line that it is: that takes half of the memory."""
        nodes = [node for node in _nodes(element) if not isinstance(node, str) or node.strip()]
        if len(nodes) == 1 and not isinstance(nodes[0], str) and nodes[0].tag == "p":
            return self.compact(nodes[0])
        if any(not isinstance(node, str) and node.tag in BLOCKS for node in nodes) or _right_to_left(nodes):
            return content(self.blocks(element))
        return content(_trimmed([piece for node in _nodes(element) for piece in self.inline(node)]))

    def bullets(self, element: Element) -> str:
        if element.get("class") != "task-list":
            return call("p-list", *self.items(element))
        ticks = [item.find(".//input") for item in element.iterfind("li")]
        states = ["none" if box is None else "true" if box.get("checked") is not None else "false" for box in ticks]
        return call("p-tasks", array(f"({state}, {item})" for state, item in zip(states, self.items(element), strict=True)))

    def numbers(self, element: Element) -> str:
        return call("p-enum", element.get("start") or "1", array(self.items(element)))

    def heading(self, element: Element) -> str:
        """Returns a heading that is at most one level below the one before it, as a screen reader expects."""
        self.depth = min(int(element.tag[1]) - 1, self.depth + 1)
        return call("p-heading", str(self.depth), content(_trimmed(self.pieces(element))))

    def table(self, element: Element) -> str:
        rows = [[content(_trimmed(self.pieces(cell))) for cell in row] for row in element.iter("tr")]
        sides = [_side(cell) for row in element.findall("thead/tr")[:1] for cell in row]
        return call("p-table", array(sides), array(map(array, rows)))

    def quotation(self, element: Element) -> str:
        return call("p-quote", content(self.blocks(element)))


def _nodes(element: Element) -> Iterator[Element | str]:
    """Yields the texts and elements inside an element, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _words(text: str) -> list[str]:
    """Returns text in which white space is one space."""
    return _breakable(re.sub(r"[ \t\n\r\f]+", " ", text))


def _breakable(text: str) -> list[str]:
    """Returns text whose long words may break."""
    pieces: list[str] = []
    at = 0
    for word in UNBROKEN.finditer(text):
        pieces += [string(text[at : word.start()])] * (at < word.start())
        pieces.append(call("p-long", string(word[0])))
        at = word.end()
    return pieces + [string(text[at:])] * (at < len(text))


def _trimmed(pieces: list[str]) -> list[str]:
    """Returns the pieces of a block without the spaces at its ends, which Typst would print."""
    if pieces and pieces[0].startswith('" '):
        pieces = [f'"{pieces[0][2:]}', *pieces[1:]]
    if pieces and pieces[-1].endswith(' "'):
        pieces = [*pieces[:-1], f'{pieces[-1][:-2]}"']
    return [piece for piece in pieces if piece != '""']


def _right_to_left(nodes: list[Element | str]) -> str:
    """Returns the language to assume for text whose first letter runs from right to left, or nothing."""
    for node in nodes:
        for character in node if isinstance(node, str) else "".join(node.itertext()):
            if (direction := unicodedata.bidirectional(character)) in ("L", "R", "AL"):
                return {"R": "he", "AL": "ar"}.get(direction, "")
    return ""


def _side(cell: Element) -> str:
    found = re.search(r"text-align:\s*(left|center|right)", cell.get("style") or "")
    return found[1] if found else "left"


def _lines(code: Element) -> list[str]:
    """Returns the lines of highlighted code, each with its length."""
    lines: list[list[tuple[str, str]]] = [[]]
    for text, face in _tokens(code, ""):
        first, *others = text.split("\n")
        lines[-1].append((first, face))
        lines += [[(other, face)] for other in others]
    if lines and not any(text for text, _ in lines[-1]):
        lines.pop()
    return [_listed(line) for line in lines]


def _tokens(element: Element, face: str) -> Iterator[tuple[str, str]]:
    class_ = element.get("class") or ""
    face = f"marked {face}" if class_ == "hll" else EMPHASISED.get(class_, EMPHASISED.get(class_[:1], face)) if class_ else face
    for node in _nodes(element):
        if isinstance(node, str):
            yield node, face
        else:
            yield from _tokens(node, face)


def _listed(line: list[tuple[str, str]]) -> str:
    """Returns a line of code: how many characters it has, whether it is marked, and its pieces."""
    marked = any(face.startswith("marked") for text, face in line if text)
    pieces = []
    for face, run in groupby(line, key=lambda token: token[1].removeprefix("marked").strip()):
        text = "".join(text for text, _ in run).expandtabs(4)
        if text:
            pieces.append(call(face, content(_breakable(text))) if face else content(_breakable(text)))
    return f"({sum(len(text) for text, _ in line)}, {'true' if marked else 'false'}, {content(pieces)})"


_BLOCK: dict[str, Callable[[_Text, Element], str]] = {
    "p": lambda text, element: text.paragraph([*_nodes(element)]),
    "div": _Text.division,
    "ul": _Text.bullets,
    "ol": _Text.numbers,
    "table": _Text.table,
    "blockquote": _Text.quotation,
    "pre": lambda text, element: text.listing(element),
    "hr": lambda _text, _element: "p-rule()",
    "h4": _Text.heading,
    "h5": _Text.heading,
    "h6": _Text.heading,
}
_INLINE: dict[str, Callable[[_Text, Element], list[str]]] = {
    "a": _Text.link,
    "br": lambda _text, _element: ["linebreak()"],
    "hr": lambda _text, _element: [],
    "input": lambda _text, _element: [],
    "math": _Text.formula,
    "span": _Text.span,
    "sup": _Text.superscript,
}
