"""What is wrong with a handbook's data, in the words and the place that a contributor needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, TypeAlias

from handbook.records.characters import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Severity: TypeAlias = Literal["error", "warning"]

Key: TypeAlias = "str | int"
"""A step of the way to a value: the name in a mapping, or the place in a list."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: where it stands, what was found there and what to do about it."""

    path: str
    """The file, as seen from the handbook's root, with forward slashes."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1, in characters."""
    found: str
    remedy: str
    severity: Severity = "error"
    """A warning is advice: the site builds all the same."""

    def __str__(self) -> str:
        line = f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.found}; {self.remedy}"
        return visible(line.replace("\n", "\\n"))


class ProblemsError(Exception):
    """Carries all problems of a handbook to whoever has to stop because of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Suggests the known name that is most like the given one, and says something else when none is alike."""
    names = {other.lower(): other for other in known}
    close = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    return f"did you mean `{names[close[0]]}`?" if close else otherwise


def well_formed(name: str) -> str:
    """Tells how an id is written, by the example of one that is not."""
    example = re.sub(r"[^a-z0-9]+", "-", name.lower().removeprefix("q:")).strip("-")
    return f"use lower-case letters, digits and single hyphens: {example or 'like-this'}"


def one_slip(one: str, other: str) -> bool:
    """Tells whether two words of five letters or more differ by one letter changed, left out or swapped."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    changed = short[at + 1 :] == long[at + 1 :]
    swapped = short[at + 2 :] == long[at + 2 :] and short[at : at + 2] == long[at : at + 2][::-1]
    return changed or swapped


def either(names: Sequence[str]) -> str:
    """Returns names as a choice: `junior, mid or senior`."""
    return f"{', '.join(names[:-1])} or {names[-1]}" if len(names) > 1 else "".join(names)


def shown(text: str) -> str:
    """Returns a piece of the data as a message shows it: as code, and not longer than helps."""
    return f"`{text if len(text) <= 60 else text[:57] + '…'}`"
