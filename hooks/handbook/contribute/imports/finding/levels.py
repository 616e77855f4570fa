"""Tells in which form most questions of a page are, and which of its headings ask, stand over questions or divide an answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from handbook.contribute.imports.finding.asking import is_marked, is_question
from handbook.contribute.imports.page.tidy import HEADINGS, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bs4 import Tag

    from handbook.contribute.imports.finding.asking import Ask, Kind

FEW = 6


def asking_level(asks: Iterable[Ask]) -> tuple[int, bool]:
    """Returns the level of the headings that ask, and whether four of five headings there are marked as questions."""
    there: dict[int, list[Ask]] = defaultdict(list)
    for ask in asks:
        if ask.kind == "heading":
            there[ask.level].append(ask)
    level = _level(there)
    marked = [is_marked(words(ask.block)) for ask in there[level]]
    return level, sum(marked) * 5 >= len(marked) * 4


def _level(there: dict[int, list[Ask]]) -> int:
    """Returns the highest level that asks throughout; else the one with most questions, parts of answers aside."""
    asking = {level: sum(is_question(words(ask.block)) for ask in asks) for level, asks in there.items()}
    most = max(asking.values(), default=0)
    for level in sorted(asking):
        several = asking[level] > 1 or (asking[level] == 1 and there[level][0].number is not None)
        if several and asking[level] * FEW >= most and asking[level] * 5 >= len(there[level]) * 4:
            return level
    sure = Counter({level: sum(ask.sure for ask in asks) for level, asks in there.items()})
    likely = [level for level in sure if sure[level]]
    return max(likely, key=lambda level: (asking[level], _rank(there, level), -level), default=0)


def _rank(there: dict[int, list[Ask]], level: int) -> int:
    """Returns how many headings of a level are questions by their form; none if their numbers begin anew below others."""
    above = any(_counts_on(there[other]) for other in there if other < level)
    return 0 if above and not _counts_on(there[level]) else sum(ask.sure for ask in there[level])


def _counts_on(asks: list[Ask]) -> bool:
    numbers = [ask.number for ask in asks if ask.number is not None]
    return len(numbers) > 1 and all(after > before for before, after in pairwise(numbers))


def forms_of(asks: list[Ask | None], blocks: list[Tag], level: int) -> list[Kind | None]:
    """Returns for each block which form most questions of its part have; parts begin at headings that ask nothing."""
    parts: list[list[int]] = [[]]
    for at, (ask, block) in enumerate(zip(asks, blocks, strict=True)):
        below = level and block.name in HEADINGS and int(block.name[1]) > level
        if block.name in HEADINGS and not below and not (ask and ask.sure):
            parts.append([])
        parts[-1].append(at)
    whole = primary_of(asks)
    forms: list[Kind | None] = []
    for part in parts:
        forms += [primary_of([asks[at] for at in part]) or whole] * len(part)
    return forms


def primary_of(asks: Iterable[Ask | None]) -> Kind | None:
    """Returns the form of most questions."""
    counts: Counter[Kind] = Counter()
    for ask in asks:
        if ask:
            counts[ask.kind] += ask.sure
    counts["bulleted"] //= 3  # an answer may list questions too
    return max((kind for kind in counts if counts[kind]), key=lambda kind: counts[kind], default=None)
