"""What could be loaded of `data/` so far, and where in its files everything stands."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from handbook.reading.validation import problem_at
from handbook.reading.yaml.source import MAX_BYTES, read
from handbook.reading.yaml.syntax import SourceError
from handbook.records.problems import Problem, nearest
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from handbook.reading.yaml.source import Source
    from handbook.records.model import Question, Reference, Retired, Term, Topic
    from handbook.records.problems import Key
    from handbook.records.settings import Settings
    from handbook.storage.cache import Cache

LINK = re.compile(r"\][(:]\s*<?((?:q|ref):[a-z0-9-]+)")
REMEMBERED = 64
"""How many files are kept once they were read."""
COMPARISONS = 300_000
"""How many names are compared with unknown ones before no suggestion is worth the time."""


@dataclass(frozen=True, slots=True)
class Link:
    """A `q:` link or a citation in a Markdown field: the n-th to its target there."""

    loc: tuple[Key, ...]
    target: str
    nth: int
    scheme: str = "q"


@dataclass
class Draft:
    """What could be loaded so far, not yet known to be right; the rules across files read it."""

    root: Path
    store: Cache
    settings: Settings
    topics: dict[str, Topic] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    """All of them, those that are still being written too."""
    references: dict[str, Reference] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    synonyms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    retired: dict[str, Retired] = field(default_factory=dict)
    links: dict[str, tuple[tuple[tuple[Key, ...], str], ...]] = field(default_factory=dict)
    """The `q:` links in each file: the field, and the id that it names."""
    citations: dict[str, tuple[tuple[tuple[Key, ...], str], ...]] = field(default_factory=dict)
    """The citations in each question's file: the field, and the key that it names."""
    doubts: dict[str, tuple[tuple[tuple[Key, ...], int, str, str], ...]] = field(default_factory=dict)
    """What may have been meant otherwise in each question's file."""
    words: dict[str, int] = field(default_factory=dict)
    cited: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The sources that each question's texts cite, one for every citation."""
    keys: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    """Ids of questions whose files have problems of their own: they exist, so links to them are no mistakes."""
    problems: list[Problem] = field(default_factory=list)
    _readings: dict[str, _Reading] = field(default_factory=dict)
    _compared: int = 0

    @property
    def counted(self) -> str:
        """How much there is, in words."""
        drafts = sum(question.draft for question in self.questions)
        told = f" and {drafts} draft{'s' if drafts > 1 else ''}" if drafts else ""
        questions, topics = len(self.questions) - drafts, len(self.topics)
        return f"{questions} question{'' if questions == 1 else 's'}{told} in {topics} topic{'' if topics == 1 else 's'}"

    @cached_property
    def data(self) -> Path:
        """The folder of the data."""
        return self.root / "data"

    def name(self, file: Path) -> str:
        """Returns a file's name as seen from the root; what is not UTF-8 in it becomes a question mark."""
        name = str(file).removeprefix(self._before).replace(os.sep, "/")
        return name if name.isascii() else name.encode("utf-8", "replace").decode()

    @cached_property
    def _before(self) -> str:
        """What stands before the name of each file."""
        return os.path.join(self.root, "")

    def links_in(self, path: str) -> Iterator[Link]:
        """Yields the `q:` links of a file's texts."""
        return _counted(self.links.get(path, ()), "q")

    def citations_in(self, path: str) -> Iterator[Link]:
        """Yields the citations of a file's texts."""
        return _counted(self.citations.get(path, ()), "ref")

    def has_problems(self, path: str) -> bool:
        """Tells whether anything was found in a file so far."""
        return any(problem.path == path for problem in self.problems)

    def report(self, path: str, loc: tuple[Key, ...], found: str, remedy: str, *, key: bool = False) -> None:
        """Adds a problem of a value, or of a key."""
        source = self.source(path)
        self.problems.append(problem_at(path, source.place(loc, key=key) if source else (0, 0), found, remedy))

    def report_link(self, path: str, link: Link, found: str, remedy: str) -> None:
        """Adds a problem of a link or a citation inside a text."""
        reading = self._reading(path)
        self.problems.append(problem_at(path, reading.place(link) if reading else (0, 0), found, remedy))

    def source(self, path: str) -> Source | None:
        """Returns a file that was read, for the places of what the rules found in it; reads it again if that is long ago."""
        reading = self._reading(path)
        return reading.source if reading else None

    def remember(self, path: str, source: Source) -> None:
        """Keeps what was read of a file for the rules, which go through the files in turn."""
        if len(self._readings) >= REMEMBERED:
            self._readings.clear()
        self._readings[path] = _Reading(source)

    def nearest(self, name: str, known: Collection[str], otherwise: str) -> str:
        """Suggests the known name that is most like a given one, unless so many were compared that it would take long."""
        self._compared += len(known)
        return nearest(name, known, otherwise) if self._compared <= COMPARISONS else otherwise

    def _reading(self, path: str) -> _Reading | None:
        if path not in self._readings:
            try:
                self.remember(path, read(read_plain(self.root / path, MAX_BYTES, self.data)))
            except (OSError, SourceError):
                return None
        return self._readings[path]


@dataclass(frozen=True)
class _Reading:
    """A file that was read, and where in its texts the links stand."""

    source: Source
    _links: dict[tuple[Key, ...], dict[str, list[int]]] = field(default_factory=dict)

    def place(self, link: Link) -> tuple[int, int]:
        """Returns line and column, from 0, of a link."""
        if link.loc not in self._links:
            found = self._links[link.loc] = defaultdict(list)
            for match in LINK.finditer(str(self.source.root.find(link.loc).content)):
                found[match[1]].append(match.start(1))
        places = self._links[link.loc].get(f"{link.scheme}:{link.target}")
        return self.source.place_within(link.loc, places[min(link.nth, len(places) - 1)] if places else 0)


def _counted(links: Iterable[tuple[tuple[Key, ...], str]], scheme: str) -> Iterator[Link]:
    seen: Counter[tuple[tuple[Key, ...], str]] = Counter()
    for loc, target in links:
        yield Link(loc, target, seen[loc, target], scheme)
        seen[loc, target] += 1
