"""Writes files so that nobody ever sees half of one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO


@contextmanager
def written(file: Path) -> Iterator[IO[str]]:
    """Opens a text file for writing that takes its name only once it is whole."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=file.parent, prefix=".", delete=False) as out:
        temporary = Path(out.name)
        try:
            yield out
        except BaseException:
            out.close()
            temporary.unlink()
            raise
    temporary.chmod(0o666 & ~UMASK)
    temporary.replace(file)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


UMASK = _umask()
