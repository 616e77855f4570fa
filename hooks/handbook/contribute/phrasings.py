"""Adds a phrasing to a question's file and leaves every other character of it as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.contribute import scalars
from handbook.reading.yaml.source import MAX_BYTES, read
from handbook.storage.files import written
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.reading.yaml.source import Node, Source


class UneditableError(Exception):
    """A file in which no place for a phrasing can be found."""


def add_phrasing(file: Path, phrasing: str) -> bool:
    """Adds another way of asking to `asked_as`; tells whether it was new. Raises SourceError, OSError or UneditableError."""
    data = read_plain(file, MAX_BYTES, file.parents[1])
    text = with_phrasing(read(data), phrasing)
    if text is None:
        return False
    with written(file) as out:
        out.write(text.replace("\n", "\r\n") if b"\r\n" in data else text)
    return True


def with_phrasing(source: Source, phrasing: str) -> str | None:
    """Returns the text of a file with one more phrasing, or None if the file has it already."""
    content = source.root.plain()
    if not isinstance(content, dict) or not isinstance(content.get("question"), str):
        raise UneditableError
    asked = content.get("asked_as", [])
    if not isinstance(asked, list):
        raise UneditableError
    if phrasing in (content["question"], *asked):
        return None
    text = _edited(source, phrasing)
    if read(text.encode()).root.plain() != {**content, "asked_as": [*asked, phrasing]}:
        raise UneditableError
    return text


def _edited(source: Source, phrasing: str) -> str:
    nodes = source.root.content
    if not isinstance(nodes, dict):
        raise UneditableError
    if "asked_as" not in nodes:
        return _after(source.text, nodes["question"], f"asked_as:\n  - {scalars.line(phrasing)}")
    asked = nodes["asked_as"]
    if source.text[asked.start] == "[":
        return _into_brackets(source.text, asked, phrasing)
    items = asked.content
    if not isinstance(items, list):
        raise UneditableError
    indent = source.text[: items[0].start].rpartition("\n")[2]
    return _after(source.text, items[-1], f"{indent}{scalars.line(phrasing)}")


def _after(text: str, node: Node, row: str) -> str:
    """Returns a text with a row after the line on which a node ends, where a comment may follow it."""
    end = node.start + len(text[node.start : node.end].rstrip())
    end = text.find("\n", end) if "\n" in text[end:] else len(text)
    return f"{text[:end]}\n{row}" + (text[end:] or "\n")


def _into_brackets(text: str, node: Node, phrasing: str) -> str:
    """Returns a text with an item more in a list that is written in brackets."""
    end = node.end - 1
    inside = text[node.start + 1 : end].rstrip()
    comma = "" if not inside or re.search(r",$", inside) else ","
    cut = node.start + 1 + len(inside)
    item = scalars.flow([phrasing])[1:-1]
    return f"{text[:cut]}{comma}{' ' if inside else ''}{item}{text[cut:]}"
