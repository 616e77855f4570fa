"""The rules on when a question came, changed, was renamed and went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.records.moments import is_ahead

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from handbook.reading.draft import Draft
    from handbook.records.model import Question, Retired

RETIRED = "data/retired.yml"


def _path(question: Question) -> str:
    return f"data/{question.topic}/{question.id}.yml"


def dates(draft: Draft) -> None:
    """Reports days that have not come yet, and changes before there was anything to change."""
    for question in draft.questions:
        path = _path(question)
        for key in ("reviewed", "added", "changed"):
            moment = getattr(question, key)
            if moment and is_ahead(moment):
                draft.report(path, (key,), f"`{key}` is `{moment}`, which is still to come", "write the day of today")
        if question.added and question.changed and question.changed < question.added.isoformat():
            found = f"`changed` is `{question.changed}`, before the question was added on {question.added}"
            draft.report(path, ("changed",), found, "correct one of the two")
        if question.changed_what and not question.changed:
            draft.report(path, ("changed_what",), "`changed_what` without `changed`", "add `changed` with the day")


def first_ids(draft: Draft) -> None:
    """Reports a first id that another question has or had: in a reader's deck they would be one card."""
    owner = {question.id: question.id for question in draft.questions if not question.first_id}
    for question in draft.questions:
        first = question.first_id
        if first and owner.setdefault(first, question.id) != question.id:
            found = f"the first id `{first}`, which belongs to `{owner[first]}`"
            draft.report(_path(question), ("first_id",), found, "delete it here, unless it was this question's own")


def retired(draft: Draft) -> None:
    """Reports what is retired and still there, or leads nowhere."""
    ids = {question.id for question in draft.questions} | draft.broken
    cards = {question.first_id or question.id: question.id for question in draft.questions}
    published = {question.id for question in draft.questions if not question.draft} | draft.broken
    moved = {old: question.id for question in draft.questions for old in question.formerly}
    for id_, entry in draft.retired.items():
        if id_ in ids:
            draft.report(RETIRED, (id_,), f"the retired id `{id_}`, which is a question's", "delete the entry", key=True)
        elif owner := cards.get(entry.first_id or id_):
            found = f"the retired id `{id_}`, which is the first id of `{owner}`"
            draft.report(RETIRED, (id_,), found, "delete the entry: a renamed question is not retired", key=True)
        if is_ahead(entry.day):
            draft.report(RETIRED, (id_, "day"), f"`day` is `{entry.day}`, which is still to come", "write the day of today")
        _successor(draft, id_, entry, published, moved)


def _successor(draft: Draft, id_: str, entry: Retired, published: Collection[str], moved: Mapping[str, str]) -> None:
    """Reports a retired question that leads nowhere, or elsewhere than its former id does."""
    if entry.to and entry.to in moved and entry.to not in published:
        draft.report(RETIRED, (id_, "to"), f"the unknown question `{entry.to}`", f"write `{moved[entry.to]}`")
    elif entry.to and entry.to not in published:
        remedy = draft.nearest(entry.to, published, "name a question, or delete it")
        draft.report(RETIRED, (id_, "to"), f"the unknown question `{entry.to}`", remedy)
    elif moved.get(id_, entry.to) != entry.to:
        found = f"the retired id `{id_}`, to which `{moved[id_]}` answers"
        draft.report(RETIRED, (id_,), found, f"write `to: {moved[id_]}`", key=True)
