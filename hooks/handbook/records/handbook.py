"""A loaded handbook: topics, questions, references and terms, and how they hang together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from handbook.records.failures import Failures
from handbook.records.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from pathlib import Path

    from handbook.records.model import Question, Reference, Retired, Term, Topic


PER_PAGE = 50
"""How many questions a page of a topic has at most."""


MOST_LISTED = 1_000
"""How many questions the index of tags and levels lists; of more, each tag and each level has a page of its own."""


def topic_page(topic: str, part: int = 1) -> str:
    """Returns the address of a topic's page, or of one that goes on with its questions, from the site's root."""
    return f"topics/{topic}/" if part == 1 else f"topics/{topic}/{part}/"


class Texts(Protocol):
    """What was rendered of the records of a handbook, and what the outputs made of it and want to find again."""

    folder: Path
    """Where files may be kept from build to build; losing them costs time and nothing else."""

    @property
    def anchors(self) -> Mapping[str, str]:
        """The id of each term on the page of the glossary."""

    def rendered(self, question: Question, kind: str) -> str:
        """Returns a question's text of a kind: `fragment`, `data` or `search`."""

    def explained(self, question: Question) -> str:
        """Returns a question's fragment with its terms explained."""

    def unexplained(self, question: Question) -> str:
        """Returns a question's fragment without terms."""

    def terms_of(self, question: Question) -> list[str]:
        """Returns the terms that a question's fragment uses."""

    def introduction(self, topic: Topic) -> Mapping[str, str]:
        """Returns a topic's introduction as `html` and `text`."""

    def kept(self, room: str, question: Question, stamp: str, make: Callable[[], str]) -> str:
        """Returns what a room of the package makes of a question, kept until the question, the room or the stamp changes."""

    def engine(self, room: str) -> str:
        """Returns a digest of the program that renders questions, and of a room that makes something of them."""

    def commit(self) -> None:
        """Writes to disk what is to be kept."""


