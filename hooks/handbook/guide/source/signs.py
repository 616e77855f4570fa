"""Elements of a formula that hold no others: letters, numbers, operators, words and spaces."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from handbook.guide.source.code import call, string

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NOTHING = "\u2061\u2062\u2063\u2064"
"""Invisible operators: to apply, to multiply, to separate, to add."""
_FACES = {"b": "strongly", "i": "slanted", "em": "slanted", "strong": "strongly", "code": "typed"}


def characters(text: str) -> str:
    """Returns characters that mean themselves, each a symbol of its own kind."""
    return " ".join(f"\\u{{{ord(character):x}}}" for character in text)


def mi(element: Element) -> str:
    """Returns a letter, or a name of several."""
    text = element.text or ""
    if text[1:] in ("\ufe00", "\ufe01"):
        return f"{'cal' if text[1:] == chr(0xFE00) else 'scr'}({characters(unicodedata.normalize('NFKC', text[0]))})"
    if len(text) == 1:
        return f"upright({characters(text)})" if element.get("mathvariant") == "normal" else characters(text)
    return f"word({string(text)})" if text.isascii() else characters(text)


def mn(element: Element) -> str:
    """Returns a number."""
    text = element.text or ""
    return text if re.fullmatch(r"\d+(\.\d+)?", text) else characters(text)


def mo(element: Element) -> str:
    """Returns an operator."""
    text = element.text or ""
    if not text or text in NOTHING:
        return space(element.get("lspace"))
    code = characters(text)
    if size := element.get("minsize"):
        return f"grown({string(size)}, {code})"
    form = {"prefix": "opening", "postfix": "closing"}.get(element.get("form") or "", "normal")
    return f'class("{form}", {code})' if text in "|‖" else code


def mtext(element: Element) -> str:
    """Returns words in a formula."""

    def piece(text: str | None) -> list[str]:
        return [call("word", string(text.replace("\xa0", " ")))] if text else []

    pieces = piece(element.text)
    for child in element:
        pieces += [f"{_FACES.get(child.tag, 'upright')}({string(''.join(child.itertext()))})", *piece(child.tail)]
    return " ".join(pieces)


def mspace(element: Element) -> str:
    """Returns an empty space."""
    margin = re.search(r"margin-left:\s*(-?[\d.]+em)", element.get("style") or "")
    return space(margin[1] if margin else element.get("width"))


def space(width: str | None) -> str:
    """Returns a space of a width, if it is one of the type."""
    return f"gap(#({width}))" if width and re.fullmatch(r"-?[\d.]+em", width) else ""
