"""Chooses questions: by topic, level, tag and id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.guide.errors import GuideError
from handbook.records.problems import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Collection

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question


@dataclass(frozen=True, slots=True)
class Selection:
    """Which questions are wanted: of each kind any, and all kinds together; an empty kind wants all."""

    topics: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Selection()

    def choose(self, handbook: Handbook) -> tuple[Question, ...]:
        """Returns the chosen questions in reading order; raises GuideError for a name that is unknown, and for none."""
        ids = {handbook.moved.get(id_, id_) for id_ in self.ids}
        _expect("topic", self.topics, handbook.topics)
        _expect("level", self.levels, handbook.settings.levels)
        _expect("tag", self.tags, handbook.by_tag)
        _expect("question", ids, handbook.questions)
        chosen = tuple(question for question in handbook.questions.values() if self._wants(question, ids))
        if not chosen:
            said = f"no question has {self}; choose fewer kinds, or others" if self else "no questions; add one first"
            raise GuideError(said)
        return chosen

    def _wants(self, question: Question, ids: Collection[str]) -> bool:
        return (
            (not self.topics or question.topic in self.topics)
            and (not self.levels or question.level in self.levels)
            and (not self.tags or bool(set(self.tags) & set(question.tags)))
            and (not ids or question.id in ids)
        )

    def __str__(self) -> str:
        """Tells in words what is wanted, such as `topic sql and level junior or mid`."""
        kinds = {"topic": self.topics, "level": self.levels, "tag": self.tags, "id": self.ids}
        return " and ".join(f"{kind} {' or '.join(names)}" for kind, names in kinds.items() if names)


def _expect(kind: str, wanted: Collection[str], known: Collection[str]) -> None:
    for name in wanted:
        if name not in known:
            raise GuideError(f"no {kind} {shown(name)}; {nearest(name, known, _choices(known))}")


def _choices(known: Collection[str]) -> str:
    names = sorted(known)
    return f"choose from {', '.join(names[:8])}{' …' if len(names) > 8 else ''}" if names else "there are none"
