"""How much of what a question may hold each topic's questions have, and whether all questions hang together."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.records.model import QuestionFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

SOME = ("formerly", "first_id", "changed_what", "draft")
FIELDS = tuple(field for field in QuestionFile.model_fields if field not in SOME)
"""The fields that every question could have, in their order."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many questions of a topic, or of all, have each field."""

    name: str
    questions: int
    drafts: int
    """Those that are still being written; none of the other numbers counts them."""
    words: int
    """Of all texts of the answers together."""
    citations: int
    """Claims that name their source."""
    levels: Mapping[str, int]
    fields: Mapping[str, int]


def coverage(handbook: Handbook) -> list[Coverage]:
    """Returns the coverage of every topic in order, and that of the whole handbook last."""
    drafts = Counter(question.topic for question in handbook.drafts.values())
    topics = [_coverage(handbook, topic, questions, drafts[topic]) for topic, questions in handbook.by_topic.items()]
    return [*topics, _coverage(handbook, "all", handbook.questions.values(), len(handbook.drafts))]


def _coverage(handbook: Handbook, name: str, questions: Iterable[Question], drafts: int) -> Coverage:
    chosen = [*questions]
    return Coverage(
        name=name,
        questions=len(chosen),
        drafts=drafts,
        words=sum(handbook.words[question.id] for question in chosen),
        citations=sum(len(handbook.cited[question.id]) for question in chosen),
        levels={level: sum(question.level == level for question in chosen) for level in handbook.settings.levels},
        fields={field: sum(has(question, field) for question in chosen) for field in FIELDS},
    )


def has(question: Question, field: str) -> bool:
    """Tells whether a question has a field that is not empty."""
    return bool(getattr(question, field))


def unconnected(handbook: Handbook) -> list[Question]:
    """Returns the questions that no chain of prerequisites and related questions connects with the first one."""
    if not handbook.questions:
        return []
    beside: dict[str, set[str]] = {id_: set() for id_ in handbook.questions}
    for question in handbook.questions.values():
        for named in (*question.prerequisites, *question.related):
            beside[question.id].add(named)
            beside[named].add(question.id)
    reached: set[str] = set()
    todo = [next(iter(handbook.questions))]
    while todo:
        id_ = todo.pop()
        if id_ not in reached:
            reached.add(id_)
            todo += beside[id_]
    return [question for question in handbook.questions.values() if question.id not in reached]
