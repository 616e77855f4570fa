"""What is new in the handbook, as a list by day."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from handbook.markup.links import Links
from handbook.site.pages.titles import render_block

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.site.pages.place import Place

MOST = 200
"""How many questions the page lists; the feed and the data set tell the rest."""


def changes(handbook: Handbook, place: Place) -> str:
    """Returns the questions that were added or changed, by day, the newest first."""
    dated = [question for question in handbook.questions.values() if question.news]
    newest = sorted(dated, key=lambda question: (question.news, question.id), reverse=True)[:MOST]
    days = [(date.fromisoformat(day), [*questions]) for day, questions in groupby(newest, _day)]
    links = Links(handbook, place.base, place.url)
    return render_block(
        handbook, "changes.html", days=days, retired=_retired(handbook), questions=handbook.questions, links=links
    )


def _day(question: Question) -> str:
    return question.news[:10]


def _retired(handbook: Handbook) -> list[tuple[str, str | None, date]]:
    """Returns what was merged or withdrawn, the newest first."""
    entries = sorted(handbook.retired.items(), key=lambda item: (item[1].day, item[0]), reverse=True)
    return [(entry.question, entry.to, entry.day) for _, entry in entries][:MOST]
