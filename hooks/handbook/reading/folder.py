"""Which files of `data/` there are to read, and what does not belong there."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from handbook.reading.validation import unreadable
from handbook.records.forms import SLUG
from handbook.records.model import Topic
from handbook.records.problems import Problem, well_formed
from handbook.storage.plain_files import require_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.reading.draft import Draft

TOPIC_FILE = "_topic.yml"
REFERENCES = "references.yml"
GLOSSARY = "glossary.yml"
SYNONYMS = "synonyms.yml"
RETIRED = "retired.yml"
WHOLE = (REFERENCES, GLOSSARY, SYNONYMS, RETIRED)
"""The files that there is one of."""
YAML = (".yml", ".yaml")
MAX_ID = 80


def files(draft: Draft) -> Iterator[Path]:
    """Yields the files to load, in a fixed order, and reports what does not belong into `data/`."""
    if not draft.data.is_dir():
        draft.problems.append(Problem("data", 1, 1, "no folder `data/`", "run this in a handbook's root"))
        return
    for entry in _visible(draft, draft.data):
        if entry.is_dir():
            yield from _files_of_topic(draft, draft.data / entry.name)
        elif entry.name in WHOLE:
            yield draft.data / entry.name
        elif entry.name.lower().endswith(YAML):
            remedy = f"move it into its topic's folder, or rename it to {', '.join(WHOLE[:-1])} or {WHOLE[-1]}"
            draft.problems.append(Problem(draft.name(draft.data / entry.name), 1, 1, "a file that belongs to no topic", remedy))


def _files_of_topic(draft: Draft, folder: Path) -> Iterator[Path]:
    entries = _visible(draft, folder)
    if any(entry.name.endswith(".yml") for entry in entries):
        _expect_topic(draft, folder)
    for entry in entries:
        file = folder / entry.name
        if entry.is_dir():
            draft.problems.append(Problem(draft.name(file), 1, 1, "a folder inside a topic", "move its files up"))
        elif entry.name.endswith(".yml"):
            yield file
        elif entry.name.lower().endswith(YAML):
            found = f"a file that ends in {file.suffix}"
            draft.problems.append(Problem(draft.name(file), 1, 1, found, f"rename it to {file.stem}.yml"))


def _visible(draft: Draft, folder: Path) -> list[os.DirEntry[str]]:
    """Returns what a folder holds; reports one that cannot be looked into, or lies outside `data/`."""
    try:
        require_plain(folder, draft.data)
        with os.scandir(folder) as found:  # which knows what is a folder, and asks the system nothing
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        draft.problems.append(unreadable(draft.name(folder), error, "folder"))
        return []
    for entry in entries:
        if entry.name.startswith(".") and (kind := _hidden(folder / entry.name)):
            said, name = f"a {kind} whose name begins with a dot, which is never read", entry.name.lstrip("._")
            draft.problems.append(Problem(draft.name(folder / entry.name), 1, 1, said, f"rename it to {name}, or delete it"))
    return [entry for entry in entries if not entry.name.startswith(".")]


def _hidden(entry: Path) -> str:
    """Returns what an entry is that nobody would see, if it was meant to be read."""
    if entry.name.startswith(".#"):
        return ""
    if entry.suffix.lower() in YAML:
        return "file"
    return "folder" if entry.is_dir() and not entry.is_symlink() and any(entry.glob("*.yml")) else ""


def about_id(what: str, name: str, file: str, suffix: str = "") -> tuple[str, str] | None:
    """Returns what is wrong with an id that is the name of a file or of a folder, and what to do."""
    if len(name) > MAX_ID:
        return f"the {what}'s id, which has {len(name)} characters", f"rename the {file}, and keep it within {MAX_ID}"
    if not re.fullmatch(SLUG, name):
        shown = name.encode("utf-8", "replace").decode()
        return f"the {what}'s id `{shown}`", f"rename the {file}: {well_formed(name)}{suffix}"
    return None


def _expect_topic(draft: Draft, folder: Path) -> None:
    """Takes a folder of questions for a topic, whatever is wrong with it: its questions are not to be blamed for that."""
    path = draft.name(folder)
    draft.topics[folder.name] = Topic.model_construct(id=folder.name, title=folder.name, summary=folder.name, order=0)
    if said := about_id("topic", folder.name, "folder"):
        draft.problems.append(Problem(path, 1, 1, *said))
    if not (folder / TOPIC_FILE).exists():
        remedy = f"add {TOPIC_FILE} with title, summary and order"
        draft.problems.append(Problem(path, 1, 1, f"a folder of questions without {TOPIC_FILE}", remedy))
