"""The cards of the page to practice on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from handbook.storage.files import written

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook


def write_deck(handbook: Handbook, file: Path) -> None:
    """Writes what the page to practice on needs to know of every question, as a script: a page opened from disk can load it."""
    deck = {
        "topics": [{"id": topic.id, "title": topic.title} for topic in handbook.topics.values()],
        "levels": [{"id": level, "title": title} for level, title in handbook.settings.levels.items()],
        "questions": [
            question.model_dump(include={"id", "topic", "level", "tags", "formerly"}, exclude_defaults=True, mode="json")
            | {"title": question.question}
            for question in handbook.questions.values()
        ],
    }
    with written(file) as out:
        out.write(f"window.handbookDeck = {json.dumps(deck, ensure_ascii=False, separators=(',', ':'))};\n")
