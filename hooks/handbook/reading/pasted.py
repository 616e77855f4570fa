"""Finds what YAML did to a text that was pasted into it, and what was left from a form: both are never meant."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

from pydantic import StringConstraints

from handbook.records.problems import Problem, shown
from handbook.records.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.reading.yaml.source import Node, Source
    from handbook.records.problems import Key

COMMENT = re.compile(r"[ \t]+#[^\n]*")
SHAPE = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]|```|~~~|\||\$\$|>|#{1,6}[ \t]|!!!|\?\?\?|===[ \t]|:[ \t]|\[\^|\\\[")
"""What is something else when it stands in the middle of a line."""
OWN_LINE = re.compile(r"```|~~~|\||\$\$|#{1,6}[ \t]|\[\^")
"""What needs a line for itself."""
CODE = re.compile(r"^ *(?P<fence>`{3,}|~{3,}).*?(?:^ *(?P=fence)|\Z)|(?P<ticks>`+).+?(?P=ticks)", re.DOTALL | re.MULTILINE)
LEFT = re.compile(
    r"^[ \t>]*(?:[-*][ \t]+)?(?P<left>(?:…|\.\.\.)(?=[ \t]*$)|\[?(?:TODO|TBD|FIXME)\b(?=\]?[ \t]*(?:[:.!-]|$))|lorem ipsum\b)"
    r"|\b(?P<later>(?:TODO|FIXME):|lorem ipsum dolor)",
    re.IGNORECASE | re.MULTILINE,
)
HINTS = ("…", "...", "todo", "tbd", "fixme", "lorem")
"""What a text has that has any of that; to look for it is fast."""
WRAPPED = 80
"""Characters of a line from which on a program has wrapped it, and no writer."""


def pasted(path: str, source: Source) -> list[Problem]:
    """Returns a problem for each text that a comment cuts, that lost its lines, or that nobody has written yet."""
    return [
        Problem(path, line + 1, column + 1, found, remedy)
        for loc, node in _texts(source.root, (), "")
        for line, column, found, remedy in _about(source, loc, node)
    ]


@cache
def text_keys() -> frozenset[str]:
    """Returns the keys whose values are texts for readers, in any record."""
    records = Record.__subclasses__()
    for record in records:
        records += record.__subclasses__()
    texts = {name for record in records for name, field in record.model_fields.items() if _is_text(field)}
    return frozenset(texts - {"level"})


def _is_text(field: Any) -> bool:
    constraints = [*field.metadata, *_constraints(field.annotation)]
    patterns = [each.pattern for each in constraints if isinstance(each, StringConstraints)]
    return any(pattern in (r"\S", r"^\s*\S[^\n]*\s*$") for pattern in patterns)


def _constraints(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for part in get_args(annotation):
        yield from _constraints(part)


def _texts(node: Node, loc: tuple[Key, ...], name: str) -> Iterator[tuple[tuple[Key, ...], Node]]:
    """Yields the texts for readers below a place, which stands under a key of this name."""
    if isinstance(node.content, dict):
        for key, below in node.content.items():
            yield from _texts(below, (*loc, key), key if isinstance(key, str) else name)
    elif isinstance(node.content, list):
        for at, below in enumerate(node.content):
            yield from _texts(below, (*loc, at), name)
    elif name in text_keys():
        yield loc, node


def _about(source: Source, loc: tuple[Key, ...], node: Node) -> Iterator[tuple[int, int, str, str]]:
    text = str(node.content)
    if not node.style and (cut := COMMENT.match(source.text, node.end)):
        at = cut.end() - len(cut[0].lstrip())
        found = f"a comment that cuts the text, {shown(cut[0].strip())}"
        remedy = "put quotation marks around the whole text, or the comment on a line of its own"
        yield *source.at(at), found, remedy
    is_folded = node.style != "|" and not (node.style == '"' and "\\n" in source.text[node.start : node.end])
    if is_folded and _is_flattened([*_lines(source, node)], node.style):
        remedy = "write `|` there, and the text on the next lines"
        found = (
            "a text that loses its lines"
            if node.style != ">"
            else "a `>`, which runs lists, code, tables and formulas into one line"
        )
        yield node.line, node.column, found, remedy.replace("`|` there", "`|`") if node.style == ">" else remedy
    lower = text.lower()
    prose = CODE.sub(lambda code: re.sub(r"\S", " ", code[0]), text) if any(hint in lower for hint in HINTS) else ""
    if left := LEFT.search(prose):
        group = "left" if left["left"] else "later"
        place = source.place_within(loc, left.start(group))
        yield *place, f"{shown(left[group])}, which holds the place of a text", "write the text, or delete the key"


def _lines(source: Source, node: Node) -> Iterator[str]:
    """Yields the lines that YAML puts together, parted by empty ones where it does not, or where a program wrapped them."""
    rows = source.text[node.start : node.end].split("\n")
    if node.style != ">":
        for row in rows:
            yield from (row.strip(), *[""] * (len(row) >= WRAPPED))
        return
    indents = [len(row) - len(row.lstrip(" ")) for row in rows[1:] if row.strip()]
    for row in rows[1:]:
        yield row.strip() if row.strip() and len(row) - len(row.lstrip(" ")) == min(indents) else ""


def _is_flattened(rows: list[str], style: str) -> bool:
    """Tells whether lines that are put together were meant to stand apart; outside of `>` a lone dash may be a wrapped one."""
    apart = [below for above, below in pairwise(rows) if above and below and (SHAPE.match(below) or OWN_LINE.match(above))]
    return len(apart) > (style != ">")
