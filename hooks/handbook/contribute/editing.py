"""Writes new values of fields into a question's file and leaves the rest of it as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.contribute import scalars
from handbook.reading.yaml.source import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.reading.yaml.source import Node

TEXTS = ("short", "answer")


def with_fields(text: str, values: Mapping[str, object], without: tuple[str, ...] = ()) -> str:
    """Returns a file's text with fields set, new ones at its end, and others taken out."""
    for key, value in values.items():
        nodes = _nodes(text)
        written = field_text(key, value)
        if key not in nodes:
            text = f"{text.rstrip()}\n{written}\n"
            continue
        start, end = _span(text, nodes, key)
        text = f"{text[:start]}{written}\n{text[end:]}"
    for key in without:
        nodes = _nodes(text)
        if key in nodes:
            start, end = _span(text, nodes, key)
            text = text[:start] + text[end:]
    return text


def field_text(key: str, value: object) -> str:
    """Returns a field as YAML."""
    if key in TEXTS:
        return f"{key}: {scalars.literal(str(value))}"
    if isinstance(value, tuple):
        return f"{key}: {scalars.flow(value)}"
    return f"{key}: {scalars.line(str(value))}"


def _nodes(text: str) -> Mapping[str, Node]:
    content = read(text.encode()).root
    return content.keys if isinstance(content.content, dict) else {}


def _span(text: str, keys: Mapping[str, Node], key: str) -> tuple[int, int]:
    """Returns where a field starts and ends, comments and empty lines behind it left out."""
    start = keys[key].start
    end = min((node.start for node in keys.values() if node.start > start), default=len(text))
    behind = re.search(r"(?:^(?:#.*)?\n)*\Z", text[start:end], re.MULTILINE)
    return start, start + behind.start() if behind else end
