"""Writes several new files, all of them or none, even if it is killed halfway: what was left is undone later."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import contextmanager, suppress
from errno import EEXIST, EXDEV
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, TypedDict

from handbook.storage.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FOLDER = ".cache"
STAGE = "unfinished-"
LIST = "list.json"
LOCK = "unfinished.lock"
WITHIN = ("data", "docs")
"""The folders of a handbook that new files belong into."""


class _List(TypedDict):
    """What is about to be there, by names as seen from the root: each file with its digest, and each new folder."""

    files: list[tuple[str, str]]
    folders: list[str]


def write_new(root: Path, texts: Mapping[Path, str]) -> None:
    """Writes files of a handbook that are not there yet, or none of them; raises OSError where one cannot be made."""
    (root / FOLDER).mkdir(exist_ok=True)
    with _locked(root):
        _refuse_existing(texts)
        stage = Path(mkdtemp(prefix=STAGE, dir=root / FOLDER))
        try:
            _stage(root, stage, texts)
            for at, file in enumerate(texts):
                file.parent.mkdir(parents=True, exist_ok=True)
                _refuse_existing([file])
                _move(stage / str(at), file)
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


def _refuse_existing(files: Iterable[Path]) -> None:
    for file in files:
        if os.path.lexists(file):
            raise FileExistsError(EEXIST, "it is there already", str(file))


def _stage(root: Path, stage: Path, texts: Mapping[Path, str]) -> None:
    """Writes the files under numbers, then the list that tells what each is to become."""
    listed: _List = {"files": [], "folders": []}
    for at, (file, text) in enumerate(texts.items()):
        data = text.encode()
        (stage / str(at)).write_bytes(data)
        listed["files"].append((file.relative_to(root).as_posix(), _digest(data)))
        new = [folder.relative_to(root).as_posix() for folder in file.parents if not folder.exists()]
        listed["folders"] = [*dict.fromkeys([*listed["folders"], *new[::-1]])]
    write_bytes(stage / LIST, json.dumps(listed).encode())


def _move(staged: Path, file: Path) -> None:
    try:
        staged.rename(file)
    except OSError as error:
        if error.errno != EXDEV:
            raise
        write_bytes(file, staged.read_bytes())
        staged.unlink()


def _undo(root: Path, stage: Path) -> list[str]:
    """Deletes the files that had their names already, the folders made for them, and the rest; returns the files' names."""
    listed: _List = {"files": [], "folders": []}
    with suppress(OSError, ValueError):
        listed = json.loads((stage / LIST).read_bytes())
    gone = []
    for at, (name, digest) in enumerate(listed["files"]):
        file = root / name
        if _belongs(name) and not (stage / str(at)).exists() and file.is_file() and _digest(file.read_bytes()) == digest:
            with suppress(OSError):
                file.unlink()
                gone.append(name)
    for name in filter(_belongs, reversed(listed["folders"])):
        with suppress(OSError):
            (root / name).rmdir()
    shutil.rmtree(stage, ignore_errors=True)
    return gone


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
    with (root / FOLDER / LOCK).open("wb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
            return
        yield True
