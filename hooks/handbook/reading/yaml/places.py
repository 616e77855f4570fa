"""Tells where in a file something stands: each look is quick, however long the file and however many there are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.reading.yaml.source import Node

HEX = r"x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}"
# What a plain or quoted text is made of: each part is one character of the value, but for breaks of lines.
FOLD = r"[ \t]*\n[ \t\n]*"
FLOW_PARTS = {
    "": re.compile(rf"{FOLD}|."),
    "'": re.compile(rf"{FOLD}|''|."),
    '"': re.compile(rf"\\\n[ \t]*|{FOLD}|\\(?:{HEX}|.)|."),
}
WORD = re.compile(r"\S+")


class Places:
    """The lines of a text, and the characters of its scalars."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._scalars: dict[int, _Block | _Flow] = {}

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Returns line and column, from 0, of the character at an offset of the text."""
        line = bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line]

    def within(self, node: Node, offset: int) -> tuple[int, int]:
        """Returns line and column, from 0, of the character at an offset of a scalar's value."""
        if node.start not in self._scalars:
            raw = self.text[node.start : node.end]
            value = node.content if isinstance(node.content, str) else ""
            self._scalars[node.start] = _Block(raw, value) if node.style in ("|", ">") else _Flow(raw, node.style)
        at = self._scalars[node.start].raw(offset)
        return (node.line, node.column) if at is None else self.at(node.start + at)


class _Block:
    """A block's value and its raw text, which has the same words after its first line."""

    def __init__(self, raw: str, value: str) -> None:
        self.value = value
        self.words = [match.start() for match in WORD.finditer(value)]
        self.raw_words = [match.start() for match in WORD.finditer(raw, raw.find("\n"))]

    def raw(self, offset: int) -> int | None:
        """Maps an offset of the value to one of the raw text."""
        nth = bisect_left(self.words, offset)
        inside = 0
        if nth and not self.value[offset - 1 : offset].isspace():
            nth -= 1
            inside = offset - self.words[nth]
        return self.raw_words[nth] + inside if nth < len(self.raw_words) else None


class _Flow:
    """A plain or quoted value, part by part."""

    def __init__(self, raw: str, style: str) -> None:
        self.lengths: list[int] = []
        """How long the value is before each part."""
        self.starts: list[int] = []
        length = 0
        for part in FLOW_PARTS[style].finditer(raw, len(style)):
            self.lengths.append(length)
            self.starts.append(part.start())
            length += 0 if part[0].startswith("\\\n") else max(1, part[0].count("\n") - 1)

    def raw(self, offset: int) -> int | None:
        """Maps an offset of the value to one of the raw text."""
        nth = bisect_left(self.lengths, offset)
        return self.starts[nth] if nth < len(self.starts) else None
