"""What an SVG file may hold, since it is published as it is."""

from __future__ import annotations

import pytest

from handbook.reading.rules.drawing import FILTER, dangers

NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


def drawing(inside: str, attributes: str = "") -> bytes:
    return f"<svg {NAMESPACES} {attributes}>{inside}</svg>".encode()


@pytest.mark.parametrize(
    "data",
    [
        drawing('<g id="a"><path d="M0 0"/></g><use href="#a"/><use xlink:href="#a"/>'),
        drawing('<rect fill="url(#a)" style="mask: url(\'#b\')"/><style>rect { fill: url(#a) }</style>'),
        drawing(f'<image href="data:image/png;base64,{PIXEL}"/>'),
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


def bomb(depth: int, kind: str) -> bytes:
    """A drawing whose parts each show the one before ten times."""
    shown = {
        "use": '<use href="#{0}"/>',
        "pattern": '<rect width="9" height="9" fill="url(#{0})"/>',
        "mask": '<rect width="9" height="9" style="mask:url(#{0})"/>',
        "marker": '<path d="M0 0 1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8" marker-mid="url(#{0})"/>',
    }[kind]
    tag = "g" if kind == "use" else kind
    times = 1 if kind == "marker" else 10
    parts = [f'<{tag} id="p{at}">{shown.format(f"p{at - 1}") * times}</{tag}>' for at in range(1, depth + 1)]
    return drawing(f'<defs><{tag} id="p0"><path d="M0 0"/></{tag}>{"".join(parts)}</defs>{shown.format(f"p{depth}")}')


@pytest.mark.parametrize("kind", ["use", "pattern", "mask", "marker"])
def test_drawing_that_grows_beyond_measure_is_refused_and_one_that_repeats_a_little_is_not(kind: str) -> None:
    (found,) = dangers(bomb(9, kind))

    assert found == "more than 100,000 parts to draw, as its parts repeat each other"
    assert not list(dangers(bomb(3, kind)))


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (drawing('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "a part that holds itself"),
        (drawing('<pattern id="a"><path fill="url(#a)"/></pattern>'), "a part that holds itself"),
        (drawing("<g>" * 64 + "</g>" * 64), "elements nested more than 64 deep"),
        (drawing("<g/>" * 20_000), "more than 20,000 elements"),
        (drawing('<image href="data:image/png;base64,!"/>'), "a picture inside that is not Base64"),
        (drawing('<image href="data:image/png;base64,AAAA"/>'), "a picture inside, which is no PNG that can be opened"),
        (drawing(f'<image href="data:image/jpeg;base64,{PIXEL}"/>'), "a picture inside, which is no JPEG that can be opened"),
        (drawing(f"<style>{'a{}' * 2000}</style>{'<g/>' * 1000}"), "more rules of style than a browser applies in time"),
        (drawing('<g filter="url(#f)"/>'), FILTER),
        (drawing('<g style="Filter/**/:blur(9px)"/>'), FILTER),
        (drawing("<style>g{backdrop-filter:blur(9px)}</style>"), FILTER),
        (drawing("", 'width="0" height="1"'), "the width `0`"),
        (drawing("", 'height="-3cm"'), "the height `-3cm`"),
        (drawing("", 'height="1e9"'), "the height `1e9`"),
        (drawing("", 'viewBox="0 0 0 5"'), "the viewBox `0 0 0 5`"),
        (drawing("", 'viewBox="0 0 5"'), "the viewBox `0 0 5`"),
    ],
)  # fmt: skip
def test_drawing_that_is_too_much_or_shows_nothing_is_refused(data: bytes, found: str) -> None:
    assert list(dangers(data)) == [found]


@pytest.mark.parametrize("size", ["", 'width="5cm" height="2.5in"', 'width="100%" viewBox="0,0 10 5"', 'width="auto"'])
def test_drawing_has_any_size(size: str) -> None:
    assert not list(dangers(drawing("", size)))


@pytest.mark.parametrize(
    ("few", "many"),
    [
        (f"<text>{'a' * 3000}</text>", f"<text>{'a' * 200_000}</text>"),
    ],
)
def test_what_is_dear_to_draw_is_counted_as_such(few: str, many: str) -> None:
    assert not list(dangers(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{few}</svg>'.encode()))
    assert list(dangers(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{many}</svg>'.encode()))
