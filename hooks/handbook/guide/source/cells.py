"""Tells what no line can break in a cell of a table, by which the widths of columns are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.guide.source.code import call, content, string
from handbook.guide.source.mathematics import row
from handbook.guide.source.shape import groups
from handbook.guide.source.strings import LONG, SOURCE, inside, parts
from handbook.guide.source.strings import face as face_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FACES = {"code": "p-code", "kbd": "p-key", "samp": "p-code"}


def unbroken(element: Element, face: str = "") -> list[str]:
    """Returns the longest word of each text, what is between the signs of formulas, and citations with the word before them."""
    pieces: list[str] = []
    last = ""
    for node in inside(element):
        if isinstance(node, str):
            longest = max((part for word in node.split() for part in parts(word)), key=len, default="")[:LONG]
            pieces += [call(face, string(longest)) if face else string(longest)] * bool(longest)
            last = (node.split() or [""])[-1]
        elif node.tag == "math":
            pieces += [f"${group}$" for group in map(row, groups(node)) if group]
        elif node.get("class") == "citation" and (source := _source(node)):
            pieces.append(content([string(last), call("p-cite", string(source), "true")]))
        else:
            pieces += unbroken(node, face_of(node, FACES) or face)
            last = "".join(node.itertext()).split(" ")[-1]
    return pieces


def _source(citation: Element) -> str:
    link = citation.find("a")
    found = SOURCE.fullmatch(link.get("href") or "") if link is not None else None
    return found[1] if found else ""
