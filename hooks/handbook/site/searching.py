"""Writes the index of the search, and leaves alone what is the same as before."""

from __future__ import annotations

from contextlib import suppress
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from handbook.search.index import WORDS, parts, stamp
from handbook.storage.files import update

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from handbook.records.handbook import Handbook

FROM_DISK = "search_index.js"
"""What the theme reads of its own index before it asks the worker, on a page that was opened from disk."""


def write_index(handbook: Handbook, entries: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Writes the index of the questions and of other pages, which are entries of the theme's own index."""
    update(folder / FROM_DISK, "var __index = {config: {}, docs: []};\n")
    name = stamp(handbook, entries)
    with suppress(OSError), (folder / WORDS).open(encoding="utf-8") as words:
        if words.read(len(name) + 20).startswith(f'part({{"folder":"{name}"'):
            return
    (folder / WORDS).unlink(missing_ok=True)
    _rename_parts(folder, name)
    made = {folder / file: f"part({part})" for file, part in parts(handbook, entries, name)}
    for file, part in made.items():
        update(file, part)
    for file in [file for file in (folder / name).iterdir() if file not in made]:
        file.unlink()


def _rename_parts(folder: Path, name: str) -> None:
    """Takes the parts of an earlier index over, most of which will be the same."""
    for before in [entry for entry in folder.glob("*") if entry.is_dir()]:
        if (folder / name).exists():
            rmtree(before)
        else:
            before.rename(folder / name)
