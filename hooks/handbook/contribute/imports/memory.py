"""Remembers where each question of a list came from and what it was then, so that the list can be imported again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.records.model import Question

FIELDS = ("question", "level", "tags", "short", "answer")
WRITTEN = re.compile(r"(?P<name>.*)#(?P<place>\S*) \((?P<digests>[0-9a-f]{4}(?:-[0-9a-f]{4}){4})\)")
MAX_NAME, MAX_PLACE = 100, 120


@dataclass(frozen=True, slots=True)
class Origin:
    """The list that a question came from, its place there, and a digest of each field as the list had it."""

    name: str
    place: str
    digests: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.name}#{self.place} ({'-'.join(self.digests[name] for name in FIELDS)})"


def origin(name: str, place: str, fields: Mapping[str, object]) -> Origin:
    """Returns what to remember of a question with these fields."""
    bare = " ".join(name.split())[-MAX_NAME:]
    return Origin(bare, place[:MAX_PLACE], {key: digest(fields[key]) for key in FIELDS})


def origin_of(question: Question) -> Origin | None:
    """Returns what a question's file remembers, if anything."""
    match = WRITTEN.fullmatch(question.source or "")
    if not match:
        return None
    return Origin(match["name"], match["place"], dict(zip(FIELDS, match["digests"].split("-"), strict=True)))


def digest(value: object) -> str:
    """Returns a short digest of a field, whatever white space it ends with."""
    text = value.strip() if isinstance(value, str) else "\n".join(value) if isinstance(value, tuple) else str(value)
    return blake2b(text.encode(), digest_size=2).hexdigest()


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the fields of a question are to be when its list comes again."""

    take: dict[str, object]
    """Those that the list changed and nobody else."""
    keep: tuple[str, ...]
    """Those that were changed in the list and here too."""
    origin: Origin


def meet(here: Question, before: Origin, now: Origin, fields: Mapping[str, object]) -> Meeting:
    """Compares a question with what its list said before and says now, field by field."""
    changed = [key for key in FIELDS if now.digests[key] not in (before.digests[key], digest(getattr(here, key)))]
    take = {key: fields[key] for key in changed if digest(getattr(here, key)) == before.digests[key]}
    keep = tuple(key for key in changed if key not in take)
    remembered = {key: before.digests[key] if key in keep else now.digests[key] for key in FIELDS}
    return Meeting(take, keep, Origin(now.name, now.place, remembered))
