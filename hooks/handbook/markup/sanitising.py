"""What HTML a text may become: elements and attributes that can do no harm on any page."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import nh3

from handbook.markup.inline.pairs import RAW_TAGS

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
    "abbr": {"title"},
    "details": {"class", "open"},
    "div": {"class", "data-tabs"},
    "img": {"alt", "class", "src"},
    "input": {"aria-label", "checked", "disabled", "id", "name", "type"},
    "label": {"for"},
    "li": {"class", "id"},
    "ol": {"class", "start"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
    **{tag: {"class"} for tag in ("code", "kbd", "p", "pre", "span", "table", "ul")},
    **{
        tag: set()
        for tag in (
            "b", "blockquote", "br", "dd", "del", "dl", "dt", "em", "h4", "h5", "h6", "hr", "i", "mark",
            "s", "strong", "summary", "tbody", "thead", "tr", "u", *RAW_TAGS,
        )
        if tag not in ("abbr", "kbd", "sup")
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
    "url_schemes": {"data", "http", "https", "mailto", "q", "ref"},
    "link_rel": None,
}  # fmt: skip


HARMLESS = re.compile(r"(?:[^<>&\xa0\x00-\x09\x0b-\x1f]++|</?(?:p|strong|em|code|ul|li)>)*+")
"""HTML that a sanitiser would return as it is."""


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(**SANITISED)


def sanitised(html: str, prefix: str) -> str:
    """Returns HTML with nothing but what is allowed, and with every id behind a prefix."""
    if HARMLESS.fullmatch(html):
        return html
    if ' id="' not in html:
        return str(_cleaner().clean(html))
    return str(nh3.clean(html, **SANITISED, id_prefix=prefix, url_relative=lambda url: _own_anchor(url, prefix)))


def _own_anchor(url: str, prefix: str) -> str | None:
    return f"#{prefix}{url[1:]}" if url.startswith("#") else None
