"""Writes several new files, all of them or none, even if it is killed halfway: what was left is undone later."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager, suppress
from errno import EEXIST, EINVAL, EXDEV
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, TypedDict

from handbook.storage.files import write_bytes
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDER = ".cache"
MAX_BYTES = 100_000_000
STAGE = "unfinished-"
LIST = "list.json"
LOCK = "unfinished.lock"
OLD, NEW = "old-", "new-"
WITHIN = ("data", "docs")
"""The folders of a handbook that new files belong into."""


class _List(TypedDict):
    """What is about to be there, by names as seen from the root: each file with its digest, and each new folder."""

    files: list[tuple[str, str]]
    folders: list[str]
    changed: list[tuple[str, str]]


def write_new(root: Path, texts: Mapping[Path, str], changes: Mapping[Path, str] | None = None) -> None:
    """Writes files that are not there yet, and changes some that are; all of it or nothing. Raises OSError where it cannot."""
    texts = {_inside(root, file): text for file, text in texts.items()}
    changed = {_inside(root, file): text for file, text in (changes or {}).items()}
    root = root.resolve()
    (root / FOLDER).mkdir(exist_ok=True)
    with _locked(root):
        _refuse_existing(texts)
        stage = Path(mkdtemp(prefix=STAGE, dir=root / FOLDER))
        try:
            _stage(root, stage, texts, changed)
            for at, file in enumerate(texts):
                file.parent.mkdir(parents=True, exist_ok=True)
                _refuse_existing([file])
                _move(stage / str(at), file)
            for at, file in enumerate(changed):
                _move(stage / f"{NEW}{at}", file)
            (stage / LIST).unlink()  # from here on they are there
        except BaseException:
            _undo(root, stage)
            raise
        shutil.rmtree(stage, ignore_errors=True)


def undo_unfinished(root: Path) -> list[str]:
    """Deletes what was left of files that were to come together, and returns the names of those that had come already."""
    stages = [*(root / FOLDER).glob(f"{STAGE}*/")]
    if not stages:
        return []
    with _locked(root, wait=False) as locked:
        return [name for stage in stages for name in _undo(root, stage)] if locked else []


def _inside(root: Path, file: Path) -> Path:
    """Returns where a file really is; raises OSError if a link leads out of the handbook's folder that it is named in."""
    name = Path(os.path.abspath(file)).relative_to(os.path.abspath(root)).parts[0]
    real, folder = file.resolve(), (root / name).resolve()
    if not real.is_relative_to(folder):
        raise OSError(EINVAL, f"a link that leads out of {name}/", str(file))
    return real


def _refuse_existing(files: Iterable[Path]) -> None:
    for file in files:
        if os.path.lexists(file):
            raise FileExistsError(EEXIST, "it is there already", str(file))


def _stage(root: Path, stage: Path, texts: Mapping[Path, str], changed: Mapping[Path, str]) -> None:
    """Writes the files under numbers, those that change as they are and as they will be, then the list that tells of each."""
    listed: _List = {"files": [], "folders": [], "changed": []}
    for at, (file, text) in enumerate(texts.items()):
        data = text.encode()
        (stage / str(at)).write_bytes(data)
        listed["files"].append((file.relative_to(root).as_posix(), _digest(data)))
        new = [folder.relative_to(root).as_posix() for folder in file.parents if not folder.exists()]
        listed["folders"] = [*dict.fromkeys([*listed["folders"], *new[::-1]])]
    for at, (file, text) in enumerate(changed.items()):
        shutil.copy2(file, stage / f"{OLD}{at}")
        write_bytes(stage / f"{NEW}{at}", text.encode())
        listed["changed"].append((file.relative_to(root).as_posix(), _digest(text.encode())))
    write_bytes(stage / LIST, json.dumps(listed).encode())


def _move(staged: Path, file: Path) -> None:
    try:
        staged.replace(file)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        write_bytes(file, staged.read_bytes())
        staged.unlink()


def _undo(root: Path, stage: Path) -> list[str]:
    """Deletes the files that had their names already, the folders made for them, and the rest; returns the files' names.

    What was changed is put back as it was.
    """
    listed: _List = {"files": [], "folders": [], "changed": []}
    with suppress(OSError, ValueError, TypeError, KeyError):
        listed = _listed(json.loads(read_plain(stage / LIST, MAX_BYTES)))
    gone = []
    for at, (name, digest) in enumerate(listed["files"]):
        if not (stage / str(at)).exists() and _is_ours(root, name, digest):
            with suppress(OSError):
                (root / name).unlink()
                gone.append(name)
    for at, (name, digest) in enumerate(listed["changed"]):
        if _is_ours(root, name, digest):
            with suppress(OSError):
                shutil.move(stage / f"{OLD}{at}", root / name)
    for name in filter(_belongs, reversed(listed["folders"])):
        with suppress(OSError):
            (root / name).rmdir()
    shutil.rmtree(stage, ignore_errors=True)
    return gone


def _listed(found: _List) -> _List:
    """Returns a list in which everything has its form; raises TypeError, ValueError or KeyError for another."""
    return {
        "files": [(str(name), str(digest)) for name, digest in found["files"]],
        "folders": [*map(str, found["folders"])],
        "changed": [(str(name), str(digest)) for name, digest in found["changed"]],
    }


def _is_ours(root: Path, name: str, digest: str) -> bool:
    """Tells whether a file is as it was written here: what somebody changed since stays."""
    return _belongs(name) and (root / name).is_file() and _digest((root / name).read_bytes()) == digest


def _belongs(name: str) -> bool:
    parts = Path(name).parts
    return parts[:1] in {(folder,) for folder in WITHIN} and ".." not in parts


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


@contextmanager
def _locked(root: Path, *, wait: bool = True) -> Iterator[bool]:
    """Keeps others from writing, or from undoing what is being written; yields whether it could."""
    try:
        import fcntl  # noqa: PLC0415  Windows has none, and lets nobody delete a file that is open
    except ImportError:
        yield True
        return
    place = os.open(root / FOLDER / LOCK, os.O_RDWR | os.O_CREAT, 0o666)  # a pipe in its place makes nobody wait
    with os.fdopen(place, "wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
