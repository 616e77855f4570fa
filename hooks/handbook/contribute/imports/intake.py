"""Takes a Markdown file in: reads it, makes a file of every question, checks them all, and only then writes."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handbook.contribute import ids, scaffold
from handbook.contribute.imports.carrying import records
from handbook.contribute.imports.carrying.carry import Carrier
from handbook.contribute.imports.finding.questions import find_questions
from handbook.contribute.imports.page import page, tidy
from handbook.contribute.imports.page.notes import Notes
from handbook.contribute.similar import Phrasings
from handbook.reading.loading import CACHE, load

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from handbook.contribute.imports.finding.questions import Found
    from handbook.contribute.imports.page.notes import Note
    from handbook.records.handbook import Handbook


@dataclass(frozen=True)
class Intake:
    """What an import writes, and what it has to say."""

    texts: dict[Path, str]
    count: int
    notes: tuple[Note, ...]


@dataclass
class _Batch:
    """The questions of one file on their way into a topic."""

    handbook: Handbook
    topic: str
    level: str
    notes: Notes
    tree: BeautifulSoup
    taken: set[str] = field(default_factory=set)
    asked: dict[str, str] = field(default_factory=dict)
    """Where each question was asked before, by its words."""

    def __post_init__(self) -> None:
        self.taken = {*self.handbook.questions, *self.handbook.drafts, *self.handbook.moved, *self.handbook.retired}
        self.phrasings = Phrasings(self.handbook.questions.values())
        for question in self.handbook.questions.values():
            for text in (question.question, *question.asked_as):
                self.asked.setdefault(_plain(text), f"data/{question.topic}/{question.id}.yml")

    def files(self, found: list[Found]) -> dict[Path, str]:
        """Returns the text of each question's file."""
        titles = [records.question_of(one, self.notes) for one in found]
        names = [self._name(one, title) for one, title in zip(found, titles, strict=True)]
        anchors = {_anchor(tidy.words(one.title)): name for one, name in reversed([*zip(found, names, strict=True)])}
        carrier = Carrier(self.tree, self.notes, anchors)
        known = {*self.handbook.by_tag, self.topic}
        texts: dict[Path, str] = {}
        for one, title, name in zip(found, titles, names, strict=True):
            answer = records.answered(one, name, carrier, self.notes)
            tags = records.tags_of(one, self.topic, known, self.notes)
            texts[self._file(name)] = scaffold.filled_text(title, self.level, tags, answer.short, answer.answer)
        return texts

    def _file(self, name: str) -> Path:
        return self.handbook.root / "data" / self.topic / f"{name}.yml"

    def _name(self, found: Found, title: str) -> str:
        """Mints a question's id, and notes when it was asked before or its id is taken."""
        plain, name = ids.mint(title, ()), ids.mint(title, self.taken)
        self.taken.add(name)
        before = self.asked.setdefault(_plain(title), f"line {found.line}")
        if before != f"line {found.line}":
            self.notes.add(found.line, f"`{title}`, which {before} asks too", f"kept as `{name}`; merge them if they are one")
        elif close := self.phrasings.like(title, limit=1):
            self.notes.add(
                found.line, f"`{title}`, which is close to `{close[0][1].id}`", f"kept as `{name}`; merge them if they are one"
            )
        elif name != plain:
            self.notes.add(found.line, f"the id `{plain}`, which is taken", f"written as `{name}`")
        return name


def take_in(text: str, handbook: Handbook, topic: str, level: str, name: str) -> Intake:
    """Returns the files that a Markdown text makes in a topic, checked; raises ProblemsError where they do not pass."""
    notes = Notes()
    tree = page.parse(text, notes)
    found = find_questions(tree, tidy.blocks(tree, notes), notes)
    batch = _Batch(handbook, topic, level, notes, tree)
    texts = batch.files(_asking(found, notes))
    count = len(texts)
    if texts and topic not in handbook.topics:
        texts |= _topic(handbook, topic, name, notes)
    _check(handbook.root, texts)
    return Intake(texts, count, tuple(notes))


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


def _topic(handbook: Handbook, topic: str, name: str, notes: Notes) -> dict[Path, str]:
    title = topic.replace("-", " ").capitalize()
    order = max((known.order for known in handbook.topics.values()), default=0) + 1
    notes.add(1, f"the new topic `{topic}`", f"title and summary made up; mend them in data/{topic}/_topic.yml")
    return {handbook.root / "data" / topic / "_topic.yml": scaffold.topic_text(title, f"Questions from {name}.", order)}


def _check(root: Path, texts: dict[Path, str]) -> None:
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


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())) or text


def _anchor(heading: str) -> str:
    """Returns the name that GitHub gives to a heading's place."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
