"""What must never go: compares a handbook with an earlier state of it, so that no published link breaks."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from handbook.reading.yaml.source import read
from handbook.reading.yaml.syntax import SourceError
from handbook.records.problems import Problem
from handbook.review.comparing.history import RETIRED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.review.comparing.history import Entry, State

LIKE = 0.55
"""From which likeness of titles on a question is taken for one that was renamed."""


def broken_links(before: State, now: State) -> Iterator[Problem]:
    """Yields an error for every id, former id and topic of the earlier state that leads nowhere now."""
    reached = {*now.published, *now.moved, *now.retired}
    for id_, entry in before.published.items():
        if id_ in reached:
            continue
        if id_ in now.questions:
            yield _hidden(now.questions[id_])
        else:
            found = f"the id `{id_}` is gone, and its published links with it"
            yield Problem(entry.path, 1, 1, found, _remedy(entry, before, now))
    for old, owner in before.moved.items():
        if old not in reached:
            yield _vanished_former_id(old, owner, now)
    for id_ in sorted(before.retired - reached):
        remedy = "bring its entry back: links lead to it, and readers' decks hold it"
        yield Problem(RETIRED, 1, 1, f"the retired id `{id_}` is gone", remedy)
    for topic in sorted(before.topics - now.topics):
        remedy = f"bring it back with `title`, `summary` and `order`: topics/{topic}/ is a published page"
        yield Problem(f"data/{topic}/_topic.yml", 1, 1, f"the topic `{topic}` is gone", remedy)


def _hidden(entry: Entry) -> Problem:
    line, column = _place(entry, "draft")
    return Problem(entry.path, line + 1, column + 1, f"the published question `{entry.id}`, a draft now", "delete `draft: true`")


def _vanished_former_id(old: str, owner: str, now: State) -> Problem:
    found = f"the former id `{old}` is gone, and its published links with it"
    heir = now.published.get(now.moved.get(owner, owner))
    if not heir:
        return Problem("data", 1, 1, found, f"write `formerly: [{old}]` in the question that answers it now")
    line, column = _place(heir, "formerly")
    return Problem(heir.path, line + 1, column + 1, found, _to_add(old, heir))


def _place(entry: Entry, key: str) -> tuple[int, int]:
    try:
        return read(entry.content).place((key,), key=True)
    except SourceError:
        return 0, 0


def _remedy(gone: Entry, before: State, now: State) -> str:
    if heir := _heir(gone, before, now):
        return _to_add(gone.id, heir)
    return f"bring the file back, write `formerly: [{gone.id}]` in the question that answers it, or enter it in {RETIRED}"


def _to_add(old: str, heir: Entry) -> str:
    """Returns the exact line that makes a question answer to an id, with those that it answers to already."""
    return f"write the line `formerly: [{', '.join([*heir.formerly, old])}]` in {heir.path}"


def _heir(gone: Entry, before: State, now: State) -> Entry | None:
    """Returns the present question that is most like one that is gone; a new one rather than one that was there before."""
    ranked = sorted(((likeness(gone, entry, before), entry.id) for entry in now.published.values()), reverse=True)
    return now.published[ranked[0][1]] if ranked and ranked[0][0] >= LIKE else None


def likeness(gone: Entry, entry: Entry, before: State) -> float:
    """Tells from 0 to 1 how much a question is like one that is gone; less where it was there beside it."""
    titles = SequenceMatcher(None, gone.title.lower(), entry.title.lower()).ratio()
    ids = SequenceMatcher(None, gone.id, entry.id).ratio()
    return max(titles, ids) - (0.2 if entry.id in before.questions else 0)
