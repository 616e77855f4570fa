"""Tells what in an SVG file could run or reach outside: a figure is published as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG = "{http://www.w3.org/2000/svg}"
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
    found = [what for pattern, what in OUTSIDE if pattern.search(data)]
    if found:
        yield from found
        return
    try:
        root = ElementTree.fromstring(data.decode())  # noqa: S314  entities are refused above, and expat fetches nothing
    except (UnicodeDecodeError, ElementTree.ParseError) as error:
        yield f"text that is not SVG ({error})"
        return
    if root.tag != f"{SVG}svg":
        yield 'no <svg xmlns="http://www.w3.org/2000/svg"> around it'
    for element in root.iter():
        yield from _of_element(element)


def _of_element(element: ElementTree.Element) -> Iterator[str]:
    name = element.tag.removeprefix(SVG)
    if name not in DRAWN and not element.tag.startswith(INERT):
        yield f"the element <{name.rpartition('}')[2]}>"
    if name == "style" and LOADS.search("".join(element.itertext())):
        yield "a style that loads something"
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2]
        if attribute.lower().startswith("on"):
            yield f"the event handler {attribute}"
        elif attribute == "href":
            if not re.match(r"#|data:image/(png|jpeg);", value):
                yield f"a link to {value[:40]}"
        elif LOADS.search(value):
            yield f"{attribute} that loads something"
