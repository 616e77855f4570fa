"""A deck as one file that Anki imports, the same to the byte for the same notes."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from itertools import count
from typing import TYPE_CHECKING, Any

import genanki

from handbook.exports.anki.notes import FIELDS, LAID_OUT, template
from handbook.records.moments import time_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from handbook.exports.anki.deck import Identity
    from handbook.exports.anki.notes import Note
    from handbook.labels.labels import Labels

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold."""


class _DatedNote(genanki.Note):  # type: ignore[misc]  # genanki has no types
    """A note with a time of its own, so that an update touches only what changed."""

    modified = 0

    def write_to_db(self, cursor: Any, timestamp: float, deck_id: int, id_gen: Any) -> None:  # noqa: ARG002
        """Writes the note as it was last changed, not as the package is made."""
        super().write_to_db(cursor, self.modified, deck_id, id_gen)


def package(notes: Iterable[Note], identity: Identity, say: Labels) -> bytes:
    """Returns the notes as a deck in Anki's format."""
    made = [*notes]
    model = genanki.Model(
        identity.notes,
        identity.name,
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Question", "qfmt": template("anki_front.html", say), "afmt": template("anki_back.html", say)}],
        css=template("anki.css", say),
    )
    deck = genanki.Deck(identity.deck, identity.name)
    for note in made:
        written = _DatedNote(model=model, fields=[*note.fields], tags=[*note.tags], guid=note.guid)
        written.modified = note.modified
        deck.add_note(written)
    media = {name: file for note in made for name, file in note.media.items()}
    return _zipped(_collection(deck), media)


def _collection(deck: Any) -> bytes:
    database = sqlite3.connect(":memory:")
    seconds = time_of(LAID_OUT).timestamp()
    genanki.Package(deck).write_to_db(database.cursor(), seconds, count(int(seconds) * 1000))
    database.commit()
    data = database.serialize()
    database.close()
    return data


def _zipped(collection: bytes, media: Mapping[str, Path]) -> bytes:
    names = {str(at): name for at, name in enumerate(sorted(media))}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        _add(archive, "collection.anki2", collection)
        _add(archive, "media", json.dumps(names).encode())
        for number, name in names.items():
            _add(archive, number, media[name].read_bytes())
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, FIRST_DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data)
