"""Reads only what is a file: a link that leads away, a device or a pipe is refused without being opened."""

from __future__ import annotations

import os
import stat
from errno import EFBIG, EINVAL, ELOOP
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def require_plain(path: Path, inside: Path | None = None) -> None:
    """Raises OSError unless a path is a file or a folder, and lies in a folder, if one is given, links and all."""
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        mode = os.stat(path).st_mode
        if inside and not _resolved(path).is_relative_to(_resolved(inside)):
            raise OSError(EINVAL, f"a link that leads out of {inside.name}/", str(path))
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(EINVAL, "a device or a pipe", str(path))


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except RuntimeError:  # what Python up to 3.12 says of a link to itself
        raise OSError(ELOOP, "a link to itself", str(path)) from None


def read_plain(file: Path, most: int, inside: Path | None = None) -> bytes:
    """Returns the bytes of a file; raises OSError for what is none, and for one of more than so many bytes."""
    require_plain(file, inside)
    if not file.stat().st_size:  # and none of the system's, such as those of /proc, which may never end
        return b""
    with file.open("rb") as content:
        data = content.read(most + 1)
    if len(data) > most:
        raise OSError(EFBIG, f"more than {most:,} bytes", str(file))
    return data
