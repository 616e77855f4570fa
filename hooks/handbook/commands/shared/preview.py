"""Says what comes of a list of questions: each with its line, topic, id and level, and a sum that adds up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from handbook.contribute.imports.batch import Taken
    from handbook.contribute.imports.intake import Intake

SAID = {"draft": " · draft", "same": " · as before"}


def preview(intake: Intake, known: Container[str]) -> str:
    """Returns the tree of topics and questions that an import would make."""
    by_topic: dict[str, list[Taken]] = {}
    for one in intake.taken:
        by_topic.setdefault(one.topic, []).append(one)
    width = max(len(one.id) for one in intake.taken)
    rows: list[str] = []
    for topic, questions in by_topic.items():
        new = "" if topic in known else f", new: {intake.topics[topic]}"
        rows += [f"{topic}/ ({counted(len(questions), 'question')}{new})", *(_row(one, width) for one in questions)]
    return "\n".join(rows)


def _row(one: Taken, width: int) -> str:
    done = SAID.get(one.state, "") if one.state != "changed" else f" · update: {', '.join(one.changed) or 'no draft any more'}"
    return f"  line {one.line:<5} {one.id:<{width}}  {one.question}  [{one.level}; {', '.join(one.tags)}]{done}"


def total(intake: Intake) -> str:
    """Returns how many questions the list has, and what became of them."""
    states = Counter(one.state for one in intake.taken)
    parts = [
        f"{states['new']} imported",
        counted(states["draft"], "draft"),
        *_some(states["changed"], "updated"),
        *_some(states["same"], "as before"),
        f"{intake.left_out} left out",
    ]
    return f"{counted(intake.count + intake.left_out, 'question')} seen: {', '.join(parts)}"


def _some(number: int, what: str) -> Iterable[str]:
    return [f"{number} {what}"] if number else []


def counted(number: int, what: str) -> str:
    """Returns a number of things."""
    return f"{number} {what}{'' if number == 1 else 's'}"
