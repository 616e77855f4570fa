"""The rules about figures: each is there, is what its name says, and is small enough for every reader and printer."""

from __future__ import annotations

import json
from errno import EFBIG, ENOENT
from typing import TYPE_CHECKING

from handbook.reading.rules import drawing
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.reading.draft import Draft

SUFFIXES = (".svg", ".png", ".webp", ".jpg")
MAX_BYTES = 1_000_000


def check(draft: Draft) -> None:
    """Reports every figure that cannot be published."""
    there: dict[Path, list[str]] = {}
    for question in draft.questions:
        path = f"data/{question.topic}/{question.id}.yml"
        for at, figure in enumerate(question.figures):
            for found, remedy in _about(draft, draft.data / question.topic / figure.file, there):
                draft.report(path, ("figures", at, "file"), f"the figure `{figure.file}`{found}", remedy)


def _about(draft: Draft, file: Path, there: dict[Path, list[str]]) -> list[tuple[str, str]]:
    """Returns what is wrong with a figure's file, and what to do."""
    try:
        data = read_plain(file, MAX_BYTES, draft.data)
    except IsADirectoryError:
        return [(", which is a folder", "put the file itself there")]
    except OSError as error:
        return [_unread(draft, file, error, there)]
    key = draft.store.key(file.suffix, data)
    kept = draft.store.get("figure", key)
    if kept is None:
        kept = json.dumps(sorted({*_faults(data, file.suffix)}))
        draft.store.put(key, {"figure": kept})
    return [(found, remedy) for found, remedy in json.loads(kept)]


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
