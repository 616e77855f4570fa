"""The shape of a formula in a line: where it may be broken, and whether it is higher than the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.guide.source.mathematics import FENCES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SIGNS = frozenset("=+-−±∓×·⋅<>≤≥≠≈∼≃≅≡∝∈∉⊂⊆→←↦⇒⇔∧∨∪∩,")
"""Operators after which a line may end."""


def groups(element: Element) -> list[list[Element]]:
    """Returns the parts of a formula between which a line may end: each after a sign such as `=` or `+`."""
    inside = element.find("semantics/*")
    children = [*element] if inside is None else [*inside] if inside.tag in ("mrow", "mstyle") else [inside]
    found: list[list[Element]] = [[]]
    for child in children:
        found[-1].append(child)
        if child.tag == "mo" and (child.text or "") not in FENCES and (child.text or "") in SIGNS:
            found.append([])
    return [group for group in found if group]


def tall(element: Element) -> bool:
    """Tells whether a formula may be higher than a line of text leaves room for: tables, fractions of fractions."""
    return next(element.iter("mtable"), None) is not None or any(len([*each.iter("mfrac")]) > 1 for each in element.iter("mfrac"))
