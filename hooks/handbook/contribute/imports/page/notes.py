"""What an import could not carry over as it stood, with its line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from handbook.records.characters import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """One thing that was changed or left out on the way."""

    line: int
    """Counted from 1."""
    last: int
    """The last line that it is about."""
    found: str
    done: str

    def __str__(self) -> str:
        span = f" (to line {self.last})" if self.last > self.line else ""
        return FORBIDDEN.sub("", f"{self.line}: note: {self.found}{span}; {self.done}".replace("\n", " "))


@dataclass
class Notes:
    """Collects notes while a file is taken apart."""

    collected: set[Note] = field(default_factory=set)
    dropped: list[tuple[int, int]] = field(default_factory=list)

    def add(self, line: int, found: str, done: str) -> None:
        """Notes something that was changed."""
        self.collected.add(Note(line, line, found, done))

    def drop(self, line: int, last: int, found: str) -> None:
        """Notes lines that go nowhere; what else was noted about them no longer matters."""
        self.dropped.append((line, last))
        self.collected.add(Note(line, last, found, "left out"))

    def take(self, others: Notes, below: int) -> None:
        """Takes over the notes on a part that begins so many lines below the first."""
        self.dropped += [(first + below, last + below) for first, last in others.dropped]
        self.collected |= {replace(note, line=note.line + below, last=note.last + below) for note in others.collected}

    def __iter__(self) -> Iterator[Note]:
        """Yields the notes by line, but for those inside what was left out as a whole."""
        for note in sorted(self.collected):
            if not any(
                first <= note.line and note.last <= last and (first, last) != (note.line, note.last)
                for first, last in self.dropped
            ):
                yield note
