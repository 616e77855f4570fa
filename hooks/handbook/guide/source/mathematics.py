"""Turns a formula's MathML into Typst's mathematics, element by element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.guide.source.code import string
from handbook.guide.source.signs import characters, mi, mn, mo, mspace, mtext

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

FENCES = frozenset("()[]{}|‖⌊⌋⌈⌉⟨⟩⟮⟯⟦⟧⎰⎱⌜⌝⌞⌟/\\↑↓↕⇑⇓⇕\u2063")
ACCENTS = {
    "^": "\u0302", "ˆ": "\u0302", "˜": "\u0303", "~": "\u0303", "¯": "\u0304", "→": "\u20d7", "⃗": "\u20d7", "←": "\u20d6",
    "↔": "\u20e1", "˙": "\u0307", "¨": "\u0308", "´": "\u0301", "`": "\u0300", "˘": "\u0306", "ˇ": "\u030c", "˚": "\u030a",
}  # fmt: skip
BRACES = {"⏟": "underbrace", "⏞": "overbrace", "⎵": "underbracket", "⎴": "overbracket", "⏝": "underparen", "⏜": "overparen"}
PRIMES = {"′": 1, "″": 2, "‴": 3, "⁗": 4}
STYLES = {"0": "", "1": "script", "2": "sscript"}
LARGE = frozenset("∑∏∐⋀⋁⋂⋃⨀⨁⨂⨄⨆")
ARROW = re.compile("[\u2190-\u21ff\u27f0-\u27ff\u2900-\u297f]")


def formula(element: Element) -> str:
    """Returns the content of a Typst equation for a `<math>` element."""
    inside = element.find("semantics/*")
    if inside is None:
        return row(list(element))
    lines = inside.tag == "mtable" and inside.get("displaystyle") == "true" and element.get("display")
    return _lines(inside) if lines else _any(inside)


def _any(element: Element) -> str:
    return _BY_TAG.get(element.tag, _mrow)(element)


def row(elements: list[Element]) -> str:
    """Returns elements beside each other; Typst would print a space between a word and what stands beside it."""
    code = ""
    for piece in filter(None, map(_any, elements)):
        apart = code and not piece.startswith("word(") and not code.endswith('")')
        code += f" {piece}" if apart else piece
    return code


def _argument(element: Element | None) -> str:
    """Returns code for an argument of a function, which may be empty but not missing."""
    return (_any(element) if element is not None else "") or '""'


def _mrow(element: Element) -> str:
    children = list(element)
    return _styled(element, _stretched(children) if _fenced(children) else row(children))


def _fenced(children: list[Element]) -> bool:
    ends = children[:: len(children) - 1] if len(children) > 1 else []
    return bool(ends) and all(end.tag == "mo" and _stretches(end) for end in ends)


def _stretches(operator: Element) -> bool:
    return (operator.text or "") in FENCES and operator.get("stretchy") != "false" and not operator.get("minsize")


def _stretched(children: list[Element]) -> str:
    """Returns a row between delimiters that grow with it."""
    first, *inside, last = children
    if [child.tag for child in inside] == ["mfrac"] and inside[0].get("linethickness") == "0" and first.text == "(":
        return f"binom({', '.join(map(_argument, inside[0]))})"
    middle = " ".join(f"mid({characters(c.text or '')})" if c.tag == "mo" and _stretches(c) else _any(c) for c in inside)
    return f"lr({_delimiter(first)} {middle} {_delimiter(last)})"


def _delimiter(operator: Element) -> str:
    return "" if operator.text == "\u2063" else characters(operator.text or "")


def _styled(element: Element, code: str) -> str:
    """Puts the style that an element sets around its content."""
    code = _scripted(element, code)
    if (element.get("scriptlevel") or "0") == "0" and (display := element.get("displaystyle")):
        code = f"{'display' if display == 'true' else 'inline'}({code})"
    if colour := re.search(r"(?:^|;)color:\s*(#[0-9A-Fa-f]{6})", element.get("style") or ""):
        code = f"tinted({string(colour[1])}, {code})"
    return code


def _scripted(element: Element, code: str) -> str:
    style = STYLES.get(element.get("scriptlevel") or "0")
    return f"{style}({code})" if style else code


def _mfrac(element: Element) -> str:
    above, below = map(_argument, element)
    if element.get("linethickness") == "0":
        return f"mat(delim: #none, row-gap: #0.2em, {above}; {below})"
    return _styled(element, f"frac({above}, {below})")


def _script(places: str) -> Callable[[Element], str]:
    """Returns what draws scripts beside their base, such as `b` below and `t` above."""

    def draw(element: Element) -> str:
        base, *scripts = element
        code = f"scripts({_argument(base)})" if base.text in LARGE else _argument(base)
        return f"attach({code}, {', '.join(_placed(place, script) for place, script in zip(places, scripts, strict=True))})"

    return draw


def _placed(place: str, script: Element) -> str:
    if count := PRIMES.get(script.text or ""):
        return f"{place}{'r' if place == 't' else ''}: dashes(#{count})"
    return f"{place}: {_argument(script)}"


def _limit(places: str) -> Callable[[Element], str]:
    """Returns what draws scripts under and over their base."""

    def draw(element: Element) -> str:
        base, *scripts = element
        mark = (scripts[0].text or "") if scripts[0].tag == "mo" else ""
        if accented := _accented(element, base, mark, places):
            return accented
        placed = ", ".join(f"{place}: {_argument(script)}" for place, script in zip(places, scripts, strict=True))
        return f"attach({_base(base, scripts)}, {placed})"

    return draw


def _accented(element: Element, base: Element, mark: str, places: str) -> str:
    if mark in BRACES:
        return f"{BRACES[mark]}({_argument(base)})"
    if mark == "\u0332":
        return f"{'underline' if places == 'b' else 'overline'}({_argument(base)})"
    if element.get("accent") == "true" and mark:
        return f"accented({string(ACCENTS.get(mark, mark))}, {_argument(base)})"
    if element.get("accentunder") == "true" and mark:
        return f"attach(limits({_argument(base)}), b: stretch({characters(mark)}, size: #100%))"
    return ""


def _base(base: Element, scripts: list[Element]) -> str:
    """Returns the base of limits: sums move theirs beside them in a line, arrows grow, and all else keeps its place."""
    if base.text in LARGE and base.get("movablelimits") != "false":
        return _any(base)
    if base.tag == "mo" and ARROW.match(base.text or "") and any(script.find(".//mspace") is not None for script in scripts):
        return f"limits(stretch({_any(base)}, size: #(100% + 1em)))"
    return f"limits({_argument(base)})"


def _mmultiscripts(element: Element) -> str:
    base, *rest = element
    at = next((at for at, child in enumerate(rest) if child.tag == "mprescripts"), len(rest))
    placed = zip(("br", "tr", "bl", "tl"), [*_two(rest[:at]), *_two(rest[at + 1 :])], strict=True)
    return f"attach({_argument(base)}, {', '.join(f'{place}: {_argument(script)}' for place, script in placed)})"


def _two(scripts: list[Element]) -> list[Element | None]:
    return [*scripts, None, None][:2]


def _mpadded(element: Element) -> str:
    inside = row(list(element))
    style = element.get("style") or ""
    if "padding-left:0.2778em" in style:
        return f'class("relation", {inside})'
    if element.get("width") == "0":
        return f"narrowed({inside})"
    return f"flattened({inside})" if element.get("height") == "0" else inside


def _mtable(element: Element) -> str:
    """Returns a matrix; each cell keeps to its side of the column."""
    rows = [[_cell(element, cell) for cell in row] for row in element]
    across = _rules(element)
    gap = "0em" if "padding-left:0" in "".join(cell.get("style") or "" for cell in element.iter("mtd")) else "1em"
    tail = f", augment: #(hline: {across[0]}, vline: {across[1]})" if across != ("()", "()") else ""
    return _scripted(element, f"mat(delim: #none, column-gap: #{gap}{tail}, {'; '.join(', '.join(row) for row in rows)})")


def _cell(table: Element, cell: Element) -> str:
    inside = row(list(cell)) or '""'
    inside = f"{'display' if table.get('displaystyle') == 'true' else 'inline'}({inside})"
    side = re.search(r"text-align:\s*(left|right)", cell.get("style") or "")
    return inside if not side else f"&{inside}" if side[1] == "left" else f"{inside}&"


def _rules(table: Element) -> tuple[str, str]:
    """Returns the arrays of the horizontal and of the vertical lines inside a table."""
    down, across = set(), set()
    for at, row in enumerate(table):
        for beside, cell in enumerate(row, 1):
            style = cell.get("style") or ""
            down |= {at} if "border-top" in style else set()
            across |= {beside} if "border-right" in style and beside < len(row) else set()
    columns = max((len(row) for row in table), default=0)
    lines = [[str(line) for line in sorted(found) if 0 < line < most] for found, most in ((down, len(table)), (across, columns))]
    return tuple(f"({', '.join(found)}{',' * bool(found)})" for found in lines)  # type: ignore[return-value]


def _lines(table: Element) -> str:
    """Returns the lines of a display that is nothing but aligned equations, with their numbers at the end."""
    used = [at for at in range(max(map(len, table), default=0)) if any(len(cell) for row in table for cell in row[at : at + 1])]
    return " \\ ".join(" & ".join(_part(row[at]) if at < len(row) else "" for at in used) for row in table)


def _part(cell: Element) -> str:
    """Returns a part of an aligned equation; its number, which is all text, stands apart."""
    numbered = [child.tag for child in cell] == ["mtext"] and "width" in (cell.get("style") or "")
    return ("gap(#2em) " if numbered else "") + row(list(cell))


_BY_TAG: dict[str, Callable[[Element], str]] = {
    "mfrac": _mfrac,
    "mi": mi,
    "mmultiscripts": _mmultiscripts,
    "mn": mn,
    "mo": mo,
    "mover": _limit("t"),
    "mpadded": _mpadded,
    "mphantom": lambda element: f"unseen({row(list(element))})",
    "mroot": lambda element: f"root({_argument(element[1])}, {_argument(element[0])})",
    "mspace": mspace,
    "msqrt": lambda element: f"sqrt({row(list(element)) or chr(34) * 2})",
    "msub": _script("b"),
    "msubsup": _script("bt"),
    "msup": _script("t"),
    "mtable": _mtable,
    "mtext": mtext,
    "munder": _limit("b"),
    "munderover": _limit("bt"),
}
