"""Code on its way into Typst: lines of highlighted tokens."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from handbook.guide.source.code import array, call, content, string
from handbook.guide.source.strings import breakable, inside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

EMPHASISED = {"c": "p-slanted", "k": "p-bold", "ow": "p-bold"}
"""How code is told apart in black and white: comments slanted, keywords bold; the first letter of Pygments' class decides."""
WIDE = 80
"""Characters of a line beyond which it may not fit."""


def listing(element: Element) -> str:
    """Returns code with its title, the numbers of its lines and its marked lines."""
    source = next((code for code in element.iter("code")), element)
    title = element.findtext(".//span[@class='filename']") or ""
    numbers = [(span.text or "").strip() for span in element.iterfind(".//td[@class='linenos']//span[@class]")]
    return call("p-listing", array(_lines(source)), string(title), array(string(number) for number in numbers))


def _lines(code: Element) -> list[str]:
    """Returns the lines of highlighted code, each with its length."""
    lines: list[list[tuple[str, str]]] = [[]]
    for text, face in _tokens(code, ""):
        first, *others = text.split("\n")
        lines[-1].append((first, face))
        lines += [[(other, face)] for other in others]
    if lines and not any(text for text, _ in lines[-1]):
        lines.pop()
    return [_listed(line) for line in lines]


def _tokens(element: Element, face: str) -> Iterator[tuple[str, str]]:
    class_ = element.get("class") or ""
    face = f"marked {face}" if class_ == "hll" else EMPHASISED.get(class_, EMPHASISED.get(class_[:1], face)) if class_ else face
    for node in inside(element):
        if isinstance(node, str):
            yield node, face
        else:
            yield from _tokens(node, face)


def _listed(line: list[tuple[str, str]]) -> str:
    """Returns a line of code: its characters, the spaces that it begins with, whether it is marked, and its pieces."""
    marked = any(face.startswith("marked") for text, face in line if text)
    whole, pieces = "", []
    for face, run in groupby(line, key=lambda token: token[1].removeprefix("marked").strip()):
        before = len(whole)
        whole = (whole + "".join(text for text, _ in run)).expandtabs(4)
        if text := whole[before:]:
            pieces.append((text, face))
    code = [_faced(text, face, len(whole) > WIDE) for text, face in pieces]
    return array([str(len(whole)), str(len(whole) - len(whole.lstrip())), "true" if marked else "false", content(code)])


def _faced(text: str, face: str, wide: bool) -> str:
    code = content(breakable(text)) if wide else string(text)
    return call(face, code) if face else code
