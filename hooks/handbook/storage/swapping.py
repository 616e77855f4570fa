"""Makes a folder's content anew beside the old one and then swaps the two, so that who is stopped halfway leaves one whole.

The folder itself stays, since a server may hold it open or it may be mounted; so do its hidden entries.
"""

from __future__ import annotations

import shutil
from errno import EEXIST, ENOTDIR
from typing import TYPE_CHECKING

from handbook.storage.plain_files import require_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEW, OLD, COMPLETE = ".unfinished", ".before", ".complete"


def require_replaceable(folder: Path, root: Path, mark: str) -> None:
    """Raises OSError unless a folder may be replaced: it is in no other place than it seems, and empty or a site."""
    try:
        require_plain(folder, root)
    except FileNotFoundError:
        if folder.is_symlink():
            raise
        return
    if not folder.is_dir():
        raise OSError(ENOTDIR, "not a folder", str(folder))
    ours = (mark, OLD, COMPLETE)
    if any(_visible(folder)) and not any((folder / name).exists() for name in ours):
        raise OSError(EEXIST, "it holds other files, which would be deleted", str(folder))


def begin(folder: Path) -> Path:
    """Returns an empty folder for the new content; an earlier swap that was stopped is put right first."""
    if (folder / COMPLETE).is_dir():
        _raise(folder, COMPLETE)
    elif (folder / OLD).is_dir():
        _raise(folder, OLD)
    _clear(folder, NEW, OLD, COMPLETE)
    (folder / NEW).mkdir(parents=True)
    return folder / NEW


def swap(folder: Path) -> None:
    """Puts the new content into the place of the old."""
    (folder / OLD).mkdir()
    for entry in [*_visible(folder)]:
        entry.rename(folder / OLD / entry.name)
    (folder / NEW).rename(folder / COMPLETE)
    _raise(folder, COMPLETE)
    _clear(folder, OLD, COMPLETE)


def discard(folder: Path) -> None:
    """Deletes new content that will not be complete."""
    _clear(folder, NEW)


def _clear(folder: Path, *names: str) -> None:
    for name in names:
        shutil.rmtree(folder / name, ignore_errors=True)


def _raise(folder: Path, name: str) -> None:
    """Moves what an inner folder holds into the folder."""
    for entry in [*_visible(folder / name)]:
        entry.rename(folder / entry.name)


def _visible(folder: Path) -> Iterator[Path]:
    return (entry for entry in folder.iterdir() if not entry.name.startswith("."))
