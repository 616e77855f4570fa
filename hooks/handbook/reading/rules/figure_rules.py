"""The rules about figures: each is there, is what its name says, and is small enough for every reader and printer."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from handbook.reading.rules.figure_files import look
from handbook.records.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from handbook.reading.draft import Draft
    from handbook.reading.rules.figure_files import Seen
    from handbook.records.figures import Figure
    from handbook.records.problems import Key

    Found: TypeAlias = tuple[tuple[Key, ...], str, str]

MAX_COMPRESSED = 250_000
"""The bytes that all frames of a figure may cost a reader, who loads them together."""


def check(draft: Draft) -> None:
    """Reports every figure that cannot be published."""
    seen = look(draft, dict.fromkeys(_files(draft)))
    for question in draft.questions:
        path = f"data/{question.topic}/{question.id}.yml"
        for at, figure in enumerate(question.figures):
            for loc, found, remedy in _of_figure(draft.data / question.topic, figure, seen):
                draft.report(path, ("figures", at, *loc), found, remedy)


def _files(draft: Draft) -> Iterator[Path]:
    for question in draft.questions:
        for figure in question.figures:
            names = [frame.file for frame in figure.frames] or [figure.file]
            yield from (draft.data / question.topic / name for name in names)


def _of_figure(folder: Path, figure: Figure, seen: Mapping[Path, Seen]) -> Iterator[Found]:
    """Yields what is wrong with a figure: the place in its record, what was found, and what to do."""
    places: dict[str, tuple[Key, ...]] = {frame.file: ("frames", at, "file") for at, frame in enumerate(figure.frames)}
    places = places or {figure.file: ("file",)}
    for file, loc in places.items():
        yield from ((loc, f"the figure `{file}`{found}", remedy) for found, remedy in seen[folder / file].faults)
    if figure.frames:
        yield from _of_frames(figure, sum(seen[folder / file].size for file in places))
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
