"""Texts on their way into Typst: white space, long words, the direction of a script."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from handbook.guide.source.code import call, string

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

LONG = 24
"""Characters of a word from which it may be broken, since no line can be trusted to hold it."""
UNBROKEN = re.compile(rf"\S{{{LONG},}}|[^ ]{{{3 * LONG},}}")
"""A long word, or so many with spaces at which no line should end that one must."""
SOURCE = re.compile(r"source:[a-z0-9-]+?--source-([a-z0-9-]+)")
"""The address of a citation."""
PART = re.compile(r"[^\W_]*[\W_]+|[^\W_]+")


def inside(element: Element) -> Iterator[Element | str]:
    """Yields the texts and elements inside an element, in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def words(text: str) -> list[str]:
    """Returns text in which white space is one space."""
    return breakable(re.sub(r"[ \t\n\r\f]+", " ", text))


def breakable(text: str) -> list[str]:
    """Returns text whose long words may break."""
    pieces: list[str] = []
    at = 0
    for word in UNBROKEN.finditer(text):
        pieces += [string(text[at : word.start()])] * (at < word.start())
        pieces.append(call("p-long", *map(_part, parts(word[0]))))
        at = word.end()
    return pieces + [string(text[at:])] * (at < len(text))


def parts(word: str) -> list[str]:
    """Returns the parts of a long word after which a line may end: after a sign, as in `torch.nn.functional`."""
    return PART.findall(word) if len(word) >= LONG else [word]


def _part(part: str) -> str:
    return call("p-anywhere", string(part)) if len(part) >= LONG else string(part)


def trimmed(pieces: list[str]) -> list[str]:
    """Returns the pieces of a block without the spaces at the ends of its lines, which Typst would print."""
    for at, piece in enumerate(pieces[1:], 1):
        if pieces[at - 1] == "linebreak()" and piece.startswith('" '):
            pieces[at] = f'"{piece[2:]}'
    if pieces and pieces[0].startswith('" '):
        pieces = [f'"{pieces[0][2:]}', *pieces[1:]]
    if pieces and pieces[-1].endswith(' "'):
        pieces = [*pieces[:-1], f'{pieces[-1][:-2]}"']
    return [piece for piece in pieces if piece != '""']


def right_to_left(pieces: list[Element | str]) -> str:
    """Returns the language to assume for text whose first letter runs from right to left, or nothing."""
    for node in pieces:
        for character in node if isinstance(node, str) else "".join(node.itertext()):
            if (direction := unicodedata.bidirectional(character)) in ("L", "R", "AL"):
                return {"R": "he", "AL": "ar"}.get(direction, "")
    return ""


def face(element: Element, faces: Mapping[str, str]) -> str:
    """Returns the face of what is marked up, if it has one; a key too long for a box, which no line can break, is code."""
    wide = element.tag == "kbd" and len("".join(element.itertext())) >= LONG
    return faces.get("code" if wide else element.tag, "")


def side(cell: Element) -> str:
    """Returns the side of its column that a cell keeps to."""
    found = re.search(r"text-align:\s*(left|center|right)", cell.get("style") or "")
    return found[1] if found else "left"
