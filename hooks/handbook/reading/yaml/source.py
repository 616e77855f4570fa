"""Reads one YAML file strictly: every scalar stays the text that was written, and keeps its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import yaml

from handbook.reading.yaml.places import HEX, Places
from handbook.reading.yaml.syntax import SourceError, end_of, end_of_text, explain, start_of
from handbook.records.characters import FORBIDDEN, HEAP, forbidden
from handbook.records.problems import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.problems import Key

MAX_BYTES = 4_000_000
MAX_DEPTH = 8

ESCAPE = re.compile(rf"\\({HEX}|.)")
NODES = (yaml.ScalarEvent, yaml.CollectionStartEvent, yaml.AliasEvent)
"""What libyaml tells of a value or of its beginning."""
SHORT_ESCAPES = dict(zip("0abefrvNLP", "\0\a\b\x1b\f\r\v\x85\u2028\u2029", strict=True))

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


@dataclass(slots=True)
class Node:
    """A scalar, list or mapping of a YAML file and where it starts (line and column counted from 0)."""

    line: int
    column: int
    start: int
    """Offset of the first character in the file's text."""
    end: int = 0
    style: str = ""
    """How a scalar is written: `|`, `>`, in quotes (the mark), or plain (nothing)."""
    content: str | list[Node] | dict[str, Node] = ""
    keys: dict[str, Node] = field(default_factory=dict)

    def plain(self) -> Plain:
        """Returns the bare strings, lists and mappings."""
        if isinstance(self.content, dict):
            return {key: node.plain() for key, node in self.content.items()}
        if isinstance(self.content, list):
            return [node.plain() for node in self.content]
        return self.content

    def find(self, path: tuple[Key, ...]) -> Node:
        """Returns the node at a path of keys and indices, or the last one on the way that exists."""
        node = self
        for key in path:
            below = node.content
            if isinstance(below, dict) and isinstance(key, str):
                node = below.get(key, node)
            elif isinstance(below, list) and isinstance(key, int) and key < len(below):
                node = below[key]
        return node


@dataclass(frozen=True)
class Source:
    """A YAML file that was read: its text and its nodes."""

    text: str
    root: Node

    @cached_property
    def _places(self) -> Places:
        return Places(self.text)

    def place(self, path: tuple[Key, ...], *, key: bool = False) -> tuple[int, int]:
        """Returns line and column (from 0) of the value, or of the key, at a path."""
        if key:
            parent = self.root.find(path[:-1])
            node = parent.keys.get(str(path[-1]), parent)
        else:
            node = self.root.find(path)
        return node.line, node.column

    def at(self, offset: int) -> tuple[int, int]:
        """Returns line and column (from 0) of the character at an offset of the file."""
        return self._places.at(offset)

    def place_within(self, path: tuple[Key, ...], offset: int) -> tuple[int, int]:
        """Returns line and column (from 0) in the file of the character at an offset of the scalar at a path."""
        return self._places.within(self.root.find(path), offset)


def read(data: bytes) -> Source:
    """Reads a YAML file's bytes; raises SourceError at the first thing that is not plain, safe YAML."""
    if len(data) > MAX_BYTES:
        raise SourceError(0, 0, f"the file has {len(data):,} bytes", f"keep it within {MAX_BYTES:,}")
    text = _decode(data)
    _refuse_forbidden(text)
    return Source(text, _Builder(text).build())


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        line, column = Places(before).at(len(before))
        raise SourceError(line, column, "bytes that are not UTF-8", "save the file as UTF-8") from None


def _refuse_forbidden(text: str) -> None:
    if match := forbidden(text):
        found = f"an invisible or control character, U+{ord(match[0]):04X}"
        raise SourceError(*Places(text).at(match.start()), found, "delete it")
    if match := HEAP.search(text):
        raise SourceError(*Places(text).at(match.start()), f"{len(match[0])} marks on one letter", "delete most of them")


def _refuse_forbidden_escape(text: str, node: Node) -> None:
    """Refuses an escape in double quotes that stands for a forbidden character, as the `\\a` of `\\alpha` does."""
    for escape in ESCAPE.finditer(text, node.start, node.end):
        name = escape[1]
        character = chr(int(name[1:], 16)) if len(name) > 1 else SHORT_ESCAPES.get(name, "")
        if FORBIDDEN.match(character):
            found = f"the escape `{escape[0]}` in double quotes, the invisible or control character U+{ord(character):04X}"
            remedy = "delete it, or use single quotes if the backslash belongs to the text"
            raise SourceError(*Places(text).at(escape.start()), found, remedy)


