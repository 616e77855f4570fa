"""Says a formula in words, for those who listen: what is drawn, in the order in which it is read."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from markupsafe import escape

from handbook.labels.labels import labels

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from handbook.labels.labels import Labels

LARGE = frozenset("∑∏∐∫∬∭⨌∮∯∰∲∳⨋⨏⋃⋂⋀⋁⨀⨁⨂⨄⨅⨆⨉")
LIMITS = frozenset(["lim", "max", "min", "sup", "inf", "argmax", "argmin", "arg max", "arg min", "limsup", "liminf", "E", "𝔼"])
SILENT = "\u2061\u2062\u2063\u2064\u200b\xa0 "
POWERS = {"2": "squared", "3": "cubed", "⊤": "transposed", "T": "transposed", "𝖳": "transposed"}
PRIMES = frozenset("′″‴")
STRUCK = "\u0338"
"""A stroke through the sign before it, which denies it."""
BRACES = "⏟⏞⎵⎴⏝⏜"
FORMULA = re.compile(r"<math\b([^>]*)>.*?</math>", re.DOTALL)


def spoken(element: Element, say: Labels | None = None) -> str:
    """Returns a formula in words: its own if it has some, else in English where no language is given."""
    return element.get("alttext") or _voice(say or labels()).formula(element)


def with_words(html: str, say: Labels) -> str:
    """Returns sanitised HTML in which every formula has its words as its text alternative."""
    return FORMULA.sub(lambda found: f'<math{found[1]} alttext="{escape(_said(found[0], say))}">{_inside(found[0])}', html)


def heard(rendered: Any, say: Labels) -> Any:
    """Returns what is rendered, texts with their `html` however deep, with the words of its formulas."""
    if isinstance(rendered, dict):
        return {name: with_words(part, say) if name == "html" else heard(part, say) for name, part in rendered.items()}
    return [heard(part, say) for part in rendered] if isinstance(rendered, list) else rendered


def _said(math: str, say: Labels) -> str:
    return spoken(ElementTree.fromstring(math.replace("&nbsp;", "\xa0")), say)  # noqa: S314  it is our own


def _inside(math: str) -> str:
    return math.partition(">")[2]


@cache
def _voice(say: Labels) -> _Voice:
    return _Voice(say)


class _Voice:
    """A language in which formulas are said."""

    def __init__(self, say: Labels) -> None:
        self._words = say
        self._signs = {name.removeprefix("sign."): str(text) for name, text in say.below("sign").items()}
        self._accents = {name.removeprefix("accent."): str(text) for name, text in say.below("accent").items()}
        self._by_tag: dict[str, Callable[[Element], str]] = {
            "annotation": lambda _: "",
            "mfrac": self._fraction,
            "mi": self._letters,
            "mmultiscripts": self._scripts,
            "mn": lambda element: (element.text or "").strip(),
            "mo": self._operator,
            "mover": lambda element: self._marked(*element, otherwise="with-above"),
            "mphantom": lambda _: "",
            "mroot": lambda element: self._say("nth-root", self._any(element[1]), self._any(element[0])),
            "mspace": lambda _: "",
            "msqrt": lambda element: self._say("root", self._row([*element])),
            "msub": self._subscript,
            "msubsup": self._both,
            "msup": lambda element: self._raised(self._any(element[0]), element[1]),
            "mtable": self._table,
            "mtext": lambda element: " ".join("".join(element.itertext()).split()),
            "munder": self._under,
            "munderover": self._both,
        }

    def formula(self, element: Element) -> str:
        inside = element.find("semantics/*")
        said = self._row([*element]) if inside is None else self._any(inside)
        return " ".join(said.replace(" ,", ",").split()) or self._say("empty")

    def _any(self, element: Element) -> str:
        return self._by_tag[element.tag](element) if element.tag in self._by_tag else self._row([*element])

    def _row(self, elements: list[Element]) -> str:
        return " ".join(filter(None, map(self._any, elements)))

    def _say(self, name: str, *parts: str) -> str:
        a, b, c = (*parts, "", "", "")[:3]
        return self._words(f"formula.{name}", a=a, b=b, c=c)

    def _letters(self, element: Element) -> str:
        """Returns a letter by its name and its face; several of them are a word."""
        text = "".join(element.itertext()).strip(SILENT)
        return " ".join(map(self._letter, text)) if len(text) == 1 or not text.isascii() else text

    def _letter(self, character: str) -> str:
        if character in SILENT or unicodedata.category(character) == "Mn":
            return ""
        if character in self._signs:
            return self._signs[character]
        if (parts := unicodedata.normalize("NFD", character))[1:] == STRUCK:
            return self._say("not", self._letter(parts[0]))
        name = unicodedata.name(character, "")
        plain = unicodedata.normalize("NFKC", character)
        said = plain
        if "GREEK" in unicodedata.name(plain[:1], "") or "GREEK" in name:
            said = unicodedata.name(plain[:1], name).split(" LETTER ")[-1].split(" WITH ")[0].lower()
            said = self._say("capital", said) if plain.isupper() else said
        elif not plain.isalnum():
            return self._say("unnamed", character)
        return self._say("bold", said) if " BOLD " in name else self._say("script", said) if " SCRIPT " in name else said

    def _operator(self, element: Element) -> str:
        text = unicodedata.normalize("NFC", (element.text or "").strip(SILENT))
        is_word = len(text) > 1 and text.isascii() and text.isalpha()
        return text if is_word else " ".join(filter(None, map(self._letter, text)))

    def _fraction(self, element: Element) -> str:
        above, below = map(self._any, element)
        if element.get("linethickness") == "0":
            return self._say("choose", above, below)
        return self._say("fraction" if _is_short(above) and _is_short(below) else "long-fraction", above, below)

    def _raised(self, base: str, power: Element) -> str:
        said, sign = self._any(power), "".join(power.itertext())
        if sign and not set(sign) - PRIMES:
            return f"{base} {said}"
        if sign in POWERS:
            return self._say(POWERS[sign], base)
        return self._say("power" if _is_short(said) else "long-power", base, said)

    def _subscript(self, element: Element) -> str:
        base, below = element
        return self._say("over" if _is_large(base) else "sub", self._any(base), self._any(below))

    def _both(self, element: Element) -> str:
        base, below, above = element
        if _is_large(base):
            return self._say("from-to", self._any(base), self._any(below), self._any(above))
        return self._raised(self._say("sub", self._any(base), self._any(below)), above)

    def _under(self, element: Element) -> str:
        base, below = element
        if _is_large(base):
            return self._say("over", self._any(base), self._any(below))
        return self._marked(base, below, otherwise="with-below")

    def _marked(self, base: Element, mark: Element, *, otherwise: str) -> str:
        sign = "".join(mark.itertext())
        if sign in self._accents:
            return f"{self._any(base)} {self._accents[sign]}"
        return self._any(base) if sign in BRACES else self._say(otherwise, self._any(base), self._any(mark))

    def _scripts(self, element: Element) -> str:
        base, *rest = element
        return " ".join([self._any(base), *(self._any(script) for script in rest if script.tag != "mprescripts")])

    def _table(self, element: Element) -> str:
        rows = [", ".join(filter(None, (self._row([*cell]) for cell in row))) for row in element]
        if len(rows) == 1:
            return rows[0]
        listed = "; ".join(self._say("row", str(at), row) for at, row in enumerate(rows, 1))
        return self._say("table", str(len(rows)), listed)


def _is_short(said: str) -> bool:
    return len(said.split()) <= 2


def _is_large(base: Element) -> bool:
    sign = "".join(base.itertext()).strip(SILENT)
    return sign in LARGE or sign in LIMITS
