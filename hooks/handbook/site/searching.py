"""Writes the index of the search, and leaves alone what is the same as before."""

from __future__ import annotations

from contextlib import suppress
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from handbook.search import vectors, weights
from handbook.search.index import WORDS, parts, stamp
from handbook.storage.files import update, written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from handbook.records.handbook import Handbook
    from handbook.search.vectors import Vectors
    from handbook.search.weights import Weights

FROM_DISK = "search_index.js"
"""What the theme reads of its own index before it asks the worker, on a page that was opened from disk."""

VECTORS = "vectors.json"
"""Where the last vectors are kept, in the folder of the cache."""
WEIGHTS = "search.json"
"""Where a handbook keeps weights of its own, beside `mkdocs.yml`."""


def write_index(handbook: Handbook, entries: Sequence[Mapping[str, Any]], folder: Path, meanings: Vectors | None = None) -> None:
    """Writes the index of the questions and of other pages, which are entries of the theme's own index."""
    update(folder / FROM_DISK, "var __index = {config: {}, docs: []};\n")
    fitted = weights_of(handbook)
    name = stamp(handbook, entries, fitted, meanings)
    with suppress(OSError), (folder / WORDS).open(encoding="utf-8") as words:
        if words.read(len(name) + 20).startswith(f'part({{"folder":"{name}"'):
            return
    (folder / WORDS).unlink(missing_ok=True)
    _rename_parts(folder, name)
    made = {file: f"part({part})" for file, part in parts(handbook, entries, name, fitted, meanings)}
    for file, part in made.items():
        update(f"{folder}/{file}", part)
    for old in [old for old in (folder / name).iterdir() if f"{name}/{old.name}" not in made]:
        old.unlink()


def weights_of(handbook: Handbook) -> Weights:
    """Returns the weights that were fitted to a handbook, or those that come with the generator."""
    with suppress(OSError, ValueError, TypeError):
        return weights.read((handbook.root / WEIGHTS).read_text("utf-8"))
    return weights.default()


def vectors_of(handbook: Handbook, *, train: bool) -> Vectors | None:
    """Returns the vectors of a handbook: those that are kept, or new ones if they may be trained; None where there are none."""
    file = handbook.texts.folder / VECTORS
    kept = None
    with suppress(OSError, ValueError, TypeError):
        kept = vectors.read(file.read_text("utf-8"))
    if handbook.settings.options.search.vectors == "off":
        return None
    if not train or not vectors.is_trainable() or not vectors.is_worthwhile(handbook):
        return kept if not train else None
    lesson = vectors.lesson(handbook)
    name = vectors.digest(lesson, handbook.texts.engine("search"))
    if kept is None or kept.digest != name:
        kept = vectors.trained(handbook, lesson, name)
        with written(file) as out:
            out.write(kept.kept())
    return kept


def _rename_parts(folder: Path, name: str) -> None:
    """Takes the parts of an earlier index over, most of which will be the same."""
    for before in [entry for entry in folder.glob("*") if entry.is_dir()]:
        if (folder / name).exists():
            rmtree(before)
        else:
            before.rename(folder / name)
