"""Renders one Markdown text to HTML that is safe on any page, or says where it is wrong."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import nh3

from handbook.markup import dialect
from handbook.markup.direction import directed
from handbook.markup.findings import PLACEHOLDER
from handbook.markup.strays import RAW_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown

    from handbook.markup.findings import Finding, Notes

MATHML = {
    "annotation": {"encoding"},
    "math": {"display"},
    "merror": set(),
    "mfrac": {"linethickness", "displaystyle", "scriptlevel"},
    "mi": {"mathvariant"},
    "mmultiscripts": set(),
    "mn": set(),
    "mo": {
        "accent", "fence", "form", "largeop", "lspace", "maxsize", "minsize", "movablelimits", "rspace", "separator", "stretchy",
        "symmetric",
    },
    "mover": {"accent"},
    "mpadded": {"depth", "height", "lspace", "voffset", "width"},
    "mphantom": set(),
    "mprescripts": set(),
    "mroot": set(),
    "mrow": {"displaystyle", "scriptlevel"},
    "ms": set(),
    "mspace": {"depth", "height", "width"},
    "msqrt": set(),
    "mstyle": {"displaystyle", "scriptlevel"},
    "msub": set(),
    "msubsup": set(),
    "msup": set(),
    "mtable": {"columnalign", "columnlines", "displaystyle", "rowlines", "scriptlevel"},
    "mtd": {"columnspan"},
    "mtext": set(),
    "mtr": set(),
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "semantics": set(),
}  # fmt: skip
TEXT = {
    "a": {"class", "href", "id", "title"},
    "input": {"type", "disabled", "checked"},
    "li": {"class", "id"},
    "ol": {"class", "start"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
    **{tag: {"class"} for tag in ("code", "div", "kbd", "pre", "span", "table", "ul")},
    **{
        tag: set()
        for tag in (
            "b", "blockquote", "br", "del", "em", "h4", "h5", "h6", "hr", "i", "mark", "p", "s", "strong", "tbody", "thead", "tr",
            "u", *RAW_TAGS,
        )
        if tag != "sup"
    },
}  # fmt: skip

# Formulas space, rule and colour their parts by style; everything else is styled by class.
STYLED = {"mpadded", "mrow", "mspace", "mstyle", "mtable", "mtd", "td", "th"}
SANITISED: dict[str, Any] = {
    "tags": {*TEXT, *MATHML},
    "attributes": {
        tag: allowed | ({"style"} if tag in STYLED else set()) for tag, allowed in {**TEXT, **MATHML}.items()
    },
    "filter_style_properties": {
        "color", "text-align", "justify-items", "margin-left", "width",
        *(f"{name}-{side}" for name in ("border", "padding") for side in ("bottom", "left", "right", "top")),
    },
    "url_schemes": {"http", "https", "mailto", "q", "ref"},
    "link_rel": None,
    "set_tag_attribute_values": {"input": {"aria-label": "Task"}},
}  # fmt: skip

READINGS = 200_000
"""How many characters may be read again to tell which of several places a mistake stands at."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that a Markdown text may not hold, at an offset of the text."""

    offset: int
    found: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A Markdown text as HTML, with the ids of the questions that it links to and the sources that it cites, or its mistakes."""

    html: str
    links: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


@cache
def _converter() -> tuple[Markdown, Notes]:
    return dialect.make()


@cache
def _simple_converter() -> Markdown:
    return dialect.make_simple()


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(**SANITISED)


def render(text: str, prefix: str) -> Rendered:
    """Renders a Markdown text; every id in it starts with the prefix, so that texts can share a page."""
    if dialect.SIMPLE.fullmatch(text):
        return Rendered(directed(_simple_converter().convert(text)))
    converter, notes = _converter()
    html = converter.reset().convert(text)
    if notes.findings:
        return Rendered("", mistakes=tuple(_located(text, notes.findings)))
    return Rendered(directed(_sanitise(html, prefix)), tuple(notes.links), tuple(notes.citations))


def _sanitise(html: str, prefix: str) -> str:
    if ' id="' not in html:
        return _cleaner().clean(html)
    return nh3.clean(html, **SANITISED, id_prefix=prefix, url_relative=lambda url: _own_anchor(url, prefix))


def _own_anchor(url: str, prefix: str) -> str | None:
    return f"#{prefix}{url[1:]}" if url.startswith("#") else None


def _located(text: str, findings: list[Finding]) -> Iterator[Mistake]:
    """Finds where each finding stands: the n-th of several equal ones at the n-th place that matters."""
    readings = READINGS // len(text)
    places: dict[str, list[int]] = {}
    for token, count in Counter(finding.token for finding in findings).items():
        pattern = _pattern(token)
        everywhere = [match.span() for match in re.finditer(pattern, text)] if pattern else []
        if count < len(everywhere) <= readings:
            readings -= len(everywhere)
            everywhere = [place for place in everywhere if _matters(text, token, count, place)] or everywhere
        places[token] = [start for start, _ in reversed(everywhere)]
    for finding in findings:
        left = places[finding.token]
        at = left.pop() if len(left) > 1 else (left or [0])[0]
        yield Mistake(at + finding.offset, finding.found, finding.remedy)


def _pattern(token: str) -> str:
    """Returns what finds a token in the text that it was read from, where white space may differ and backslashes are gone."""
    return r"\s+".join(r"\\?".join(map(re.escape, word)) for word in PLACEHOLDER.split(token)[0].split())


def _matters(text: str, token: str, count: int, place: tuple[int, int]) -> bool:
    """Tells whether a token makes a finding at a place, and does not stand in code or a formula.

    Where a finding goes when the token is taken away, it stood. This needs no second reader of Markdown.
    """
    start, end = place
    converter, notes = _converter()
    converter.reset().convert(text[:start] + re.sub(r"\S", "x", text[start:end]) + text[end:])
    return sum(finding.token == token for finding in notes.findings) < count
