"""Makes topics of the headings that questions stand under."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handbook.contribute.ids import slug
from handbook.contribute.imports.finding.asking import unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_ID = 80
RESERVED = "index"


class Placed(NamedTuple):
    """Where a question goes: the topic's id and title, and the headings that are left for its tags."""

    topic: str
    title: str
    tags: tuple[str, ...]


def placed(sections: Sequence[tuple[str, ...]], topic: str, title: str) -> list[Placed]:
    """Returns a topic for each question: the outermost heading above it that does not stand above all; else the given one."""
    depth = _depth(sections)
    return [_placed(above, depth, Placed(topic, title, above)) for above in sections]


def _depth(sections: Sequence[tuple[str, ...]]) -> int:
    """Returns how many headings stand above every question."""
    depth = 0
    while len({above[: depth + 1] for above in sections}) == 1 and all(len(above) > depth + 1 for above in sections):
        depth += 1
    return depth


def _placed(above: tuple[str, ...], depth: int, unless: Placed) -> Placed:
    name = unmarked(above[depth]) if len(above) > depth else ""
    id_ = slug(name, MAX_ID)
    if not id_ or id_ == RESERVED:
        return unless
    return Placed(id_, name, (*above[:depth], *above[depth + 1 :]))
