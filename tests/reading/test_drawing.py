"""What an SVG file may hold, since it is published as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.reading.drawing import dangers
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def drawing(inside: str, attributes: str = "") -> bytes:
    return f"<svg {NAMESPACES} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize("file", sorted((PROJECT / "data").rglob("*.svg")), ids=lambda file: file.name)
def test_the_handbooks_own_figures_are_plain_drawings(file: Path) -> None:
    assert list(dangers(file.read_bytes())) == []


@pytest.mark.parametrize(
    "data",
    [
        drawing('<g id="a"><path d="M0 0"/></g><use href="#a"/><use xlink:href="#a"/>'),
        drawing('<rect fill="url(#a)" style="filter: url(\'#b\')"/><style>rect { fill: url(#a) }</style>'),
        drawing('<image href="data:image/png;base64,iVBORw0KGgo="/>'),
        drawing('<metadata><c:Work xmlns:c="http://creativecommons.org/ns#"/></metadata>'),
        b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">' + drawing(""),
    ],
    ids=["references inside", "styles inside", "a picture inside", "a license", "a document type"],
)  # fmt: skip
def test_a_plain_drawing_has_no_dangers(data: bytes) -> None:
    assert list(dangers(data)) == []


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (drawing("<script>a()</script>"), ["the element <script>"]),
        (drawing("", 'onload="a()"'), ["the event handler onload"]),
        (drawing('<g ONCLICK="a()"/>'), ["the event handler ONCLICK"]),
        (drawing('<a href="#b"/>'), ["the element <a>"]),
        (drawing('<foreignObject width="1"/>'), ["the element <foreignObject>"]),
        (drawing('<script xmlns="http://www.w3.org/1999/xhtml"/>'), ["the element <script>"]),
        (drawing('<animate attributeName="href" to="javascript:a()"/>'), ["the element <animate>"]),
        (drawing('<use href="other.svg#a"/>'), ["a link to other.svg#a"]),
        (drawing('<use xlink:href=" javascript:a()"/>'), ["a link to  javascript:a()"]),
        (drawing('<image href="https://example.org/a.png"/>'), ["a link to https://example.org/a.png"]),
        (drawing('<image href="data:image/svg+xml,a"/>'), ["a link to data:image/svg+xml,a"]),
        (drawing("<style>@import 'a.css'</style>"), ["a style that loads something"]),
        (drawing("<style>a{}<g/>@IMPORT 'a.css'</style>"), ["a style that loads something"]),
        (drawing("<style>a { fill: URL(https://example.org) }</style>"), ["a style that loads something"]),
        (drawing("<style>a { fill: u\\72l(https://example.org) }</style>"), ["a style that loads something"]),
        (drawing("<style>a { background: image-set('a.png' 1x) }</style>"), ["a style that loads something"]),
        (drawing('<rect style="fill: url(a.svg)"/>'), ["style that loads something"]),
        (drawing('<rect fill="url( \'b.svg#c\')"/>'), ["fill that loads something"]),
        (b'<?xml-stylesheet href="a.css"?>' + drawing(""), ["a style sheet of its own"]),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + drawing("&a;"), ["an entity declaration"]),
        (b'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "a()">]>' + drawing(""), ["the event handler onload"]),
        (b'<?xml version="1.0" encoding = "utf-7"?>' + drawing(""), ["an encoding other than UTF-8"]),
        (b'<?xml version="1.0" encoding="nonsense"?>' + drawing(""), ["an encoding other than UTF-8"]),
        (b"<svg/>", ['no <svg xmlns="http://www.w3.org/2000/svg"> around it']),
        (f"<g {NAMESPACES}/>".encode(), ['no <svg xmlns="http://www.w3.org/2000/svg"> around it']),
    ],
)  # fmt: skip
def test_what_could_run_or_load_is_named(data: bytes, found: list[str]) -> None:
    assert list(dangers(data)) == found


@pytest.mark.parametrize("data", [b"", b"<svg", b"\x89PNG", drawing("").decode().encode("utf-16")])
def test_what_is_no_svg_is_named(data: bytes) -> None:
    (found,) = dangers(data)
    assert found.startswith("text that is not SVG")
