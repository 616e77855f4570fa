"""Writes into `data/` what `check --against` asks for: when a question changed, its first id, and what was retired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.contribute import scalars
from handbook.reading.yaml.source import MAX_BYTES, read
from handbook.reading.yaml.syntax import SourceError
from handbook.records.moments import today
from handbook.review import layout
from handbook.review.comparing.decks import lost_cards
from handbook.review.comparing.history import RETIRED
from handbook.review.comparing.revisions import undated
from handbook.review.fixes import QUESTION_KEYS, Mended
from handbook.storage.files import written
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from handbook.review.comparing.history import Entry, State


def record(before: State, now: State, root: Path, wanted: Callable[[str], bool]) -> list[Mended]:
    """Writes what is missing into the wanted files; one that is no good YAML is left alone."""
    lost = [*lost_cards(before, now)]
    keys = [(missing.entry, missing.key, missing.value) for missing in undated(before, now)]
    keys += [(card.heir, "first_id", card.gone.first_id) for card in lost if not card.is_merged]
    values: dict[str, dict[str, str]] = {}
    for entry, key, value in keys:
        values.setdefault(entry.path, {})[key] = value
    mended = [write_keys(root, path, values[path]) for path in values if wanted(path)]
    merged = {card.gone.id: _entry(card.gone, card.heir) for card in lost if card.is_merged}
    if merged and wanted(RETIRED):
        mended.append(_retire(root, merged))
    return [done for done in mended if done]


def _entry(gone: Entry, heir: Entry) -> str:
    first = f"  first_id: {gone.first_id}\n" if gone.first_id != gone.id else ""
    return f"{gone.id}:\n  question: {scalars.line(gone.title)}\n  day: {today()}\n  to: {heir.id}\n{first}"


def _retire(root: Path, entries: Mapping[str, str]) -> Mended:
    file = root / RETIRED
    before = read_plain(file, MAX_BYTES, root / "data").decode() if file.exists() else ""
    with written(file) as out:
        out.write("".join([before, "\n" if before and not before.endswith("\n") else "", *entries.values()]))
    return Mended(RETIRED, tuple(f"`{id_}` added" for id_ in entries))


def write_keys(root: Path, path: str, values: Mapping[str, str]) -> Mended | None:
    """Writes keys with their values into a question's file and leaves the rest of it as it is."""
    before = read_plain(root / path, MAX_BYTES, root / "data").decode()
    text = before.replace("\r\n", "\n")
    try:
        for key, value in values.items():
            text = layout.with_key(text, key, value, QUESTION_KEYS)
        if read(text.encode()).root.plain() != {**_plain(before), **values}:
            return None
    except SourceError:
        return None
    with written(root / path) as out:
        out.write(text.replace("\n", "\r\n") if "\r\n" in before else text)
    return Mended(path, tuple(f"`{key}: {value}`" for key, value in values.items()))


def _plain(text: str) -> dict[str, object]:
    plain = read(text.encode()).root.plain()
    return {**plain} if isinstance(plain, dict) else {}