class _Builder:
    """Builds nodes from libyaml's events, without recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.last: yaml.Event | None = None
        self.end = end_of_text(text)

    def build(self) -> Node:
        try:
            return self._build(yaml.parse(self.text, Loader=yaml.CSafeLoader))
        except yaml.MarkedYAMLError as error:
            told = explain(error, self.text, self.last)
            told.line, told.column = min((told.line, told.column), self.end)
            raise told from None
        except yaml.YAMLError as error:
            raise SourceError(0, 0, f"text that is not YAML ({error})", "fix it") from None

    def _build(self, events: Iterator[yaml.Event]) -> Node:
        stack: list[Node] = []
        key: list[Node | None] = []
        root: Node | None = None
        for event in events:
            self.last = event
            if isinstance(event, NODES):
                node = _node(event, self.text)
                node.line, node.column = min((node.line, node.column), self.end)
                if stack:
                    _attach(stack[-1], key, node)
                else:
                    root = node
                if not isinstance(node.content, str):
                    stack.append(node)
                    key.append(None)
                    if len(stack) > MAX_DEPTH:
                        raise _at(event, f"more than {MAX_DEPTH} levels of nesting", "use less indentation or fewer brackets")
            elif isinstance(event, yaml.CollectionEndEvent):
                stack.pop().end = end_of(event).index
                key.pop()
            elif root and isinstance(event, yaml.DocumentStartEvent):
                raise _at(event, "a second document", "keep one document in a file, without `---` in between")
        return _mapping(root)


def _mapping(root: Node | None) -> Node:
    if root is None or root.content == "":
        raise SourceError(0, 0, "an empty file", "start it with `key: value`, or delete it")
    if not isinstance(root.content, dict):
        found = f"a {'list' if isinstance(root.content, list) else 'text'} where keys and values belong"
        raise SourceError(root.line, root.column, found, "start the file with `key: value`")
    return root


def _node(event: yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent, text: str) -> Node:
    """Makes an empty node of an event and refuses what plain data never needs."""
    if event.anchor is not None or isinstance(event, yaml.AliasEvent) or event.tag is not None:
        raise _beyond_data(event)
    mark = start_of(event)
    node = Node(mark.line, mark.column, mark.index, end_of(event).index)
    if isinstance(event, yaml.ScalarEvent):
        node.content, node.style = event.value, event.style or ""
        if event.style == '"' and forbidden(event.value):
            _refuse_forbidden_escape(text, node)
    else:
        node.content = {} if isinstance(event, yaml.MappingStartEvent) else []
    return node


def _beyond_data(event: yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent) -> SourceError:
    if isinstance(event, yaml.AliasEvent):
        return _at(event, f"the alias `*{event.anchor}`", "write the value out, or quote it if it is text")
    if event.anchor is not None:
        return _at(event, f"the anchor `&{event.anchor}`", "leave it out, or quote the value if it is text")
    tag = str(event.tag).replace("tag:yaml.org,2002:", "!!")
    return _at(event, f"the tag `{tag}`", "leave it out, or quote the value if it is text")


def _attach(parent: Node, key: list[Node | None], node: Node) -> None:
    """Puts a node into its list, or keeps it as the key of the value that follows."""
    if isinstance(parent.content, list):
        parent.content.append(node)
    elif isinstance(parent.content, dict):
        name = key[-1]
        if name is None:
            _take_key(parent, key, node)
        else:
            if node.content == "" and node.line > name.line:  # libyaml has an empty value where the next thing begins
                node.line, node.column = name.line, name.column
            parent.content[str(name.content)] = node
            key[-1] = None


def _take_key(parent: Node, key: list[Node | None], node: Node) -> None:
    if not isinstance(node.content, str):
        raise SourceError(node.line, node.column, "a list or mapping as a key", "use a word, or quote the value")
    if node.content == "<<":
        raise SourceError(node.line, node.column, "the merge key `<<`", "write out the keys that it stands for")
    if node.content in parent.keys:
        first = parent.keys[node.content].line + 1
        remedy = f"keep one (the first is on line {first})"
        raise SourceError(node.line, node.column, f"the key {shown(node.content)} a second time", remedy)
    parent.keys[node.content] = node
    key[-1] = node


def _at(event: yaml.Event, found: str, remedy: str) -> SourceError:
    return SourceError(start_of(event).line, start_of(event).column, found, remedy)
