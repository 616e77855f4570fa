"""Gives questions the levels that their list tells: beside the question, in a line of its own, or by the heading above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.contribute.imports.finding.asking import unmarked
from handbook.contribute.imports.finding.grades import Scale, graded, normal, of_heading, of_line
from handbook.contribute.imports.page.tidy import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bs4.element import Tag

    from handbook.contribute.imports.finding.questions import Found


def scale_of(found: Sequence[Found], levels: Sequence[str]) -> Scale:
    """Returns what the marks of levels mean that the questions of a page have."""
    return Scale((mark for one in found for mark in _marks(one, levels)), levels)


def grade(one: Found, scale: Scale, unless_told: str) -> str:
    """Returns the level of a question, and takes away what told it."""
    beside = [graded(unmarked(words(one.title))).mark, normal(one.mark)]
    line = next((block for block in _lines(one) if scale.level(of_line(words(block)))), None)
    if line is not None:
        one.body.remove(line)
        beside.append(of_line(words(line)))
    above = [(title, scale.level(of_heading(title, scale.levels))) for title in one.sections]
    one.sections = tuple(title for title, level in above if not level)
    told = [*(scale.level(mark) for mark in beside), *(level for _, level in reversed(above))]
    return next(filter(None, told), unless_told)


def _marks(one: Found, levels: Iterable[str]) -> Iterator[str]:
    yield graded(unmarked(words(one.title))).mark
    yield normal(one.mark)
    yield from (of_line(words(block)) for block in _lines(one))
    yield from (of_heading(title, levels) for title in one.sections)


def _lines(one: Found) -> list[Tag]:
    """Returns the blocks of an answer in which a level may stand by itself: the first two, and the last."""
    return [block for block in dict.fromkeys([*one.body[:2], *one.body[-1:]]) if block.name == "p"]
