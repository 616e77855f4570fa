"""What the generator could not make of a question, though `check` accepted it: a mistake of the generator, told in one line."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handbook.records.model import Question

T = TypeVar("T")
FATAL = (OSError, MemoryError)
"""What no question is to blame for."""


@dataclass(slots=True)
class Failures:
    """Collects what could not be made, so that everything else is."""

    collected: list[str] = field(default_factory=list)

    def each(self, output: str, questions: Iterable[Question], make: Callable[[Question], T | None]) -> Iterator[T]:
        """Yields what an output makes of each question; a question of which it can make nothing is collected."""
        for question in questions:
            done = self.one(output, question, make)
            if done is not None:
                yield done

    def one(self, output: str, question: Question, make: Callable[[Question], T | None]) -> T | None:
        """Returns what an output makes of a question, or nothing."""
        try:
            return make(question)
        except FATAL:
            raise
        except Exception as error:
            self.add(output, error, question)
            return None

    def add(self, output: str, error: Exception, question: Question | None = None) -> None:
        """Collects an output that could not be made, of a question or at all."""
        said = f"{type(error).__name__}: {' '.join(str(error).split())[:200]}".rstrip(": ")
        lost = f"data/{question.topic}/{question.id}.yml: left out of {output}" if question else f"{output} cannot be made"
        self.collected.append(f"{lost} ({said}): a mistake of the generator; report it")

    def apart(self, make: Callable[[], T]) -> tuple[T, list[str]]:
        """Returns what is made, and what was collected meanwhile, which no other output is to tell."""
        before = self.taken()
        try:
            return make(), self.taken()
        finally:
            self.collected[:0] = before

    def taken(self) -> list[str]:
        """Returns what was collected, and forgets it."""
        found, self.collected = [*dict.fromkeys(self.collected)], []
        return found
