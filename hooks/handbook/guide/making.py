"""Makes guides: the one way that the command and the site take."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from handbook.guide.errors import TypesettingError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handbook.guide.options import Format, Options
    from handbook.guide.press.compiling import Compiled
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

AT_ONCE = 250
"""Questions that are set in one run, since the memory that Typst takes grows with the pages."""
MOST = 3_000
"""Questions of one PDF: beyond, each topic becomes one."""


@dataclass(frozen=True, slots=True)
class Made:
    """A guide as it was made."""

    data: bytes
    pages: int = 0
    failed: tuple[str, ...] = ()
    """A line for each question that it lacks, and for each that is printed wrongly: mistakes of the generator."""
    notes: tuple[str, ...] = ()
    """A line for each thing that is as good as it can be, such as a character that no font has."""


def volumes(questions: Sequence[Question], format_: Format = "pdf") -> dict[str, tuple[Question, ...]]:
    """Returns the questions by file: all in one, whose name is empty, or one a topic."""
    if len(questions) <= MOST or format_ == "epub":
        return {"": tuple(questions)}
    return {topic: tuple(asked) for topic, asked in groupby(questions, key=lambda question: question.topic)}


def make(
    handbook: Handbook,
    questions: Sequence[Question],
    options: Options,
    format_: Format = "pdf",
    passing: Iterable[Question] | None = None,
) -> Made:
    """Returns a guide to the questions; `passing` yields the same questions, and whoever gave it sees how far it is."""
    if format_ == "epub":
        from handbook.guide.ebook.ebook import make_epub  # noqa: PLC0415

        data, failed = handbook.failures.apart(lambda: make_epub(handbook, questions, options))
        return Made(data, failed=tuple(failed))
    left, failed = tuple(questions), []
    while True:
        try:
            made = _printed(handbook, left, options, passing)
        except TypesettingError as error:
            lost = error.questions or _unsettable(handbook, left, options)
            if not lost or len(lost) == len(left):
                raise
            failed += [f"{_file(question)}: left out, since it cannot be set ({error.said}); report this" for question in lost]
            left, passing = tuple(question for question in left if question not in lost), None
        else:
            failed += _unreadable(handbook, made)
            return Made(made.data, made.pages, tuple(failed), tuple(_lacking(made)))


def _printed(handbook: Handbook, questions: Sequence[Question], options: Options, passing: Iterable[Question] | None) -> Compiled:
    from handbook.guide.book import Book  # noqa: PLC0415  Typst is large
    from handbook.guide.press.compiling import compile_pdf  # noqa: PLC0415
    from handbook.guide.press.joining import in_pairs  # noqa: PLC0415

    source = Book(handbook, questions, options).source(passing or questions, AT_ONCE)
    return compile_pdf(source, handbook.edition, options.fonts, in_pairs if options.variant == "cards" else None)


def _unsettable(handbook: Handbook, questions: Sequence[Question], options: Options) -> tuple[Question, ...]:
    """Returns the questions that cannot be set, found by halves: where Typst names no place, it cannot be told otherwise."""
    try:
        _printed(handbook, questions, options, None)
    except TypesettingError:
        if len(questions) == 1:
            return tuple(questions)
        half = len(questions) // 2
        return _unsettable(handbook, questions[:half], options) + _unsettable(handbook, questions[half:], options)
    return ()


def _unreadable(handbook: Handbook, made: Compiled) -> Iterable[str]:
    """Yields a line for each place that cannot be read, with the file of the question that it is in."""
    seen: set[tuple[str, str]] = set()
    for heading, said in made.faults:
        place = (heading, said.partition(",")[0])
        if place in seen:
            continue
        seen.add(place)
        question = handbook.questions.get(heading.removeprefix("answer--"))
        yield f"{_file(question) if question else 'the guide'}: {said}; report this"


def _lacking(made: Compiled) -> Iterable[str]:
    by_file: dict[str, list[str]] = {}
    for character, file in made.missing.items():
        by_file.setdefault(file or "the guide", []).append(f"{character} (U+{ord(character):04X})")
    for file, characters in by_file.items():
        yield f"{file}: no font has {', '.join(characters)}, so a mark is printed; try the extra `fonts`, or --fonts DIR"


def _file(question: Question) -> str:
    return f"data/{question.topic}/{question.id}.yml"
