"""A loaded handbook: topics, questions, references and terms, and how they hang together."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from handbook.markup.fragment import PROSE
from handbook.markup.terms import Terms
from handbook.records.model import LEVELS
from handbook.records.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from handbook.records.model import Question, Reference, Retired, Term, Topic
    from handbook.storage.cache import Cache


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
    cited: Mapping[str, tuple[str, ...]]
    """The sources that each question's texts cite, one for every citation, by id."""
    keys: Mapping[str, str]
    """The key in the cache of what was rendered of each question, by id, and of each other file, by path."""
    cache: Cache
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions of each topic, in reading order."""
        lists: dict[str, list[Question]] = {topic: [] for topic in self.topics}
        for question in self.questions.values():
            lists[question.topic].append(question)
        return {topic: tuple(questions) for topic, questions in lists.items()}

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
        return {level: tuple(q for q in self.questions.values() if q.level == level) for level in LEVELS}

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The id that answers to each former id."""
        return {old: question.id for question in self.questions.values() for old in question.formerly}

    @cached_property
    def edition(self) -> date | None:
        """The day of the newest review."""
        return max((q.reviewed for q in self.questions.values() if q.reviewed), default=None)

    def edition_of(self, topic: str) -> date | None:
        """The day of the newest review in a topic."""
        return max((q.reviewed for q in self.by_topic[topic] if q.reviewed), default=None)

    def rendered(self, question: Question, kind: str) -> str:
        """Returns a question's text of a kind: `fragment`, `data` or `search` (see `rendering`)."""
        return self.cache.get_kept(kind, self.keys[question.id])

    @cached_property
    def terms(self) -> Terms:
        """The terms of the glossary, to be found in texts."""
        return Terms(self.glossary)

    def explained(self, question: Question) -> str:
        """Returns a question's fragment with its terms explained, which takes the page of the glossary."""
        if not self.explains_terms:
            return self.rendered(question, "fragment").replace(PROSE, "")
        return self._of_terms(question, "explained")

    @cached_property
    def uses(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions whose answers use each term."""
        lists: dict[str, list[Question]] = {term: [] for term in self.glossary}
        for question in self.questions.values():
            for term in json.loads(self._of_terms(question, "terms")):
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

    def _of_terms(self, question: Question, kind: str) -> str:
        """Returns what is kept of a question for this glossary: its `terms` as JSON, or its fragment with them `explained`."""
        key, glossary = self.keys[question.id], self.keys["data/glossary.yml"]
        kept = self.cache.get(kind, key)
        if kept is None or not kept.startswith(glossary):
            html, used = self.terms.explain(self.rendered(question, "fragment"), question.topic)
            texts = {"explained": html, "terms": json.dumps(used, ensure_ascii=False)}
            self.cache.put(key, {kind: f"{glossary}\n{text}" for kind, text in texts.items()})
            return texts[kind]
        return kept.partition("\n")[2]

    def introduction(self, topic: Topic) -> Mapping[str, str]:
        """Returns a topic's introduction as `markdown`, `html` and `text`; empty where there is none."""
        if not topic.introduction:
            return {}
        kept = json.loads(self.cache.get_kept("introduction", self.keys[f"data/{topic.id}/_topic.yml"]))
        return {"markdown": topic.introduction, "html": kept["html"], "text": kept["text"]}

    def neighbours(self, question: Question) -> tuple[Question, ...]:
        """Returns the questions that a question names as related, and those that name it, in that order."""
        naming = [other.id for other in self.questions.values() if question.id in other.related]
        return tuple(self.questions[id_] for id_ in dict.fromkeys([*question.related, *naming]))


def in_reading_order(questions: list[Question], topics: Mapping[str, Topic]) -> list[Question]:
    """Sorts questions by topic, and inside a topic by prerequisites, then level, then id."""
    place = {topic: at for at, topic in enumerate(topics)}
    by_id = {q.id: q for q in questions}
    rank = _ranks(by_id)
    return sorted(questions, key=lambda q: (place[q.topic], rank[q.id], LEVELS.index(q.level), q.id))


def _ranks(questions: Mapping[str, Question]) -> dict[str, int]:
    """Returns how many prerequisites deep each question is inside its own topic; a cycle counts as no depth."""
    inside = {
        id_: [p for p in q.prerequisites if p in questions and questions[p].topic == q.topic and p != id_]
        for id_, q in questions.items()
    }
    try:
        order = tuple(TopologicalSorter(inside).static_order())
    except CycleError:
        return dict.fromkeys(questions, 0)
    rank: dict[str, int] = {}
    for id_ in order:
        rank[id_] = max((rank[p] + 1 for p in inside[id_]), default=0)
    return rank
