"""Lists what a handbook holds so far for those who add to it.

Nothing is judged: a question that is still to be written, and would not load, is there all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from handbook.reading.yaml.source import MAX_BYTES, read
from handbook.reading.yaml.syntax import SourceError
from handbook.records.forms import SLUG
from handbook.records.model import Question
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True)
class Catalogue:
    """The topics and questions that have files; a file that cannot be read still takes its id."""

    root: Path

    @cached_property
    def topics(self) -> dict[str, dict[str, Any]]:
        """What `_topic.yml` says of each topic, by id."""
        folders = sorted(path for path in (self.root / "data").iterdir() if path.is_dir() and re.fullmatch(SLUG, path.name))
        return {folder.name: _content(folder / "_topic.yml") for folder in folders}

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions by id, with as much of their phrasings as can be read."""
        return {file.stem: _question(file) for file in self._files()}

    @cached_property
    def taken(self) -> set[str]:
        """Ids that no new question may have."""
        former = (old for question in self.questions.values() for old in question.formerly)
        return {*self.questions, *former, *_content(self.root / "data" / "retired.yml")}

    def next_order(self) -> int:
        """Returns the place of a topic that comes after all others."""
        orders = [str(topic.get("order", "")) for topic in self.topics.values()]
        return max((int(order) for order in orders if re.fullmatch(r"\d{1,6}", order)), default=0) + 1

    def _files(self) -> Iterator[Path]:
        for topic in self.topics:
            yield from sorted(file for file in (self.root / "data" / topic).glob("*.yml") if file.name[0] not in "_.")


def _question(file: Path) -> Question:
    content = _content(file)
    return Question.model_construct(
        id=file.stem,
        topic=file.parent.name,
        question=next(iter(_texts([content.get("question")])), ""),
        asked_as=_texts(content.get("asked_as")),
        searched_as=_texts(content.get("searched_as")),
        level="junior",
        tags=_texts(content.get("tags")),
        short="",
        answer="",
        formerly=_texts(content.get("formerly")),
    )


def _content(file: Path) -> dict[str, Any]:
    try:
        plain = read(read_plain(file, MAX_BYTES, file.parents[1])).root.plain()
    except (OSError, SourceError):
        return {}
    return plain if isinstance(plain, dict) else {}


def _texts(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
