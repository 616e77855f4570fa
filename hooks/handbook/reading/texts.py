"""What was rendered of the records, read back from the cache, and what the outputs keep there."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from handbook.markup.fragment import MORE, PROSE
from handbook.markup.terms import Terms
from handbook.storage.cache import RENDERED_BY, engine

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from handbook.records.model import Question, Term, Topic
    from handbook.storage.cache import Cache

GLOSSARY = "data/glossary.yml"


class KeptTexts:
    """The texts of one handbook, as `handbook.records.handbook.Texts` describes them."""

    def __init__(self, cache: Cache, keys: Mapping[str, str], glossary: Mapping[str, Term]) -> None:
        self.folder: Path = cache.folder
        self._cache = cache
        self._keys = keys
        self._terms = Terms(glossary)

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """The id of each term on the page of the glossary."""
        return self._terms.anchors

    def rendered(self, question: Question, kind: str) -> str:
        """Returns a question's text of a kind: `fragment`, `data` or `search` (see `rendering`)."""
        return self._cache.get_kept(kind, self._keys[question.id])

    def explained(self, question: Question) -> str:
        """Returns a question's fragment with its terms explained."""
        return self._of_terms(question, "explained")

    def unexplained(self, question: Question) -> str:
        """Returns a question's fragment without terms."""
        return self.rendered(question, "fragment").replace(PROSE, "").replace(MORE, "")

    def terms_of(self, question: Question) -> list[str]:
        """Returns the terms that a question's fragment uses."""
        terms: list[str] = json.loads(self._of_terms(question, "terms"))
        return terms

    def introduction(self, topic: Topic) -> Mapping[str, str]:
        """Returns a topic's introduction as `html` and `text`."""
        kept = json.loads(self._cache.get_kept("introduction", self._keys[f"data/{topic.id}/_topic.yml"]))
        return {name: kept[name] for name in ("html", "text")}

    def kept(self, room: str, question: Question, stamp: str, make: Callable[[], str]) -> str:
        """Returns what a room makes of a question, kept until the question, the room or the stamp (one line) changes."""
        key, stamp = self._keys[question.id], f"{engine(room)} {stamp}\n"
        kind = f"made by {room}"
        kept = self._cache.get(kind, key)
        if kept is None or not kept.startswith(stamp):
            kept = stamp + make()
            self._cache.put(key, {kind: kept})
        return kept[len(stamp) :]

    def engine(self, room: str) -> str:
        """Returns a digest of the program that renders questions, and of a room that makes something of them."""
        return engine(*RENDERED_BY, room)

    def commit(self) -> None:
        """Writes to disk what is to be kept."""
        self._cache.commit()

    def _of_terms(self, question: Question, kind: str) -> str:
        """Returns what is kept of a question for this glossary: its `terms` as JSON, or its fragment with them `explained`."""
        key, glossary = self._keys[question.id], self._keys[GLOSSARY]
        kept = self._cache.get(kind, key)
        if kept is None or not kept.startswith(glossary):
            html, used = self._terms.explain(self.rendered(question, "fragment"), question.topic, question.question)
            texts = {"explained": html, "terms": json.dumps(used, ensure_ascii=False)}
            self._cache.put(key, {kind: f"{glossary}\n{text}" for kind, text in texts.items()})
            return texts[kind]
        return kept.partition("\n")[2]
