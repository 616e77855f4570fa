"""Tells what in an SVG file could run or reach outside: a figure is published as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
INERT = ("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://creativecommons.org/ns#}", "{http://purl.org/dc/elements/1.1/}")  # fmt: skip
DRAWN = frozenset(
    [
        "circle",
        "clipPath",
        "defs",
        "desc",
        "ellipse",
        "feGaussianBlur",
        "filter",
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


def dangers(data: bytes) -> Iterator[str]:
    """Yields what an SVG file holds that a picture does not need; nothing for a plain drawing."""
    if b"<!ENTITY" in data:
        yield "an entity declaration"
        return
    try:
        root = ElementTree.fromstring(data)  # noqa: S314  entities are refused above, and expat fetches nothing
    except ElementTree.ParseError as error:
        yield f"text that is not SVG ({error})"
        return
    for element in root.iter():
        yield from _of_element(element)


def _of_element(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.removeprefix(SVG)
    if name not in DRAWN and not element.tag.startswith(INERT):
        yield f"the element <{name.rpartition('}')[2]}>"
    if name == "style" and re.search(r"@import|url\((?!['\"]?#)", element.text or ""):
        yield "a style that loads something"
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            yield f"the event handler {attribute}"
        elif attribute == "href" and not re.match(r"#|data:image/(png|jpeg);", value):
            yield f"a link to {value[:40]}"
        elif re.search(r"url\((?!['\"]?#)", value):
            yield f"{attribute} that loads something"
