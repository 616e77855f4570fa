"""What the site's search knows of each question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from handbook.markdown import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.handbook import Handbook
    from handbook.model import Question


def entries(handbook: Handbook) -> Iterator[dict[str, object]]:
    """Yields one entry a question, in the form of Material's search index."""
    for question in handbook.questions.values():
        yield {
            "location": f"topics/{question.topic}/#{question.id}",
            "title": plain_line(question.question),
            "text": searched(handbook, question),
            "tags": [question.level, *question.tags],
        }


def searched(handbook: Handbook, question: Question) -> str:
    """Returns all the words of a question but its title: other phrasings first, then the answer."""
    phrasings = [*question.asked_as, *(follow_up.question for follow_up in question.follow_ups)]
    return "\n".join([*map(plain_line, phrasings), text_of(handbook, question)])


def text_of(handbook: Handbook, question: Question) -> str:
    """Returns the words of a question's Markdown fields."""
    parts: Mapping[str, str] = json.loads(handbook.rendered(question, "text"))
    return "\n".join(parts.values())
