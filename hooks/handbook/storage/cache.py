"""Keeps what was computed from a file, by the file's content and by everything that computed it."""

from __future__ import annotations

import atexit
import sqlite3
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryFile, mkdtemp
from typing import TYPE_CHECKING

from click import ClickException

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NEAR = 25_000_000
"""How many letters of kept texts stay in memory, since several outputs read each of them."""
PACKAGE = Path(__file__).parents[1]
RENDERED_BY = ("records", "labels", "markup", "reading")
"""The rooms that what is kept of a question depends on."""
FILE = "handbook.sqlite"
COMPUTED_BY = (
    "Jinja2", "Pygments", "PyYAML", "markdown-it-py", "math-core", "mdit-py-plugins", "nh3", "pydantic", "pymdown-extensions",
)  # fmt: skip


class CacheLostError(ClickException):
    """Something that was kept a moment ago is gone: said in one line by whatever command meets it."""

    def __init__(self) -> None:
        super().__init__("what was kept of the rendered questions was damaged and has been deleted; run the command again")


class Cache:
    """A store on disk of texts by kind and key; losing it costs time and nothing else."""

    def __init__(self, folder: Path) -> None:
        self.folder = _writable(folder)
        """Where other files may be kept too."""
        self._database = _open(self.folder)
        self._fresh: dict[tuple[str, str], str] = {}
        self._near: dict[tuple[str, str], str] = {}
        self._room = NEAR

    @staticmethod
    def key(name: str, content: bytes) -> str:
        """Returns the key of what is computed from a named content by this version of everything."""
        return blake2b(f"{engine(*RENDERED_BY)}\0{name}\0".encode() + content, digest_size=20).hexdigest()

    def get(self, kind: str, key: str) -> str | None:
        """Returns the kept text, or None."""
        if (kind, key) in self._fresh:
            return self._fresh[kind, key]
        with suppress(sqlite3.DatabaseError):
            if not self._database.in_transaction:
                self._database.execute("BEGIN")  # one lock for all that is read until the next commit
            for row in self._database.execute("SELECT value FROM kept WHERE kind = ? AND key = ?", (kind, key)):
                return str(row[0])
        return None

    def get_kept(self, kind: str, key: str) -> str:
        """Returns a text that was kept before; where it is lost, raises CacheLostError and makes room for a new start."""
        text = self._near.get((kind, key)) or self.get(kind, key)
        if text is None:
            self._database.close()
            (self.folder / FILE).unlink(missing_ok=True)
            raise CacheLostError
        if self._room > 0 and (kind, key) not in self._near:
            self._near[kind, key] = text
            self._room -= len(text)
        return text

    def put(self, key: str, texts: Mapping[str, str]) -> None:
        """Keeps texts of several kinds under one key."""
        self._fresh.update({(kind, key): text for kind, text in texts.items()})
        if len(self._fresh) > 500:
            self.commit()

    def commit(self) -> None:
        """Writes to disk what was put, and lets others write."""
        self._database.rollback()
        if self._fresh:
            rows = [(kind, key, text) for (kind, key), text in self._fresh.items()]
            self._database.executemany("INSERT OR REPLACE INTO kept (kind, key, value) VALUES (?, ?, ?)", rows)
            self._database.commit()
            self._fresh = {}

    def forget_all_but(self, keys: Iterable[str]) -> None:
        """Deletes what belongs to none of the keys, once it is more than what belongs to them."""
        wanted = set(keys)
        kept = self._database.execute("SELECT DISTINCT key FROM kept WHERE kind IN ('question', 'record')")
        stale = {key for (key,) in kept} - wanted
        if len(stale) > len(wanted) + 100:
            self._database.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in stale])
        self._database.commit()


def _writable(folder: Path) -> Path:
    """Returns the folder, or one for this process alone where it cannot be written."""
    try:
        folder.mkdir(exist_ok=True)
        with TemporaryFile(dir=folder):
            return folder
    except OSError:
        own = Path(mkdtemp(prefix="handbook-"))
        atexit.register(rmtree, own, ignore_errors=True)
        return own


def _open(folder: Path) -> sqlite3.Connection:
    """Opens the store, makes a new one where it is damaged, and keeps to memory where nothing can be written."""
    for fresh in (False, True):
        try:
            folder.mkdir(exist_ok=True)
            file = folder / FILE
            if fresh:
                file.unlink(missing_ok=True)
            return _connect(str(file))
        except (OSError, sqlite3.DatabaseError):
            continue
    return _connect(":memory:")


def _connect(file: str) -> sqlite3.Connection:
    database = sqlite3.connect(file, check_same_thread=False, timeout=30)
    database.execute("PRAGMA page_size = 16384")  # most texts are longer than the usual page
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = OFF")
    database.execute("PRAGMA cache_size = -8000")
    database.execute("CREATE TABLE IF NOT EXISTS kept (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key))")
    database.execute("SELECT kind, key, value FROM kept LIMIT 1").fetchone()
    return database


@cache
def engine(*rooms: str) -> str:
    """Returns a digest of some rooms' own files and of the libraries whose output is kept."""
    return blake2b("\n".join([_libraries(), *map(_room, rooms)]).encode(), digest_size=16).hexdigest()


@cache
def _libraries() -> str:
    return "\n".join(f"{name} {version(name)}" for name in COMPUTED_BY)


@cache
def _room(room: str) -> str:
    digest = blake2b(digest_size=16)
    for file in sorted(file for file in (PACKAGE / room).rglob("*") if file.is_file() and "__pycache__" not in file.parts):
        digest.update(file.read_bytes())
    return digest.hexdigest()
