"""Writes the files of a new question or topic, ready to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handbook.contribute import scalars
from handbook.contribute.editing import field_text
from handbook.records.model import QuestionFile
from handbook.records.moments import today
from handbook.records.schema import schema

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MODELINE = "# yaml-language-server: $schema=../schema.json"
HOW_TO = "# Write `short` and `answer`. Of the rest use what helps: take the `# ` away in front of it."

# How the fields that a new question leaves out are written.
SHAPES = {
    "asked_as": "asked_as:\n  - …",
    "searched_as": "searched_as:\n  - …",
    "analogy": "analogy:\n  text: |\n    …\n  breaks_down: |\n    …",
    "example": "example: |\n  …",
    "in_practice": "in_practice: |\n  …",
    "misconceptions": "misconceptions:\n  - claim: …\n    correction: …",
    "key_points": "key_points:\n  - …",
    "follow_ups": "follow_ups:\n  - question: …\n    see: id-of-the-question-that-answers-it",
    "prerequisites": "prerequisites: [id, id]",
    "related": "related: [id, id]",
    "figures": "figures:\n  - file: drawing.svg\n    alt: …\n    caption: …",
    "references": "references: [key, key]",
    "reviewed": "reviewed: 2026-11-22",
    "added": "added: 2026-11-22",
    "changed": "changed: 2026-11-30",
    "changed_what": "changed_what: …",
    "formerly": "formerly: [old-id]",
    "first_id": "first_id: old-id",
    "source": "source: …",
    "draft": "draft: true",
}


def question_text(question: str, level: str, tags: Sequence[str]) -> str:
    """Returns a question's file: what is known, what must be written left empty, what may be written as comments."""
    known = {
        "question": f"question: {scalars.line(question)}",
        "level": f"level: {level}",
        "tags": f"tags: {scalars.flow(tags)}",
        "short": "short: |\n",
        "answer": "answer: |\n",
        "added": f"added: {today()}",
    }
    meanings = schema()["properties"]
    parts = [f"{_comment(meanings[name])}\n{known.get(name) or _as_comment(SHAPES[name])}" for name in QuestionFile.model_fields]
    return "\n\n".join([f"{MODELINE}\n{HOW_TO}", *(part.rstrip("\n") for part in parts)]) + "\n"


def filled_text(fields: Mapping[str, object], source: str, *, draft: bool) -> str:
    """Returns the file of a question whose answers are known, or of a draft that lacks some."""
    rows = [MODELINE, *(field_text(key, value) for key, value in fields.items() if value)]
    rows += [f"added: {today()}", f"source: {scalars.line(source)}", *(["draft: true"] if draft else [])]
    return "\n".join(rows) + "\n"


def topic_text(title: str, summary: str, order: int) -> str:
    """Returns the file of a new topic."""
    values = {"title": scalars.line(title), "summary": scalars.line(summary), "order": str(order)}
    meanings = schema()["$defs"]["TopicFile"]["properties"]
    return "".join(f"{_comment(meanings[name])}\n{name}: {value}\n" for name, value in values.items())


def _comment(field: Mapping[str, Any]) -> str:
    """Returns what the model says of a field, as the line above it."""
    return f"# {field['description']}".replace("\n", " ")


def _as_comment(shape: str) -> str:
    return "\n".join(f"# {row}" for row in shape.split("\n"))
