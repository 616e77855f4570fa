"""Makes guides: the one way that the command and the site take."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from handbook.guide.options import Format, Options
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

AT_ONCE = 250
"""Questions that are set in one run, since the memory that Typst takes grows with the pages."""
MOST = 3_000
"""Questions of one PDF: beyond, each topic becomes one."""


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
) -> bytes:
    """Returns a guide to the questions; `passing` yields the same questions, and whoever gave it sees how far it is."""
    if format_ == "epub":
        from handbook.guide.epub import make_epub  # noqa: PLC0415  pandoc is large

        return make_epub(handbook, questions, options)
    from handbook.guide.book import Book  # noqa: PLC0415
    from handbook.guide.press.compiling import compile_pdf  # noqa: PLC0415

    source = Book(handbook, questions, options).source(passing or questions, AT_ONCE)
    return compile_pdf(source, handbook.edition, options.fonts)
