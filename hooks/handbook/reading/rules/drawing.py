"""Tells what in an SVG file could run or reach outside: a figure is published as it is."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from handbook.reading.rules.drawing_cost import SVG, too_much

if TYPE_CHECKING:
    from collections.abc import Iterator


INERT = (
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}",
    "{http://creativecommons.org/ns#}",
    "{http://purl.org/dc/elements/1.1/}",
)
# In the bytes of a file: entities, style sheets, and an encoding that a browser may read otherwise than we do.
OUTSIDE = (
    (re.compile(rb"<!ENTITY"), "an entity declaration"),
    (re.compile(rb"<\?xml-stylesheet"), "a style sheet of its own"),
    (re.compile(rb"<\?xml[^>]*\sencoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE), "an encoding other than UTF-8"),
)
# In a style: what may load something, and the backslash that can spell it unseen.
LOADS = re.compile(r"@import|\\|image-set\(|url\((?!\s*['\"]?#)", re.IGNORECASE)
FILTER = "a filter, which can take a printer and a browser minutes"
EMBEDDED = re.compile(r"data:image/(png|jpeg);base64,")
MAX_ELEMENTS = 20_000
MAX_DEPTH = 64
DRAWN = frozenset(
    [
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "g",
        "image",
        "line",
        "linearGradient",
        "marker",
        "mask",
        "metadata",
        "path",
        "pattern",
        "polygon",
        "polyline",
        "radialGradient",
        "rect",
        "stop",
        "style",
        "svg",
        "switch",
        "symbol",
        "text",
        "textPath",
        "title",
        "tspan",
        "use",
    ]
)


class _TooMuchError(Exception):
    """Stops the reading of a drawing that holds more than one needs."""


class _Builder(ElementTree.TreeBuilder):
    """Builds a drawing's elements while they are few and not nested deep."""

    def __init__(self) -> None:
        super().__init__()
        self.count = self.depth = 0

    def start(self, tag: str, attrs: dict[Any, Any]) -> ElementTree.Element:
        self.count, self.depth = self.count + 1, self.depth + 1
        if self.count > MAX_ELEMENTS:
            raise _TooMuchError(f"more than {MAX_ELEMENTS:,} elements")
        if self.depth > MAX_DEPTH:
            raise _TooMuchError(f"elements nested more than {MAX_DEPTH} deep")
        return super().start(tag, attrs)

    def end(self, tag: str) -> ElementTree.Element:
        self.depth -= 1
        return super().end(tag)


def dangers(data: bytes) -> Iterator[str]:
    """Yields what an SVG file holds that a picture does not need; nothing for a plain drawing."""
    found = [what for pattern, what in OUTSIDE if pattern.search(data)]
    if found:
        yield from found
        return
    try:
        # Entities are refused above, and expat fetches nothing.
        root = ElementTree.fromstring(data.decode(), ElementTree.XMLParser(target=_Builder()))  # noqa: S314
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        yield f"text that is not SVG ({error})"
        return
    except _TooMuchError as error:
        yield str(error)
        return
    if root.tag != f"{SVG}svg":
        yield 'no <svg xmlns="http://www.w3.org/2000/svg"> around it'
    for element in root.iter():
        yield from _of_element(element)
    yield from too_much(root)


def _of_element(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.removeprefix(SVG)
    if name not in DRAWN and not element.tag.startswith(INERT):
        yield f"the element <{name.rpartition('}')[2]}>"
    if name == "style":
        yield from _of_style("a style", "".join(element.itertext()))
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            yield f"the event handler {attribute}"
        elif attribute == "href":
            yield from _of_link(value)
        elif attribute == "filter":
            yield FILTER
        else:
            yield from _of_style(attribute, value)


def _of_style(name: str, style: str) -> Iterator[str]:
    if LOADS.search(style):
        yield f"{name} that loads something"
    if name.endswith("style") and "filter" in style.lower():
        yield FILTER


def _of_link(address: str) -> Iterator[str]:
    if picture := EMBEDDED.match(address):
        yield from _of_picture(address[picture.end() :], picture[1])
    elif address[:1] != "#":
        yield f"a link to {address[:40]}"


def _of_picture(data: str, kind: str) -> Iterator[str]:
    from handbook.reading.rules import pictures  # noqa: PLC0415  few drawings hold one

    try:
        content = b64decode("".join(data.split()), validate=True)
    except ValueError:
        yield "a picture inside that is not Base64"
        return
    yield from (f"a picture inside{found}" for found, _ in pictures.faults(content, ".png" if kind == "png" else ".jpg"))
