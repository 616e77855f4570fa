"""Divides the source of a guide: a long one is set in several runs, since the memory that Typst takes grows with the pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.guide.source.code import array, call, string

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from handbook.records.model import Question

END = ("the-glossary", "the-sources", "the-index")
"""The chapters that are set when every page number is known."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a guide's source."""

    code: str
    question: Question | None = None
    level: int = 0
    """Of its heading; one of the first level begins a new page."""
    label: str = ""
    """The heading's name."""
    title: str = "none"
    """The heading's text, as code."""
    listed: bool = True
    """Whether the contents list it."""

    @property
    def heading(self) -> list[str]:
        """What the contents need of its heading."""
        return [str(self.level), string(self.label), self.title, "true" if self.listed else "false"]


@dataclass(frozen=True, slots=True)
class Source:
    """A guide as Typst source."""

    files: dict[str, str]
    """What every part of it reads: text by file name."""
    figures: dict[str, Path]
    """The drawings by the names that the source has for them."""
    parts: tuple[Part, ...]
    """The main file of each run; of most guides there is one."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is set in one run."""

    lines: tuple[Line, ...]
    last: bool = False
    """Whether it needs the page numbers of all the others."""

    @property
    def code(self) -> str:
        """The main file."""
        return "\n".join(line.code for line in self.lines) + "\n"

    @property
    def questions(self) -> dict[int, Question]:
        """The question on each line."""
        return {at: line.question for at, line in enumerate(self.lines, 1) if line.question}

    @property
    def labels(self) -> list[str]:
        """The names of its headings."""
        return [line.label for line in self.lines if line.label]


def divided(lines: Sequence[Line], front: int, at_once: int) -> tuple[Part, ...]:
    """Returns a guide in parts: all in one, or cover and contents, then chapters with so many questions, and the end.

    The first `front` lines are cover and contents; the first two of them are for every part. No chapter is divided,
    and cards are not either.
    """
    if sum(line.question is not None for line in lines) <= at_once or not any(line.level for line in lines):
        return (Part(tuple(lines)),)
    listed = array(
        array([str(line.level), string(line.label), line.title, "true" if line.listed else "false"])
        for line in lines
        if line.label
    )
    parts = [Part((*lines[:front], Line("#" + call("elsewhere", listed))), last=True)]
    for group in _groups(lines[front:], at_once):
        parts.append(Part((*lines[:2], Line("#begin()"), *group), last=group[0].label in END))
    return tuple(parts)


def _groups(lines: Iterable[Line], at_once: int) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        full = not groups or sum(line.question is not None for line in groups[-1]) >= at_once
        ends = line.label in END and groups[-1][0].label not in END
        if line.level == 1 and (ends or (full and line.label not in END)):
            groups.append([])
        groups[-1].append(line)
    return groups
