"""The order in which questions are read."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.records.model import Question, Topic


def in_reading_order(questions: list[Question], topics: Mapping[str, Topic], levels: Iterable[str]) -> list[Question]:
    """Sorts questions by topic, and inside a topic by prerequisites, then level, then id."""
    place = {topic: at for at, topic in enumerate(topics)}
    by_id = {q.id: q for q in questions}
    rank, level = _ranks(by_id), {name: at for at, name in enumerate(levels)}
    return sorted(questions, key=lambda q: (place[q.topic], rank[q.id], level[q.level], q.id))


def _ranks(questions: Mapping[str, Question]) -> dict[str, int]:
    """Returns how many prerequisites deep each question is inside its own topic; a cycle counts as no depth."""
    inside = {
        id_: [p for p in q.prerequisites if p in questions and questions[p].topic == q.topic and p != id_]
        for id_, q in questions.items()
    }
    try:
        order = tuple(TopologicalSorter(inside).static_order())
    except CycleError:
        return dict.fromkeys(questions, 0)
    rank: dict[str, int] = {}
    for id_ in order:
        rank[id_] = max((rank[p] + 1 for p in inside[id_]), default=0)
    return rank
