"""Citations, `[](ref:key)` in a text: numbers in brackets that lead to the sources of their question."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

OPEN = re.compile(r'(?P<space>\s*)<a href="ref:(?P<key>[a-z0-9-]+)"(?: title="[^"]*")?>(?P<text>.*?)</a>', re.DOTALL)
"""A citation in a text that was just rendered."""
CITATION = re.compile(r'<span class="citation">(?P<space>\xa0?)<a href="source:(?P<anchor>[^"]+)">\[(?P<number>\d+)\]</a></span>')
WRITTEN = re.compile(r"[ \t]*\[(?P<text>[^\[\]]*)\]\(ref:(?P<key>[a-z0-9-]+)\)")
"""A citation in Markdown."""
GLUED = re.compile(r"(?:^|[\s(\[“‘]|<[a-z][^<>]*>|\]</a></span>)\Z")
"""What a citation follows without a space: the beginning of a text or of an element, an opening bracket, another citation."""


def anchor(id_: str, key: str) -> str:
    """Returns the id of a source in the list of a question."""
    return f"{id_}--source-{key}"


def numbered(html: str, id_: str, references: Sequence[str]) -> str:
    """Returns a question's text with each citation as the place of its source in the question's list; its link stays open."""
    if '"ref:' not in html:
        return html
    places = {key: at for at, key in enumerate(references, 1)}
    pieces: list[str] = []
    end = 0
    for found in OPEN.finditer(html):
        pieces.append(html[end : found.start()])
        end = found.end()
        address = f"source:{anchor(id_, found['key'])}"
        if found["text"]:
            pieces.append(f'{found["space"]}<a href="{address}">{found["text"]}</a>')
        space = "" if GLUED.search("".join(pieces[-2:])[-100:]) else "\xa0"
        pieces.append(f'<span class="citation">{space}<a href="{address}">[{places.get(found["key"], 0)}]</a></span>')
    return "".join([*pieces, html[end:]])


def without(html: str) -> str:
    """Returns a text without the numbers of its citations, for places that show no sources."""
    return CITATION.sub("", html) if 'class="citation"' in html else html


def in_markdown(text: str, places: Mapping[str, int]) -> str:
    """Returns Markdown whose citations are the numbers of their sources, for readers without this handbook's links."""

    def number(found: re.Match[str]) -> str:
        return f"{' ' + found['text'] if found['text'] else ''} [{places.get(found['key'], 0)}]"

    return WRITTEN.sub(number, text)
