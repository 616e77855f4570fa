"""Puts the text of a well-formed YAML file in order and keeps its comments: keys, tags, spaces at the ends of lines."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from handbook.reading.yaml.source import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handbook.reading.yaml.source import Node

# What stays first in a file: the editor's schema line, remarks that an empty line sets apart, the document's mark.
HEAD = re.compile(r"(?:# yaml-language-server:.*\n|(?:#.*\n)+(?=[ \t]*\n)|[ \t]*\n|---[ \t]*\n)*")
COMMENTS_ABOVE = re.compile(r"(?:^#.*\n)*\Z", re.MULTILINE)
SPACES = re.compile(r"[ \t]+$")
BREAK = re.compile(r"\S {2,}$")
"""The end of a line that Markdown breaks there."""


class Edit(NamedTuple):
    """A stretch of a text, and what to write in its place."""

    start: int
    end: int
    text: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Returns a text with stretches of it written anew."""
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def without_stray_spaces(text: str) -> str:
    """Returns a file without white space at the ends of its lines, but for Markdown's breaks of lines."""
    prose = {at for node in _scalars(read(text.encode()).root) if node.style in ("|", ">") for at in _lines_of(node, text)}
    lines = text.split("\n")
    return "\n".join(line if at in prose and BREAK.search(line) else SPACES.sub("", line) for at, line in enumerate(lines))


def _scalars(node: Node) -> Iterator[Node]:
    below = node.content
    if isinstance(below, str):
        yield node
    else:
        for child in below.values() if isinstance(below, dict) else below:
            yield from _scalars(child)


def _lines_of(node: Node, text: str) -> range:
    """Returns the numbers of the lines below a block's mark that belong to the block."""
    return range(node.line + 1, node.line + 1 + text.count("\n", node.start, node.end))


def with_sorted_tags(text: str) -> str:
    """Returns a question's file with its tags in alphabetical order."""
    tags = read(text.encode()).root.find(("tags",)).content
    if not isinstance(tags, list) or not tags or "#" in text[tags[0].start : tags[-1].end]:
        return text  # a comment would no longer stand beside its tag
    ordered = sorted(tags, key=lambda tag: str(tag.content))
    return edited(text, [Edit(old.start, old.end, text[new.start : new.end]) for old, new in zip(tags, ordered, strict=True)])


def with_keys_in_order(text: str, order: Sequence[str]) -> str:
    """Returns a file with its keys in an order, each with its value and the comments right above it."""
    keys = read(text.encode()).root.keys
    in_order = [key for key in order if key in keys]
    if in_order == [*keys] or len(in_order) < len(keys) or any(key.column for key in keys.values()):
        return text
    text = text if text.endswith("\n") else f"{text}\n"
    starts = [_start(text, key) for key in keys.values()]
    blocks = dict(zip(keys, (text[start:end] for start, end in pairwise([*starts, len(text)])), strict=True))
    return text[: starts[0]] + "".join(blocks[key] for key in in_order)


def with_key(text: str, key: str, value: str, order: Sequence[str]) -> str:
    """Returns a file with a key that has this value on its line, in the place of the value before or where the order puts it."""
    node = read(text.encode()).root.content
    if isinstance(node, dict) and key in node:
        old = node[key]
        return edited(text, [Edit(old.start, old.start + len(text[old.start : old.end].rstrip()), value)])
    return with_keys_in_order(f"{text.rstrip(chr(10))}\n{key}: {value}\n", order)


def _start(text: str, key: Node) -> int:
    """Returns where a key's comments begin, or the key where it has none."""
    head, comments = HEAD.match(text), COMMENTS_ABOVE.search(text, 0, key.start)
    return max(head.end() if head else 0, comments.start() if comments else key.start)
