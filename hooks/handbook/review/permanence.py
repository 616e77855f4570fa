"""What must never go: compares a handbook with an earlier state of it, so that no published link breaks."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from handbook.reading.source import read
from handbook.reading.syntax import SourceError
from handbook.records.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.review.history import Entry, State

LIKE = 0.55
"""From which likeness of titles on a question is taken for one that was renamed."""


def broken_links(before: State, now: State) -> Iterator[Problem]:
    """Yields an error for every id, former id and topic of the earlier state that leads nowhere now."""
    for id_, entry in before.questions.items():
        if id_ not in now.questions and id_ not in now.moved:
            yield Problem(
                entry.path, 1, 1, f"the id `{id_}` is gone, and its published links with it", _remedy(entry, before, now)
            )
    for old, owner in before.moved.items():
        if old not in now.questions and old not in now.moved:
            yield _vanished_former_id(old, owner, now)
    for topic in sorted(before.topics - now.topics):
        remedy = f"bring it back with `title`, `summary` and `order`: topics/{topic}/ is a published page"
        yield Problem(f"data/{topic}/_topic.yml", 1, 1, f"the topic `{topic}` is gone", remedy)


def _vanished_former_id(old: str, owner: str, now: State) -> Problem:
    found = f"the former id `{old}` is gone, and its published links with it"
    heir = now.questions.get(now.moved.get(owner, owner))
    if not heir:
        return Problem("data", 1, 1, found, f"write `formerly: [{old}]` in the question that answers it now")
    line, column = _place_of_formerly(heir)
    return Problem(heir.path, line + 1, column + 1, found, _to_add(old, heir))


def _place_of_formerly(entry: Entry) -> tuple[int, int]:
    try:
        return read(entry.content).place(("formerly",), key=True)
    except SourceError:
        return 0, 0


def _remedy(gone: Entry, before: State, now: State) -> str:
    if heir := _heir(gone, before, now):
        return _to_add(gone.id, heir)
    return f"bring the file back, or write `formerly: [{gone.id}]` in the question that answers it"


def _to_add(old: str, heir: Entry) -> str:
    """Returns the exact line that makes a question answer to an id, with those that it answers to already."""
    return f"write the line `formerly: [{', '.join([*heir.formerly, old])}]` in {heir.path}"


def _heir(gone: Entry, before: State, now: State) -> Entry | None:
    """Returns the present question that is most like one that is gone; a new one rather than one that was there before."""
    ranked = sorted(((_likeness(gone, entry, before), entry.id) for entry in now.questions.values()), reverse=True)
    return now.questions[ranked[0][1]] if ranked and ranked[0][0] >= LIKE else None


def _likeness(gone: Entry, entry: Entry, before: State) -> float:
    titles = SequenceMatcher(None, gone.title.lower(), entry.title.lower()).ratio()
    ids = SequenceMatcher(None, gone.id, entry.id).ratio()
    return max(titles, ids) - (0.2 if entry.id in before.questions else 0)
