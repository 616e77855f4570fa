"""Renders one Markdown text to HTML that is safe on any page, or says where it is wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import nh3

from handbook import dialect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown import Markdown

MATHML = {
    "annotation": {"encoding"},
    "math": {"display"},
    "menclose": {"notation"},
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
    "mrow": set(),
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
            "blockquote", "br", "dd", "del", "dl", "dt", "em", "h4", "h5", "h6", "hr", "mark", "p", "strong", "tbody", "thead", "tr",
            *dialect.RAW_TAGS,
        )
        if tag != "sup"
    },
}  # fmt: skip

# Formulas align and colour their cells by style; everything else is styled by class.
STYLED = {"mtd", "mtable", "mrow", "mstyle", "td", "th"}
SANITISED: dict[str, Any] = {
    "tags": {*TEXT, *MATHML},
    "attributes": {
        tag: allowed | ({"style"} if tag in STYLED else set()) for tag, allowed in {**TEXT, **MATHML}.items()
    },
    "filter_style_properties": {
        "color", "text-align", "justify-items", "padding-left", "padding-right", "border-left", "border-right",
    },
    "url_schemes": {"http", "https", "mailto", "q"},
    "link_rel": None,
    "set_tag_attribute_values": {"input": {"aria-label": "Task"}},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that a Markdown text may not hold, at an offset of the text."""

    offset: int
    found: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A Markdown text as HTML, with the ids of the questions that it links to, or with its mistakes."""

    html: str
    links: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()


@cache
def _converter() -> tuple[Markdown, dialect.Dialect]:
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
        return Rendered(_simple_converter().convert(text))
    converter, notes = _converter()
    html = converter.reset().convert(text)
    if notes.findings:
        return Rendered("", mistakes=tuple(_located(text, notes.findings)))
    return Rendered(_sanitise(html, prefix), tuple(notes.links))


def _sanitise(html: str, prefix: str) -> str:
    if ' id="' not in html:
        return _cleaner().clean(html)
    return nh3.clean(html, **SANITISED, id_prefix=prefix, url_relative=lambda url: _own_anchor(url, prefix))


def _own_anchor(url: str, prefix: str) -> str | None:
    return f"#{prefix}{url[1:]}" if url.startswith("#") else None


def _located(text: str, findings: list[dialect.Finding]) -> Iterator[Mistake]:
    """Finds where each finding stands: the n-th of several equal ones at the n-th place that matters."""
    seen: dict[str, int] = {}
    for finding in findings:
        nth = seen.get(finding.token, 0)
        seen[finding.token] = nth + 1
        places = _places(text, finding.token)
        at = places[min(nth, len(places) - 1)] if places else 0
        yield Mistake(at + finding.offset, finding.found, finding.remedy)


def _places(text: str, token: str) -> list[int]:
    """Returns the offsets at which a token makes a finding, and not those inside code or a formula.

    A token that occurs more often than it is found is taken away at one place after another: where a finding goes with
    it, it stood. This needs no second reading of Markdown.
    """
    everywhere = [match.start() for match in re.finditer(re.escape(token), text)] if token else []
    count = _count(text, token)
    if len(everywhere) <= count or len(everywhere) > 100:
        return everywhere
    mask = re.sub(r"\S", "x", token)
    return [at for at in everywhere if _count(text[:at] + mask + text[at + len(token) :], token) < count]


def _count(text: str, token: str) -> int:
    converter, notes = _converter()
    converter.reset().convert(text)
    return sum(finding.token == token for finding in notes.findings)
