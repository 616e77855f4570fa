"""Says a formula in words, for those who hear a guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def spoken(element: Element) -> str:
    """Returns a formula in words."""
    return " ".join((element.findtext(".//annotation") or "").split())
