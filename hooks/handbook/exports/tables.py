"""The handbook as a table, for spreadsheets and for programs with flash cards."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

from handbook.markup.lines import plain_line
from handbook.markup.links import PermanentLinks

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.records.settings import Settings

COLUMNS = ("question", "short", "key_points", "topic", "level", "tags", "url", "id")
FORMULA = re.compile(r"^(?=\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t])")
"""Where a spreadsheet would compute, with wide signs too; an apostrophe makes it text."""


def table(handbook: Handbook, settings: Settings) -> str:
    """Returns one row a question under a row of names, as CSV."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    made = handbook.failures.each("handbook.csv", handbook.questions.values(), lambda one: _row(handbook, one, settings))
    rows.writerows([FORMULA.sub("'", cell) for cell in row] for row in made)
    return out.getvalue()


def _row(handbook: Handbook, question: Question, settings: Settings) -> list[str]:
    data, links = json.loads(handbook.rendered(question, "data")), PermanentLinks(handbook, settings.url)
    return [
        plain_line(question.question),
        links.words(data["short"]),
        "\n".join(f"• {links.words(point)}" for point in data["key_points"]),
        handbook.topics[question.topic].title,
        question.level,
        " ".join(question.tags),
        f"{settings.url}q/{question.id}/",
        question.id,
    ]
