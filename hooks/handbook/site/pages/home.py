"""What the home page begins with: a box to search from, with three things that interviewers say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.markup.links import Links
from handbook.site.pages.titles import render_block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.site.pages.place import Place

EXAMPLES = 3
LENGTHS = range(20, 70)
"""How many letters a phrasing has that is neither a stub nor too long to be read in passing."""


def ask(handbook: Handbook, place: Place) -> str:
    """Returns the box to search from, and what an interviewer may say, each leading to its question."""
    said = list(_said(handbook))[:EXAMPLES]
    return render_block(handbook, "ask.html", base=place.base, said=said, links=Links(handbook, place.base, place.url))


def _said(handbook: Handbook) -> Iterator[tuple[str, Question]]:
    """Yields one phrasing for each topic that has one, in the topics' order: the first of a good length."""
    for questions in handbook.by_topic.values():
        phrasings = ((phrasing, question) for question in questions for phrasing in question.asked_as)
        found = next((pair for pair in phrasings if len(pair[0]) in LENGTHS), None)
        if found:
            yield found
