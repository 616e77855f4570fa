"""Queries that a handbook makes of itself: wordings that were left out, with slips, and what asks for nothing in it."""

from __future__ import annotations

import string
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from handbook.search.words import chunks

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping, Sequence

    from handbook.search.found import Texts
    from handbook.search.words import Language


@dataclass(frozen=True)
class Query:
    """What is asked, and the number of the question that should come first."""

    text: str
    question: int


@dataclass(frozen=True)
class Fold:
    """A handbook without some of its wordings, and these as queries, by the field that they stand in."""

    questions: Sequence[Texts]
    left_out: Mapping[str, Sequence[Query]]


KNOWN = "known"
"""Wordings that are not left out: asked only with slips, as readers half remember what they have seen."""
LISTED = ("asked", "searched")


def folds(questions: Sequence[Texts], count: int) -> Iterator[Fold]:
    """Yields a handbook with all wordings, without titles, without follow-ups, and `count` times without a part of the others."""
    yield Fold(
        questions, {KNOWN: [Query(text, at) for at, question in enumerate(questions) for text in question["asked"][at % 3 :: 6]]}
    )
    titles = [Query(question["title"][0], at) for at, question in enumerate(questions)]
    yield Fold([{**question, "title": []} for question in questions], {"title": titles})
    yield Fold([{**question, "follow": []} for question in questions], {"follow": _every(questions, "follow", 0, 1)})
    for fold in range(count):
        kept = [{**question, **{field: _but(question[field], fold, count) for field in LISTED}} for question in questions]
        yield Fold(kept, {field: _every(questions, field, fold, count) for field in LISTED})


def _every(questions: Sequence[Texts], field: str, first: int, step: int) -> list[Query]:
    return [Query(text, at) for at, question in enumerate(questions) for text in question[field][first::step]]


def _but(lines: Sequence[str], first: int, step: int) -> list[str]:
    return [line for at, line in enumerate(lines) if at % step != first]


def marred(query: Query, language: Language, dice: random.Random) -> Query:
    """Returns some words of a query that tell something, one or two with a slip, the last perhaps unfinished."""
    words = [word for parts in chunks(query.text) for word in parts]
    telling = [at for at, word in enumerate(words) if word not in language.small and language.stem(word) not in language.faint]
    chosen = sorted(dice.sample(telling, min(len(telling), dice.randint(2, 6))))
    kept = [words[at] for at in chosen]
    long = [at for at, word in enumerate(kept) if len(word) > 4]
    for at in dice.sample(long, min(len(long), dice.randint(0, 2))):
        kept[at] = _slip(kept[at], dice)
    if kept and len(kept[-1]) > 4 and dice.random() < 0.5:
        kept[-1] = kept[-1][: dice.randint(3, len(kept[-1]) - 1)]
    return replace(query, text=" ".join(kept) or query.text)


def _slip(word: str, dice: random.Random) -> str:
    at = dice.randint(1, len(word) - 2)
    return dice.choice([
        word[:at] + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at] + word[at:],
        word[:at] + dice.choice(string.ascii_lowercase) + word[at + 1 :],
    ])  # fmt: skip


def nothing(
    questions: Sequence[Texts], general: Sequence[str], foreign: Sequence[str], count: int, dice: random.Random
) -> list[str]:
    """Returns queries for nothing: words of general English at random, and words of other subjects among the handbook's own."""
    lines = [*chain.from_iterable(question["asked"] or question["title"] for question in questions)]
    own = [word for line in lines for parts in chunks(line) for word in parts]
    return [" ".join(_drawn(general, dice) if at % 2 else _mixed(own, foreign, dice)) for at in range(count)]


def _drawn(words: Sequence[str], dice: random.Random) -> list[str]:
    return [dice.choice(words) for _ in range(dice.randint(2, 6))]


def _mixed(own: Sequence[str], foreign: Sequence[str], dice: random.Random) -> list[str]:
    share = dice.random()
    return [*(dice.choice(foreign if dice.random() < share else own) for _ in range(dice.randint(1, 6))), dice.choice(foreign)]
