"""Takes a list in: reads it, makes a file of every question, or new fields for one that came before, and checks them all."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handbook.contribute import scaffold
from handbook.contribute.imports.batch import Batch
from handbook.contribute.imports.carrying.footnotes import footnotes_of
from handbook.contribute.imports.finding.questions import find_questions
from handbook.contribute.imports.page import tidy
from handbook.contribute.imports.page.forms import tree_of
from handbook.contribute.imports.page.notes import Notes
from handbook.reading.loading import CACHE, load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.contribute.imports.batch import Taken
    from handbook.contribute.imports.finding.questions import Found
    from handbook.contribute.imports.page.notes import Note
    from handbook.records.handbook import Handbook


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a list is to be taken in."""

    topic: str
    level: str
    name: str
    """The list's name, by which its questions remember it."""
    by_heading: bool = False
    """Whether the headings of the list become topics."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What an import writes, and what it has to say."""

    texts: Mapping[Path, str]
    """The new files."""
    changes: Mapping[Path, str]
    """The files that came from the list before, as they are to be now."""
    taken: tuple[Taken, ...]
    topics: Mapping[str, str]
    """The titles of new topics, by id."""
    left_out: int
    """How many questions the list has that become none of the handbook."""
    notes: tuple[Note, ...]

    @property
    def count(self) -> int:
        """How many questions of the list are in the handbook, or will be."""
        return len(self.taken)


def take_in(text: str, handbook: Handbook, wanted: Wanted) -> Intake:
    """Returns what a list makes of a handbook; raises ProblemsError if that does not pass, DoubledError if it came before."""
    notes = Notes()
    tree = tree_of(text, notes)
    footnotes = footnotes_of(tree)
    found = find_questions(tree, tidy.blocks(tree, notes), notes)
    asking = _asking(found, notes)
    batch = Batch(handbook, wanted, notes, tree, footnotes)
    batch.take(asking)
    topics = {one.topic: batch.titles[one.topic] for one in batch.taken if one.topic not in handbook.topics and one.is_new}
    texts = {**batch.texts, **_topics(handbook, topics, wanted.name, notes)}
    if texts or batch.changes:
        _check(handbook.root, {**texts, **batch.changes})
    return Intake(texts, batch.changes, tuple(batch.taken), topics, len(found) - len(asking), tuple(notes))


def _asking(found: list[Found], notes: Notes) -> list[Found]:
    """Returns what asks something in words; what does not goes to the answer before it."""
    asking: list[Found] = []
    for one in found:
        if re.search(r"\w", one.title.get_text()):
            asking.append(one)
        elif asking:
            asking[-1].body += [*one.intro, one.title, *one.body]
            notes.add(one.line, "a question without words", "put into the answer before it")
        else:
            notes.drop(one.line, max(map(tidy.last_line_of, [one.title, *one.intro, *one.body])), "a question without words")
    return asking


def _topics(handbook: Handbook, topics: Mapping[str, str], name: str, notes: Notes) -> dict[Path, str]:
    """Returns the files of new topics, last in order."""
    last = max((known.order for known in handbook.topics.values()), default=0)
    texts: dict[Path, str] = {}
    for order, (topic, title) in enumerate(topics.items(), last + 1):
        notes.add(1, f"the new topic `{topic}`", f"title and summary made up; fix them in data/{topic}/_topic.yml")
        texts[handbook.root / "data" / topic / "_topic.yml"] = scaffold.topic_text(title, f"Questions from {name}.", order)
    return texts


def _check(root: Path, texts: Mapping[Path, str]) -> None:
    """Loads a copy of the handbook that has the new files."""
    with TemporaryDirectory(prefix="handbook-") as folder:
        copy = Path(folder)
        for part in ("data", "docs", CACHE):
            if (root / part).is_dir():
                shutil.copytree(root / part, copy / part, symlinks=True)
        for file, text in texts.items():
            target = copy / file.relative_to(root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            target.write_text(text, "utf-8")
        load(copy)
