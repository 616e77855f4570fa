"""What could be better in a handbook that is not wrong: the warnings of `handbook check`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.fragment import markdown_fields
from handbook.problems import Problem, shown
from handbook.similar import Phrasings
from handbook.spelling import known_words, misspellings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handbook.data import Draft
    from handbook.model import Question
    from handbook.source import Key

WORDS_FILE = "words.txt"
LONG_ANSWER = 450
"""Words of an answer from which on it is hard to read in one go."""
KEY_POINTS = range(3, 7)
STALE_YEARS = 2


@dataclass
class Advice:
    """The warnings found so far in what could be loaded."""

    draft: Draft
    warnings: list[Problem] = field(default_factory=list)

    def add(
        self, question: Question, found: str, remedy: str, loc: tuple[Key, ...] = (), *, key: bool = False, offset: int = 0
    ) -> None:
        """Adds a warning on a question: on a value, its key, or a character of it."""
        path = f"data/{question.topic}/{question.id}.yml"
        source = self.draft.source(path) if loc else None
        line, column = 0, 0
        if source:
            line, column = source.place_within(loc, offset) if offset else source.place(loc, key=key)
        self.warnings.append(Problem(path, line + 1, column + 1, found, remedy, "warning"))


def advise(draft: Draft) -> list[Problem]:
    """Returns a warning for everything in a draft that deserves a second look."""
    advice = Advice(draft)
    for rule in (_near_duplicates, _gaps, _lengths, _reviews, _spelling):
        rule(advice)
    return advice.warnings


def _near_duplicates(advice: Advice) -> None:
    """Warns of two questions that ask the same, unless one names the other: then somebody has told them apart."""
    questions = advice.draft.questions
    phrasings = Phrasings(questions)
    for question in questions:
        for _, other, phrasing in phrasings.like(question.question, 3, but=question.id):
            if other.id not in _named(question) and question.id not in _named(other):
                remedy = f"merge the two, or name `{other.id}` under `related` if they differ"
                advice.add(question, f"a question much like `{other.id}`, {shown(phrasing)}", remedy, ("question",))


def _named(question: Question) -> set[str | None]:
    return {*question.related, *question.prerequisites, *(follow_up.see for follow_up in question.follow_ups)}


def _gaps(advice: Advice) -> None:
    for question in advice.draft.questions:
        if not question.analogy:
            advice.add(question, "no `analogy`", "add a comparison with something familiar, and where it breaks down")
        if not question.references:
            advice.add(question, "no `references`", "name the sources of the answer, keys of data/references.yml")


def _lengths(advice: Advice) -> None:
    for question in advice.draft.questions:
        words, points = len(question.answer.split()), len(question.key_points)
        if words > LONG_ANSWER:
            remedy = f"keep it within {LONG_ANSWER}, or make two questions of it"
            advice.add(question, f"`answer` has {words} words", remedy, ("answer",), key=True)
        if points not in KEY_POINTS:
            found = f"`key_points` has {points} item{'s' if points > 1 else ''}" if points else "no `key_points`"
            advice.add(question, found, "list three to six points that an interviewer listens for", ("key_points",), key=True)


def _reviews(advice: Advice) -> None:
    """Warns of answers whose last review is long before the handbook's newest, where there are reviews at all."""
    newest = max((question.reviewed for question in advice.draft.questions if question.reviewed), default=None)
    for question in advice.draft.questions if newest else ():
        if not question.reviewed:
            remedy = f"check the answer against its sources and add the day, as in `reviewed: {newest}`"
            advice.add(question, "an answer that nobody has reviewed", remedy)
        elif newest and _stale(question.reviewed, newest):
            found = f"an answer last reviewed on {question.reviewed}, more than {STALE_YEARS * 12} months before the newest review"
            advice.add(question, found, "check it against its sources and write the day", ("reviewed",))


def _stale(day: date, newest: date) -> bool:
    return (day.year + STALE_YEARS, day.month, day.day) < (newest.year, newest.month, newest.day)


def _spelling(advice: Advice) -> None:
    known = known_words(advice.draft.data / WORDS_FILE)
    for question in advice.draft.questions:
        for loc, text in _texts(question):
            for offset, word, correction in misspellings(text, known):
                remedy = f"write {correction}, or add the word to data/{WORDS_FILE} if it is right"
                advice.add(question, f"the misspelled word `{word}`", remedy, loc, offset=offset)


def _texts(question: Question) -> Iterator[tuple[tuple[Key, ...], str]]:
    yield ("question",), question.question
    for at, phrasing in enumerate(question.asked_as):
        yield ("asked_as", at), phrasing
    yield from markdown_fields(question)
    for at, follow_up in enumerate(question.follow_ups):
        yield ("follow_ups", at, "question"), follow_up.question
    for at, figure in enumerate(question.figures):
        yield ("figures", at, "alt"), figure.alt
