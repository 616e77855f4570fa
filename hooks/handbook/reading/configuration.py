"""`mkdocs.yml` as YAML: read within limits, since few lines of it may say endlessly much, and no value is taken for granted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
import yaml_env_tag

from handbook.reading.validation import problem_at, unreadable
from handbook.records.problems import ProblemsError
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.records.problems import Key, Problem

FILE = "mkdocs.yml"
MAX_BYTES = 1_000_000
MAX_VALUES = 100_000
"""Values that a setting may have, each counted as often as aliases repeat it."""
MAX_DEPTH = 50


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' tag `!ENV [NAME, …, default]`, and takes any other tag for nothing."""


yaml_env_tag.add_env_tag(_Loader)
_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def read_configuration(root: Path) -> str:
    """Returns the text of a handbook's `mkdocs.yml`, empty if there is none; raises ProblemsError for no good YAML."""
    try:
        data = read_plain(root / FILE, MAX_BYTES)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ProblemsError([unreadable(FILE, error)]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProblemsError([problem_at(FILE, (0, 0), "text that is not UTF-8", "save it as UTF-8")]) from None
    for problem in _problems(text):
        raise ProblemsError([problem])
    return text


def values(text: str) -> dict[str, Any]:
    """Returns the settings as they are written; nothing for a text that has none."""
    try:
        found = yaml.load(text, _Loader)  # noqa: S506  a safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _problems(text: str) -> Iterator[Problem]:
    """Yields what makes a text no settings, the first that is found."""
    try:
        for name, value in below(yaml.compose(text, _Loader)):
            place = name.start_mark.line, name.start_mark.column
            if found := _too_much(value):
                yield problem_at(FILE, place, f"`{name.value}`, which {found}", "write it out, and shorter")
        yaml.load(text, _Loader)  # noqa: S506  a safe loader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line, mark.column) if mark else (0, 0)
        yield problem_at(FILE, place, f"text that is not YAML ({error.problem})", "write it right")
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = before.count("\n"), len(before) - before.rfind("\n") - 1
        yield problem_at(FILE, place, f"a character that YAML does not allow (U+{error.character:04X})", "delete it")
    except RecursionError:
        yield problem_at(FILE, (0, 0), f"settings nested more than {MAX_DEPTH} deep", "write them flatter")
    except ValueError as error:
        yield problem_at(FILE, (0, 0), f"a value that cannot be read ({error})", "put it in quotes")


def _too_much(node: yaml.Node, counted: dict[yaml.Node, int] | None = None, depth: int = 0) -> str:
    """Tells what of a value's size is beyond all need, if anything."""
    counted = {} if counted is None else counted
    if depth > MAX_DEPTH:
        return f"is nested more than {MAX_DEPTH} deep"
    counted[node] = MAX_VALUES  # in itself it is endless
    parts = [part for pair in node.value for part in pair] if isinstance(node, yaml.MappingNode) else node.value
    for part in parts if isinstance(node, yaml.CollectionNode) else ():
        if part not in counted and (found := _too_much(part, counted, depth + 1)):
            return found
    counted[node] = 1 + sum(counted[part] for part in parts) if isinstance(node, yaml.CollectionNode) else 1
    return f"says more than {MAX_VALUES:,} things, as its aliases repeat each other" if counted[node] > MAX_VALUES else ""


def place_of(text: str, path: tuple[Key, ...]) -> tuple[int, int]:
    """Returns line and column, from 0, of the last key of a path that a file has."""
    node, line, column = yaml.compose(text, _Loader), 0, 0
    for key in path:
        for name, value in below(node):
            if name.value == str(key):
                node, line, column = value, name.start_mark.line, name.start_mark.column
                break
    return line, column


def below(node: yaml.Node | None) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """Yields the keys and values of a mapping, or of the mappings in a list."""
    if isinstance(node, yaml.MappingNode):
        yield from node.value
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if isinstance(item, yaml.MappingNode):
                yield from item.value
