"""Says a formula in words, for those who hear a guide: what is drawn, in the order in which it is read."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from handbook.guide.source.aloud import ACCENTS_ALOUD, ALOUD, SIGNS_ALOUD

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

LARGE = frozenset("∑∏∫∬∭∮⋃⋂⨁⨂")
LIMITS = frozenset(["lim", "max", "min", "sup", "inf", "argmax", "argmin", "arg max", "arg min", "limsup", "liminf", "E", "𝔼"])
SILENT = "\u2061\u2062\u2063\u2064\u200b\xa0 "
POWERS = {"2": "squared", "3": "cubed", "⊤": "transposed", "T": "transposed", "𝖳": "transposed"}
PRIMES = frozenset("′″‴")


def spoken(element: Element) -> str:
    """Returns a formula in words."""
    inside = element.find("semantics/*")
    said = _row([*element]) if inside is None else _any(inside)
    return " ".join(said.replace(" ,", ",").split()) or "an empty formula"


def _any(element: Element) -> str:
    return _BY_TAG[element.tag](element) if element.tag in _BY_TAG else _row([*element])


def _row(elements: list[Element]) -> str:
    return " ".join(filter(None, map(_any, elements)))


def _say(name: str, *parts: str) -> str:
    return ALOUD[name].format(*parts)


def _letters(element: Element) -> str:
    """Returns a letter by its name and its face; several of them are a word."""
    text = "".join(element.itertext()).strip(SILENT)
    return " ".join(map(_letter, text)) if len(text) == 1 or not text.isascii() else text


def _letter(character: str) -> str:
    if character in SILENT or unicodedata.category(character) == "Mn":
        return ""
    if character in SIGNS_ALOUD:
        return SIGNS_ALOUD[character]
    name = unicodedata.name(character, "")
    plain = unicodedata.normalize("NFKC", character)
    said = plain
    if "GREEK" in unicodedata.name(plain[:1], "") or "GREEK" in name:
        said = unicodedata.name(plain[:1], name).split(" LETTER ")[-1].split(" WITH ")[0].lower()
        said = _say("capital", said) if plain.isupper() else said
    elif not plain.isalnum():
        return name.lower()
    return _say("bold", said) if " BOLD " in name else _say("script", said) if " SCRIPT " in name else said


def _operator(element: Element) -> str:
    text = (element.text or "").strip(SILENT)
    return " ".join(filter(None, map(_letter, text))) if len(text) == 1 or not text.isascii() or not text.isalpha() else text


def _short(said: str) -> bool:
    return len(said.split()) <= 2


def _fraction(element: Element) -> str:
    above, below = map(_any, element)
    if element.get("linethickness") == "0":
        return _say("choose", above, below)
    return _say("fraction" if _short(above) and _short(below) else "long fraction", above, below)


def _raised(base: str, power: Element) -> str:
    said, sign = _any(power), "".join(power.itertext())
    if sign and not set(sign) - PRIMES:
        return f"{base} {said}"
    if sign in POWERS:
        return _say(POWERS[sign], base)
    return _say("power" if _short(said) else "long power", base, said)


def _is_large(base: Element) -> bool:
    sign = "".join(base.itertext()).strip(SILENT)
    return sign in LARGE or sign in LIMITS


def _superscript(element: Element) -> str:
    return _raised(_any(element[0]), element[1])


def _subscript(element: Element) -> str:
    base, below = element
    return _say("over" if _is_large(base) else "sub", _any(base), _any(below))


def _both(element: Element) -> str:
    base, below, above = element
    if _is_large(base):
        return _say("from to", _any(base), _any(below), _any(above))
    return _raised(_say("sub", _any(base), _any(below)), above)


def _under(element: Element) -> str:
    base, below = element
    if _is_large(base):
        return _say("over", _any(base), _any(below))
    return _marked(base, below, "with below")


def _over(element: Element) -> str:
    return _marked(element[0], element[1], "with above")


def _marked(base: Element, mark: Element, otherwise: str) -> str:
    sign = "".join(mark.itertext())
    if sign in ACCENTS_ALOUD:
        return f"{_any(base)} {ACCENTS_ALOUD[sign]}"
    if sign in "⏟⏞⎵⎴⏝⏜":
        return _any(base)
    return _say(otherwise, _any(base), _any(mark))


def _scripts(element: Element) -> str:
    base, *rest = element
    return " ".join([_any(base), *(_any(script) for script in rest if script.tag != "mprescripts")])


def _table(element: Element) -> str:
    rows = [", ".join(filter(None, (_row([*cell]) for cell in row))) for row in element]
    if len(rows) == 1:
        return rows[0]
    return _say("table", str(len(rows)), "; ".join(_say("row", str(at), row) for at, row in enumerate(rows, 1)))


_BY_TAG: dict[str, Callable[[Element], str]] = {
    "annotation": lambda _: "",
    "mfrac": _fraction,
    "mi": _letters,
    "mmultiscripts": _scripts,
    "mn": lambda element: (element.text or "").strip(),
    "mo": _operator,
    "mover": _over,
    "mphantom": lambda _: "",
    "mroot": lambda element: _say("nth root", _any(element[1]), _any(element[0])),
    "mspace": lambda _: "",
    "msqrt": lambda element: _say("root", _row([*element])),
    "msub": _subscript,
    "msubsup": _both,
    "msup": _superscript,
    "mtable": _table,
    "mtext": lambda element: " ".join("".join(element.itertext()).split()),
    "munder": _under,
    "munderover": _both,
}
