"""A handbook as a deck: every question, and every one that readers may still have."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from handbook.exports.anki.notes import Notes
from handbook.labels.labels import labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.exports.anki.notes import Note
    from handbook.records.handbook import Handbook
    from handbook.records.settings import Settings

FILE = "handbook.apkg"


@dataclass(frozen=True)
class Identity:
    """What readers' Anki knows a deck by."""

    deck: int
    notes: int
    name: str


def identity(settings: Settings) -> Identity:
    """Returns the numbers and the name that are written down, or some that hang on the site's name."""
    given = settings.options.anki
    return Identity(
        deck=given.deck or _number("deck", settings.title),
        notes=given.notes or _number("notes", settings.title),
        name=given.name or settings.title,
    )


def _number(kind: str, title: str) -> int:
    digest = blake2b(f"{kind}\0{title}".encode(), digest_size=4).digest()
    return 2**30 + int.from_bytes(digest, "big") % 2**30


def notes(handbook: Handbook, settings: Settings) -> Iterator[Note]:
    """Yields a note a question, in reading order, then those of retired questions."""
    made = Notes(handbook, settings)
    yield from handbook.failures.each("the Anki deck", handbook.questions.values(), made.of)
    for id_, entry in handbook.retired.items():
        yield made.of_retired(id_, entry)


def deck(handbook: Handbook, settings: Settings) -> bytes:
    """Returns the handbook as a file that Anki imports."""
    from handbook.exports.anki.package import package  # noqa: PLC0415  slow to import

    return package(notes(handbook, settings), identity(settings), labels(*settings.words))
