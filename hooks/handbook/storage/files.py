"""Writes files so that nobody ever sees half of one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from errno import EEXIST
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import IO, Any


@contextmanager
def written(file: Path) -> Iterator[IO[str]]:
    """Opens a text file for writing that takes its name only once it is whole."""
    with _whole(file, partial(NamedTemporaryFile, "w", encoding="utf-8", newline="\n")) as out:
        yield out


def write_bytes(file: Path, data: bytes) -> None:
    """Writes a file that takes its name only once it is whole."""
    with _whole(file, partial(NamedTemporaryFile, "wb")) as out:
        out.write(data)


@contextmanager
def _whole(file: Path, temporary_file: Callable[..., Any]) -> Iterator[IO[Any]]:
    file.parent.mkdir(parents=True, exist_ok=True)
    with temporary_file(dir=file.parent, prefix=".", delete=False) as out:
        temporary = Path(out.name)
        try:
            yield out
        except BaseException:
            out.close()
            temporary.unlink()
            raise
    temporary.chmod(0o666 & ~UMASK)
    temporary.replace(file)


def update(file: Path, text: str) -> None:
    """Writes a file of the site unless it holds that text already; where there are many, making them anew would take long."""
    try:
        if file.read_bytes() == text.encode():
            return
    except OSError:
        file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


def write_new(texts: Mapping[Path, str]) -> None:
    """Writes several files that are not there yet, or none of them; raises OSError where one cannot be made."""
    done: list[Path] = []
    try:
        for file, text in texts.items():
            _refuse_existing(file)
            done = [folder for folder in file.parents if not folder.exists()][::-1] + done
            with written(file) as out:
                out.write(text)
            done.insert(0, file)
    except BaseException:
        _undo(done)
        raise


def _refuse_existing(file: Path) -> None:
    if os.path.lexists(file):
        raise FileExistsError(EEXIST, "it is there already", str(file))


def _undo(made: list[Path]) -> None:
    """Deletes the files that were made, then the folders, the deepest first."""
    for path in [path for path in made if path.is_file()]:
        path.unlink()
    for path in sorted((path for path in made if path.is_dir()), key=lambda folder: -len(folder.parts)):
        path.rmdir()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


UMASK = _umask()
