"""Sets a long guide in several runs, each with the page numbers of the others."""

from __future__ import annotations

import io
import operator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pikepdf

from handbook.guide.press.joining import cut, footnotes, joined, places, references
from handbook.guide.press.numbers import exchange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.guide.press.press import Press
    from handbook.guide.source.parts import Part

ROUNDS = 6
"""After so many, a page number may stand in a gap that is left for a longer or a shorter one."""
CHARACTERS = 2_700
"""Of source a page, more or less, while nothing tells better."""


@dataclass(slots=True)
class Run:
    """A part as it was set."""

    part: Part
    start: int
    """The number of its first page."""
    notes: int
    """Footnotes before it."""
    numbers: dict[str, int]
    """The page of each heading of the guide, as far as it was known."""
    document: pikepdf.Pdf
    refers: set[str] = field(init=False)
    """The headings of the others that it names."""
    places: dict[str, int] = field(init=False)
    """The pages of its own headings."""
    end: tuple[int, int] = field(init=False)
    """The number of the first page after it, and the footnotes before that."""

    def __post_init__(self) -> None:
        """Reads from the document what the other runs need, and leaves out of it what was set for nothing else."""
        self.refers = references(self.document) - {*self.part.labels}
        at = places(self.document)
        if self.start == 1:  # cover and contents, and the headings of the others on pages at the end
            self.places, blank = {}, 0
            cut(self.document, min(at.values()))
        else:
            blank = 1 + self.start % 2
            self.places = {name: page - blank + self.start for name, page in at.items()}
            del self.document.pages[:blank]
        self.end = (
            self.start + len(self.document.pages),
            self.notes + (footnotes(self.document) if "p-note(" in self.part.code else 0),
        )

    def stands(self, start: int, notes: int, numbers: dict[str, int]) -> bool:
        """Tells whether it would be set in the same way again, but for the digits of page numbers."""
        same = operator.eq if self.part.last else _equally_long
        return (start, notes) == (self.start, self.notes) and all(same(self.numbers[name], numbers[name]) for name in self.refers)


class Runs:
    """A guide on its way through the press."""

    def __init__(self, press: Press, parts: Sequence[Part]) -> None:
        self.press = press
        self.parts = parts
        self.labels = [label for part in parts for label in part.labels]
        self.set: dict[int, Run] = {}

    def joined(self) -> pikepdf.Pdf:
        """Returns the guide."""
        for _ in range(ROUNDS):
            before = dict(self.set)
            start, notes = 1, 0
            for at in range(len(self.parts)):
                start, notes = self._settled(at, start, notes).end
            if self.set == before:
                break
        numbers = self._numbers()
        for at in range(len(self.parts)):
            self._exchange(at, numbers)
        return joined([self.set[at].document for at in range(len(self.parts))], numbers)

    def _exchange(self, at: int, numbers: dict[str, int]) -> None:
        """Puts the right page numbers into a run; where it lacks a digit for them, it is set with them."""
        for _ in range(2):
            known = [[pages[label] for label in self.labels] for pages in (self.set[at].numbers, numbers)]
            if exchange(self.set[at].document, *known):
                break
            self.set[at] = self._printed(at, self.set[at].start, self.set[at].notes)

    def _settled(self, at: int, start: int, notes: int) -> Run:
        """Returns a run, set at most twice: the second time Typst still has most of it in mind.

        What needs the numbers of all the others is set once, since they are not settled before the next round.
        """
        known = self.set.get(at)
        for _ in range(1 if self.parts[at].last else 2):
            if at in self.set and self.set[at].stands(start, notes, self._numbers()):
                break
            self.set[at] = self._printed(at, start, notes)
        if self.set[at] is not known and not self.parts[at].last:
            self.press.forget()
        return self.set[at]

    def _printed(self, at: int, start: int, notes: int) -> Run:
        part, numbers = self.parts[at], self._numbers()
        marked = {label: (numbers[label], mark) for mark, label in enumerate(self.labels)}
        known = {"start": start, "notes": notes, "final": part.last, "numbers": marked, "own": dict.fromkeys(part.labels, True)}
        pdf = self.press.compiled(part, known)
        return Run(part, start, notes, numbers, pikepdf.open(io.BytesIO(pdf)))

    def _numbers(self) -> dict[str, int]:
        """Returns the page of each heading: where it is, or where what is set already leads one to expect it."""
        done = [(len(run.part.code), len(run.document.pages)) for run in self.set.values() if not run.part.last]
        a_page = sum(length for length, _ in done) / sum(pages for _, pages in done) if done else CHARACTERS
        numbers: dict[str, int] = {}
        page = 2 + len(self.labels) / 30
        for at, part in enumerate(self.parts):
            if at in self.set:
                numbers |= self.set[at].places
                page = self.set[at].end[0]
            else:
                for line in part.lines:
                    numbers |= {line.label: int(page)} if line.label else {}
                    page += len(line.code) / a_page
        return numbers


def _equally_long(one: int, other: int) -> bool:
    return len(str(one)) == len(str(other))
