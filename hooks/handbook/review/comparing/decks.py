"""What readers' Anki decks hang on: a renamed question keeps its first id, a merged one stays in the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handbook.reading.settings import SettingsError, parse_settings
from handbook.records.problems import Problem
from handbook.records.settings import Anki
from handbook.review.comparing.history import RETIRED, SETTINGS
from handbook.review.comparing.permanence import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.review.comparing.history import Entry, State


class Lost(NamedTuple):
    """A question that readers' decks would no longer know: what it was, and what it is part of now."""

    gone: Entry
    heir: Entry
    is_merged: bool
    """Whether the heir was there before; otherwise it is the same question under a new id."""


def lost_cards(before: State, now: State) -> Iterator[Lost]:
    """Yields the questions that were renamed or merged since an earlier state and are not recorded as such."""
    for heir, gone in _moves(before, now):
        known = heir.id in before.published
        renamed = None if known else max(gone, key=lambda entry: (entry.first_id == heir.first_id, likeness(entry, heir, before)))
        if renamed and renamed.first_id != heir.first_id:
            yield Lost(renamed, heir, is_merged=False)
        yield from (Lost(entry, heir, is_merged=True) for entry in gone if entry is not renamed and entry.id not in now.retired)


def _moves(before: State, now: State) -> Iterator[tuple[Entry, list[Entry]]]:
    """Yields each question that answers to ids of others now, with those others as they were."""
    heirs: dict[str, list[Entry]] = {}
    for id_, entry in before.published.items():
        if id_ not in now.questions and id_ in now.moved:
            heirs.setdefault(now.moved[id_], []).append(entry)
    for id_, gone in heirs.items():
        yield now.published[id_], gone


def problems(before: State, now: State) -> Iterator[Problem]:
    """Yields a problem for every card that readers would lose."""
    for gone, heir, is_merged in lost_cards(before, now):
        if is_merged:
            found = f"`{gone.id}`, merged into `{heir.id}`, is not in {RETIRED}"
            yield Problem(RETIRED, 1, 1, found, "add it with `question`, `day` and `to`, or let --fix add it")
        else:
            found = f"`{gone.id}`, renamed to `{heir.id}`, lost the id by which readers' decks know it"
            yield Problem(heir.path, 1, 1, found, f"write `first_id: {gone.first_id}`, or let --fix write it")
    yield from _identity(before, now)
    for id_ in before.published.keys() & now.published.keys():
        was, is_ = before.published[id_].first_id, now.published[id_].first_id
        if was != is_:
            remedy = f"write `first_id: {was}`" if was != id_ else "delete `first_id`"
            yield Problem(
                now.published[id_].path, 1, 1, f"the first id `{is_}`, which was `{was}`: readers' decks know it", remedy
            )


def _identity(before: State, now: State) -> Iterator[Problem]:
    """Yields a problem for everything by which readers' Anki knows the deck and its notes that is not what it was."""
    was, is_ = _known_by(before), _known_by(now)
    for key in ("deck", "notes", "name"):
        old, new = getattr(was, key), getattr(is_, key)
        if old is not None and old != new:
            found = f"`anki.{key}` is {'gone' if new is None else f'`{new}`'}, where readers' Anki knows `{old}`"
            yield Problem(SETTINGS, 1, 1, found, f"write `{key}: {old}` again, or their decks are not updated any more")


def _known_by(state: State) -> Anki:
    try:
        return parse_settings(state.files.get(SETTINGS, b"").decode(errors="replace")).options.anki
    except SettingsError:
        return Anki()
