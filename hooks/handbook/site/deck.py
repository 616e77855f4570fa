"""What the page to practice on needs to know of every question, and what it shows where it cannot fetch a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from handbook.markup.citations import without
from handbook.markup.links import Links

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

SHORT = "short-answers.js"
"""The answers' name: asked for where the site is opened from disk, and pages cannot be fetched."""
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
    return _script("handbookDeck", content)


def short_answers(handbook: Handbook) -> str:
    """Returns the short answers and the key points as a script, with links from the site's root."""
    links = Links(handbook, "")

    def shown(question: Question) -> tuple[str, dict[str, Any]]:
        data = json.loads(handbook.rendered(question, "data"))
        points = [links.close(without(point["html"])) for point in data.get("key_points", ())]
        return question.id, {"short": links.close(without(data["short"]["html"])), "points": points}

    return _script("handbookShortAnswers", dict(handbook.failures.each(SHORT, handbook.questions.values(), shown)))


def _script(name: str, content: dict[str, Any]) -> str:
    return f"window.{name} = {json.dumps(content, ensure_ascii=False, separators=(',', ':'))};\n"
