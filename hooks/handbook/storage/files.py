"""Writes files so that nobody ever sees half of one."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from errno import EDQUOT, EFBIG, EIO, ENOSPC, EROFS
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO, Any

UNWRITABLE = (ENOSPC, EDQUOT, EROFS, EFBIG, EIO)
"""What the system says of a disk that takes no more."""


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
            out.flush()  # where a disk is full, this is what fails
        except BaseException:
            with suppress(OSError):
                out.close()
            temporary.unlink()
            raise
    temporary.chmod(0o666 & ~UMASK)
    temporary.replace(file)


def update(file: Path | str, content: str | bytes) -> None:
    """Writes a file of the site unless it holds that already; where there are many, making them anew would take long."""
    name, data = str(file), content.encode() if isinstance(content, str) else content
    try:
        _create(name, data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(name), exist_ok=True)
        _create(name, data)
    except FileExistsError:
        with suppress(OSError):
            if Path(name).read_bytes() == data:
                return
        os.unlink(name)  # the site that is still shown may hold the same file
        _create(name, data)


def _create(name: str, data: bytes) -> None:
    """Writes a new file; for thousands of them a Path would take long."""
    with open(name, "xb") as out:
        out.write(data)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


UMASK = _umask()
