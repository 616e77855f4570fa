"""The rules about figures: each is there, is what its name says, and is small enough for every reader and printer."""

from __future__ import annotations

import json
from errno import EFBIG, ENOENT
from typing import TYPE_CHECKING, TypeAlias
from zlib import compress

from handbook.reading.rules import drawing
from handbook.records.problems import nearest
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.reading.draft import Draft
    from handbook.records.figures import Figure
    from handbook.records.problems import Key

    Found: TypeAlias = tuple[tuple[Key, ...], str, str]

SUFFIXES = (".svg", ".png", ".webp", ".jpg")
MAX_BYTES = 1_000_000


MAX_COMPRESSED = 250_000
"""The bytes that all frames of a figure may cost a reader, who loads them together."""


def check(draft: Draft) -> None:
    """Reports every figure that cannot be published."""
    there: dict[Path, list[str]] = {}
    for question in draft.questions:
        path = f"data/{question.topic}/{question.id}.yml"
        for at, figure in enumerate(question.figures):
            for loc, found, remedy in _of_figure(draft, question.topic, figure, there):
                draft.report(path, ("figures", at, *loc), found, remedy)


def _of_figure(draft: Draft, topic: str, figure: Figure, there: dict[Path, list[str]]) -> Iterator[Found]:
    """Yields what is wrong with a figure: the place in its record, what was found, and what to do."""
    places: dict[str, tuple[Key, ...]] = {frame.file: ("frames", at, "file") for at, frame in enumerate(figure.frames)}
    places = places or {figure.file: ("file",)}
    compressed = 0
    for file, loc in places.items():
        faults, size = _about(draft, draft.data / topic / file, there)
        yield from ((loc, f"the figure `{file}`{found}", remedy) for found, remedy in faults)
        compressed += size
    if figure.frames:
        yield from _of_frames(figure, compressed)
    elif figure.parameter:
        yield ("parameter",), "a `parameter` without `frames`", "list the pictures under `frames`, or delete it"


def _of_frames(figure: Figure, compressed: int) -> Iterator[Found]:
    if not figure.parameter:
        yield ("frames",), "frames without a `parameter`", "add `parameter: …`, which names what changes from one to the next"
    names = [frame.file for frame in figure.frames]
    if figure.file not in names:
        remedy = nearest(figure.file, names, "name the file of the frame that is shown first")
        yield ("file",), f"the figure `{figure.file}`, which is none of its frames", remedy
    if compressed > MAX_COMPRESSED:
        found = f"frames of {compressed / 1000:,.0f} kB together, compressed"
        yield ("frames",), found, f"keep them within {MAX_COMPRESSED // 1000} kB: fewer, or simpler ones"


def _about(draft: Draft, file: Path, there: dict[Path, list[str]]) -> tuple[list[tuple[str, str]], int]:
    """Returns what is wrong with a figure's file and what to do, and the file's compressed size."""
    try:
        data = read_plain(file, MAX_BYTES, draft.data)
    except IsADirectoryError:
        return [(", which is a folder", "put the file itself there")], 0
    except OSError as error:
        return [_unread(draft, file, error, there)], 0
    key = draft.store.key(file.suffix, data)
    kept = draft.store.get("figure", key)
    if kept is None:
        kept = json.dumps([sorted({*_faults(data, file.suffix)}), len(compress(data))])
        draft.store.put(key, {"figure": kept})
    faults, size = json.loads(kept)
    return [(found, remedy) for found, remedy in faults], size


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
