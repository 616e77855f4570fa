"""What the site's search knows of each question."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from handbook.lines import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.handbook import Handbook


def entries(handbook: Handbook) -> Iterator[dict[str, object]]:
    """Yields one entry a question, in the form of Material's search index."""
    for question in handbook.questions.values():
        yield {
            "location": f"topics/{question.topic}/#{question.id}",
            "title": escape(plain_line(question.question), quote=False),
            "text": _paragraphs(handbook.rendered(question, "search")),
            "tags": [question.level, *question.tags],
        }


def _paragraphs(text: str) -> str:
    """Returns lines of words as the HTML from which the theme's search shows those paragraphs that match."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n"))
