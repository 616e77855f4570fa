"""Writes values as Typst code, in which text means nothing but itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SPECIAL = re.compile(r'[\\"]')


def string(text: str) -> str:
    """Returns a string literal."""
    return '"' + SPECIAL.sub(r"\\\g<0>", text).replace("\n", r"\n") + '"'


def array(items: Iterable[str]) -> str:
    """Returns an array of what is code already; the comma at its end makes one item an array too."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


def dictionary(items: Mapping[str, str]) -> str:
    """Returns a dictionary whose values are code already."""
    return "(" + ", ".join(f"{string(key)}: {value}" for key, value in items.items()) + ")" if items else "(:)"


def content(pieces: Iterable[str]) -> str:
    """Returns a block that joins pieces of code to one content."""
    return "{" + "; ".join(pieces) + "}"


def call(name: str, *arguments: str, **named: str) -> str:
    """Returns the call of a function."""
    return f"{name}({', '.join([*arguments, *(f'{key}: {value}' for key, value in named.items())])})"
