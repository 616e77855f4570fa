"""What the page to practice on needs to know of every question."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook

KNOWN = {"id", "topic", "level", "tags", "formerly", "prerequisites", "changed", "changed_what"}
"""What the page knows of every question."""


def deck(handbook: Handbook) -> str:
    """Returns the questions as a script, which a page opened from disk can load."""
    content = {
        "handbook": handbook.settings.title,
        "topics": [{"id": topic.id, "title": topic.title} for topic in handbook.topics.values()],
        "levels": [{"id": level, "title": title} for level, title in handbook.settings.levels.items()],
        "questions": [
            question.model_dump(include=KNOWN, exclude_defaults=True, mode="json")
            | {"title": question.question}
            | ({"part": part} if (part := handbook.part_of[question.id]) > 1 else {})
            for question in handbook.questions.values()
        ],
    }
    return f"window.handbookDeck = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"
