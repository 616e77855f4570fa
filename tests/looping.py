"""Loops that must not be empty: a test that looks at each of what it found has to find something."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")


def some(found: Iterable[T]) -> list[T]:
    """Returns what was found, which is not nothing."""
    listed = [*found]
    assert listed, "nothing was found to look at"
    return listed
