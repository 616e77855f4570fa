"""Looks at the files of figures, each once, and keeps what it saw of a content."""

from __future__ import annotations

import json
from errno import EFBIG, ENOENT
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from zlib import compress

from handbook.reading.rules import drawing
from handbook.reading.rules.trial import unset
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.reading.draft import Draft

SUFFIXES = (".svg", ".png", ".webp", ".jpg")
MAX_BYTES = 1_000_000
UNSET = (", which cannot be printed", "save it again, as a plain picture")


class Seen(NamedTuple):
    """What there is to say of a file."""

    faults: list[tuple[str, str]]
    """What is wrong with it, and what to do."""
    size: int = 0
    """Its bytes, compressed."""


def look(draft: Draft, files: Iterable[Path]) -> dict[Path, Seen]:
    """Returns what there is to say of each file."""
    seen: dict[Path, Seen] = {}
    there: dict[Path, list[str]] = {}
    fresh: dict[Path, str] = {}
    with TemporaryDirectory() as folder:
        for file in files:
            try:
                data = read_plain(file, MAX_BYTES, draft.data)
            except IsADirectoryError:
                seen[file] = Seen([(", which is a folder", "put the file itself there")])
                continue
            except OSError as error:
                seen[file] = Seen([_unread(draft, file, error, there)])
                continue
            key = draft.store.key(f"{file.suffix} {version('typst')}", data)
            if kept := draft.store.get("figure", key):
                faults, size = json.loads(kept)
                seen[file] = Seen([(found, remedy) for found, remedy in faults], size)
                continue
            seen[file] = Seen(sorted({*_faults(data, file.suffix)}), len(compress(data)))
            fresh[file] = key
            if not seen[file].faults:
                Path(folder, f"{key}{file.suffix}").write_bytes(data)
        _try(draft, Path(folder), fresh, seen)
    return seen


def _try(draft: Draft, folder: Path, fresh: dict[Path, str], seen: dict[Path, Seen]) -> None:
    """Sets the new files that have no other fault, and keeps what was seen of all new ones."""
    failed = {*unset(folder, sorted(file.name for file in folder.iterdir()))}
    for file, key in fresh.items():
        if f"{key}{file.suffix}" in failed:
            seen[file].faults.append(UNSET)
        draft.store.put(key, {"figure": json.dumps(seen[file])})


def _unread(draft: Draft, file: Path, error: OSError, there: dict[Path, list[str]]) -> tuple[str, str]:
    folder = f"data/{file.parent.name}/"
    if error.errno == EFBIG:
        return " of more than 1 MB", "make it smaller"
    if error.errno != ENOENT:
        return f", which is {error.strerror}", f"put the file itself into {folder}"
    if file.parent not in there:
        there[file.parent] = [other.name for other in file.parent.iterdir() if other.suffix in SUFFIXES and other.is_file()]
    return ", which is not there", draft.nearest(file.name, there[file.parent], f"put it into {folder}")


def _faults(data: bytes, suffix: str) -> Iterator[tuple[str, str]]:
    if suffix == ".svg":
        yield from ((f" with {danger}", "save it as a plain drawing") for danger in drawing.dangers(data))
    else:
        from handbook.reading.rules import pictures  # noqa: PLC0415  most handbooks have drawings only

        yield from pictures.faults(data, suffix)
