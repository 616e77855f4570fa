"""Tells the objects of a PDF apart."""

from __future__ import annotations

from typing import Any

Key = tuple[int, int]
"""Which object it is: its number, and how often that was given away before."""


def key(found: Any) -> Key:
    """Returns the key of an object or of a page."""
    number, generation = found.objgen
    return int(number), int(generation)
