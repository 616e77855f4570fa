"""Loads `data/` into a handbook: reads every file, checks each by itself and all together, renders the questions."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from handbook.reading.draft import Draft
from handbook.reading.files import known, load_file
from handbook.reading.folder import files
from handbook.reading.rules import rules
from handbook.reading.settings import read_settings
from handbook.reading.texts import KeptTexts
from handbook.records.handbook import Handbook
from handbook.records.order import in_reading_order
from handbook.records.problems import ProblemsError
from handbook.records.settings import Settings
from handbook.storage.cache import Cache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CACHE = ".cache"

T = TypeVar("T")


def load(root: Path, settings: Settings | None = None) -> Handbook:
    """Loads the handbook of a folder, with the settings of its `mkdocs.yml` or others; raises ProblemsError."""
    root = root.resolve()
    return _from_store(root, partial(_load, settings or read_settings(root)))


def examine(root: Path) -> Draft:
    """Returns all that can be loaded of a folder's data, with every problem of it; where settings are wrong, these alone."""
    root = root.resolve()
    try:
        settings = read_settings(root)
    except ProblemsError as wrong:
        return Draft(root, _store(root), Settings(), problems=[*wrong.problems])
    return _from_store(root, partial(_examine, settings))


def _from_store(root: Path, read_all: Callable[[Path, Cache], T]) -> T:
    try:
        return read_all(root, _store(root))
    except (sqlite3.DatabaseError, ValidationError):  # what was kept is damaged
        _discard_store(root)
        return read_all(root, _store(root))


def _examine(settings: Settings, root: Path, store: Cache) -> Draft:
    draft = Draft(root, store, settings)
    for file in files(draft):
        load_file(draft, file)
    store.commit()
    rules.check(draft)
    return draft


def _load(settings: Settings, root: Path, store: Cache) -> Handbook:
    draft = _examine(settings, root, store)
    if draft.problems:
        raise ProblemsError(draft.problems)
    if len(known) > len(draft.questions):  # to compare them takes long
        for gone in known.keys() - {str(draft.data / q.topic / f"{q.id}.yml") for q in draft.questions}:
            del known[gone]
    topics = dict(sorted(draft.topics.items(), key=lambda item: (item[1].order, item[0])))
    ordered = in_reading_order(draft.questions, topics, settings.levels)
    store.forget_all_but(draft.keys.values())
    return Handbook(
        root=draft.root,
        topics=topics,
        questions={q.id: q for q in ordered if not q.draft},
        drafts={q.id: q for q in ordered if q.draft},
        references=draft.references,
        glossary=draft.glossary,
        synonyms=draft.synonyms,
        retired=draft.retired,
        words=draft.words,
        links={q.id: tuple(id_ for _, id_ in draft.links[f"data/{q.topic}/{q.id}.yml"]) for q in ordered},
        cited=draft.cited,
        keys=draft.keys,
        texts=KeptTexts(store, draft.keys, draft.glossary),
        settings=settings,
    )


@cache
def _store(root: Path) -> Cache:
    """Keeps one connection a folder for the life of the process."""
    return Cache(root / CACHE)


def _discard_store(root: Path) -> None:
    _store.cache_clear()
    known.clear()
    for file in (root / CACHE).glob("handbook.sqlite*"):
        file.unlink(missing_ok=True)


_latest: dict[Path, tuple[object, Handbook]] = {}


def load_once(root: Path, settings: Settings | None = None) -> Handbook:
    """Returns the handbook of a folder, loaded again only when its settings, or a file of `data/` or `docs/`, have changed."""
    stamp = (settings, *_stamps(root))
    if root not in _latest or _latest[root][0] != stamp:
        _latest[root] = (stamp, load(root, settings))
    return _latest[root][1]


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    for folder in (root / "data", root / "docs"):
        for parent, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                with suppress(FileNotFoundError):  # an editor's link to nowhere, or a file that has just gone
                    stat = os.stat(os.path.join(parent, name))  # a Path each would cost more than the rest
                    yield f"{parent}/{name}", stat.st_mtime_ns, stat.st_size