@dataclass(frozen=True)
class Handbook:
    """Everything that was loaded from `data/`, checked and in reading order."""

    root: Path
    """The folder that holds `data/` and `docs/`."""
    topics: Mapping[str, Topic]
    """By id, in their order."""
    questions: Mapping[str, Question]
    """By id; by topic, and inside a topic so that prerequisites come first."""
    drafts: Mapping[str, Question]
    """By id; those that are still being written, which no reader sees."""
    references: Mapping[str, Reference]
    glossary: Mapping[str, Term]
    synonyms: Mapping[str, tuple[str, ...]]
    """What readers also say for a word, by that word."""
    retired: Mapping[str, Retired]
    """What was merged or withdrawn, by the id that it had."""
    words: Mapping[str, int]
    """How many words each question's answer has, by id."""
    links: Mapping[str, tuple[str, ...]]
    """The questions that each question's texts link to, by id."""
    cited: Mapping[str, tuple[str, ...]]
    """The sources that each question's texts cite, one for every citation, by id."""
    keys: Mapping[str, str]
    """A digest of what was rendered of each question, by id, and of each other file, by path."""
    texts: Texts
    settings: Settings = field(default_factory=Settings)
    failures: Failures = field(default_factory=Failures, compare=False)
    """What could not be made of it so far."""

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions of each topic, in reading order."""
        lists: dict[str, list[Question]] = {topic: [] for topic in self.topics}
        for question in self.questions.values():
            lists[question.topic].append(question)
        return {topic: tuple(questions) for topic, questions in lists.items()}

    @cached_property
    def parts(self) -> Mapping[str, tuple[tuple[Question, ...], ...]]:
        """The questions of each topic as its pages have them, of which there is at least one."""
        return {
            topic: tuple(questions[at : at + PER_PAGE] for at in range(0, max(1, len(questions)), PER_PAGE))
            for topic, questions in self.by_topic.items()
        }

    @cached_property
    def part_of(self) -> Mapping[str, int]:
        """The page of its topic that each question is on, counted from 1, by id."""
        return {question.id: at for parts in self.parts.values() for at, part in enumerate(parts, 1) for question in part}

    def shown_at(self, address: str) -> tuple[str, int] | None:
        """Returns the topic of which an address is a page, and which of its pages it is."""
        topic, _, part = address.removeprefix("topics/").strip("/").partition("/")
        at = int(part) if re.fullmatch(r"[1-9]\d{0,4}", part) else 1
        known = topic in self.topics and at <= len(self.parts[topic]) and address == topic_page(topic, at)
        return (topic, at) if known else None

    def page_of(self, question: Question) -> str:
        """Returns the address of the page that shows a question among those of its topic, from the site's root."""
        return self._pages[question.id]

    @cached_property
    def _pages(self) -> Mapping[str, str]:
        return {id_: topic_page(self.questions[id_].topic, part) for id_, part in self.part_of.items()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What is shown of each question where another one names it, and the page that it leads to, in a line by id."""
        return {id_: f"{id_} {self.page_of(question)} {question.question}" for id_, question in self.questions.items()}

    @cached_property
    def by_tag(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions of each tag, tags in alphabetical order."""
        lists: dict[str, list[Question]] = {}
        for question in self.questions.values():
            for tag in question.tags:
                lists.setdefault(tag, []).append(question)
        return {tag: tuple(lists[tag]) for tag in sorted(lists)}

    @cached_property
    def by_level(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions of each level, easiest first."""
        return {level: tuple(q for q in self.questions.values() if q.level == level) for level in self.settings.levels}

    @cached_property
    def index_pages(self) -> Mapping[str, tuple[str, tuple[Question, ...]]]:
        """The pages of single tags and levels, if there are any: title and questions, by address from the site's root."""
        if len(self.questions) <= MOST_LISTED or not self.has_page("tags"):
            return {}
        levels = {f"tags/level/{level}/": (self.settings.levels[level], found) for level, found in self.by_level.items() if found}
        return levels | {f"tags/{tag}/": (tag, found) for tag, found in self.by_tag.items()}

    @cached_property
    def linked(self) -> Mapping[str, tuple[str, ...]]:
        """The questions that each question names or links to, by id."""
        return {id_: tuple(dict.fromkeys([*self.links[id_], *question.named])) for id_, question in self.questions.items()}

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The id that answers to each former id."""
        return {old: question.id for question in self.questions.values() for old in question.formerly}

    @cached_property
    def following(self) -> Mapping[str, Question]:
        """The question that comes after each in reading order, by id; none for the last."""
        return {question.id: after for question, after in pairwise(self.questions.values())}

    @cached_property
    def edition(self) -> date | None:
        """The day of the newest review."""
        return max((q.reviewed for q in self.questions.values() if q.reviewed), default=None)

    def edition_of(self, topic: str) -> date | None:
        """The day of the newest review in a topic."""
        return max((q.reviewed for q in self.by_topic[topic] if q.reviewed), default=None)

    def rendered(self, question: Question, kind: str) -> str:
        """Returns a question's text of a kind: `fragment`, `data` or `search`."""
        return self.texts.rendered(question, kind)

    def explained(self, question: Question) -> str:
        """Returns a question's fragment with its terms explained, which takes the page of the glossary."""
        return self.texts.explained(question) if self.explains_terms else self.texts.unexplained(question)

    @cached_property
    def uses(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions whose answers use each term."""
        lists: dict[str, list[Question]] = {term: [] for term in self.glossary}
        for question in self.questions.values():
            for term in self.texts.terms_of(question):
                lists[term].append(question)
        return {term: tuple(questions) for term, questions in lists.items()}

    def has_page(self, name: str) -> bool:
        """Tells whether the site has a page of this name at its root, written by its owner or made by the generator."""
        if (self.root / "docs" / f"{name}.md").is_file():
            return True
        return name in self.settings.options.pages and (name != "glossary" or bool(self.glossary))

    @cached_property
    def explains_terms(self) -> bool:
        """Whether there are terms, and a page of them that their links can lead to."""
        return bool(self.glossary) and self.has_page("glossary")

    def introduction(self, topic: Topic) -> Mapping[str, str]:
        """Returns a topic's introduction as `markdown`, `html` and `text`; empty where there is none."""
        if not topic.introduction:
            return {}
        return {"markdown": topic.introduction, **self.texts.introduction(topic)}

    def neighbours(self, question: Question) -> tuple[Question, ...]:
        """Returns the questions that a question names as related, and those that name it, in that order."""
        naming = [other.id for other in self.questions.values() if question.id in other.related]
        return tuple(self.questions[id_] for id_ in dict.fromkeys([*question.related, *naming]))
