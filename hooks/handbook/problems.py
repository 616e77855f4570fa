"""What is wrong with a handbook's data, in the words and the place that a contributor needs."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: error: {self.found}; {self.remedy}"


class ProblemsError(Exception):
    """Carries all problems of a handbook to whoever has to stop because of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


def nearest(name: str, known: Iterable[str], otherwise: str) -> str:
    """Suggests the known name that is most like the given one, and says something else when none is alike."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else otherwise
