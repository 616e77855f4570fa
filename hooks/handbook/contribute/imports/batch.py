"""The questions of one list on their way into a handbook: their ids, topics, levels and files."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from handbook.contribute import ids, scaffold
from handbook.contribute.imports import memory
from handbook.contribute.imports.carrying import grading, records, topics
from handbook.contribute.imports.carrying.carry import Carrier
from handbook.contribute.imports.page import tidy
from handbook.contribute.imports.renewal import renewed
from handbook.contribute.similar import Phrasings
from handbook.records.fields import wordings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bs4 import BeautifulSoup

    from handbook.contribute.imports.carrying.footnotes import Footnotes
    from handbook.contribute.imports.finding.questions import Found
    from handbook.contribute.imports.intake import Wanted
    from handbook.contribute.imports.page.notes import Notes
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

State = Literal["new", "draft", "changed", "same"]
FEW = 3


class DoubledError(Exception):
    """A list most of whose questions came from a list of another name before."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A question of the list, and what became of it."""

    line: int
    id: str
    topic: str
    question: str
    level: str
    tags: tuple[str, ...]
    state: State
    changed: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether it was not in the handbook before."""
        return self.state in ("new", "draft")


@dataclass
class Batch:
    """Takes the questions of one list into a handbook."""

    handbook: Handbook
    wanted: Wanted
    notes: Notes
    tree: BeautifulSoup
    footnotes: Footnotes
    texts: dict[Path, str] = field(default_factory=dict)
    changes: dict[Path, str] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    """The title of each topic that a question goes to."""

    def __post_init__(self) -> None:
        everything = [*self.handbook.questions.values(), *self.handbook.drafts.values()]
        self.ids = {*(question.id for question in everything), *self.handbook.moved, *self.handbook.retired}
        origins = [(question, found) for question in everything if (found := memory.origin_of(question))]
        self.before = {found.place: question for question, found in origins if found.name == self.wanted.name}
        self.elsewhere = {_plain(q.question): found.name for q, found in origins if found.name != self.wanted.name}
        self.phrasings = Phrasings(self.handbook.questions.values())
        self.asked: dict[str, str] = {}
        for question in everything:
            for _, text in wordings(question):
                self.asked.setdefault(_plain(text), f"data/{question.topic}/{question.id}.yml")

    def take(self, found: list[Found]) -> None:
        """Makes a file of each question that is new, and new fields for those that came from the list before."""
        scale = grading.scale_of(found, [*self.handbook.settings.levels])
        levels = [grading.grade(one, scale, self.wanted.level) for one in found]
        titles = [records.question_of(one, scale, self.notes) for one in found]
        self._refuse_doubled(titles)
        places = _places(titles)
        known = self._met(titles, places)
        names = [old.id if old else self._name(one, title) for one, title, old in zip(found, titles, known, strict=True)]
        anchors = {tidy.anchor(tidy.words(one.title)): name for one, name in reversed([*zip(found, names, strict=True)])}
        carrier = Carrier(self.tree, self.notes, anchors)
        where = topics.placed(
            [one.sections if self.wanted.by_heading else () for one in found], self.wanted.topic, _title(self.wanted.topic)
        )
        tags = {*self.handbook.by_tag, self.wanted.topic, *(place.topic for place in where)}
        for at, one in enumerate(found):
            place = where[at] if self.wanted.by_heading else where[at]._replace(tags=one.sections)
            answer = records.answered(one, names[at], carrier, self.footnotes)
            fields: dict[str, object] = {
                "question": titles[at],
                "level": levels[at],
                "tags": records.tags_of(place.tags, one.line, place.topic, tags, self.notes),
                "short": answer.short,
                "answer": answer.answer,
            }
            self.titles.setdefault(place.topic, place.title)
            topic = old.topic if (old := known[at]) else place.topic
            taken = Taken(one.line, names[at], topic, titles[at], levels[at], fields["tags"], "new")  # type: ignore[arg-type]
            self._put(taken, fields, memory.origin(self.wanted.name, places[at], fields), old)
        self.footnotes.tell_unused(self.notes)
        self._tell_gone({old.id for old in known if old})

    def _put(self, taken: Taken, fields: Mapping[str, object], now: memory.Origin, old: Question | None) -> None:
        file = self.handbook.root / "data" / taken.topic / f"{taken.id}.yml"
        is_draft = not (fields["short"] and fields["answer"])
        before = memory.origin_of(old) if old else None
        if old is None or before is None:
            self.texts[file] = scaffold.filled_text(fields, str(now), draft=is_draft)
            self.taken.append(replace(taken, state="draft" if is_draft else "new"))
            return
        meeting = memory.meet(old, before, now, fields)
        for key in meeting.keep:
            self.notes.add(taken.line, f"another `{key}` than before, though `{taken.id}` changed here too", "kept as it is here")
        text = renewed(file, old, meeting, ready=not is_draft and not meeting.keep)
        if text is not None:
            self.changes[file] = text
        self.taken.append(replace(taken, state="same" if text is None else "changed", changed=tuple(meeting.take)))

    def _met(self, titles: list[str], places: list[str]) -> list[Question | None]:
        """Returns for each question the one that it was when the list came before, if it did."""
        known = [self.before.get(place) for place in places]
        met = {question.id for question in known if question}
        gone = {question.id: question for question in self.before.values() if question.id not in met}
        rest = Phrasings(gone.values())
        for at, title in enumerate(titles):
            if known[at] is None and (close := rest.like(title, 1)) and close[0][1].id in gone:
                known[at] = gone.pop(close[0][1].id)
        return known

    def _tell_gone(self, met: set[str]) -> None:
        for question in self.before.values():
            if question.id not in met:
                self.notes.add(
                    1, f"`{question.id}`, which the list had before and has no more", "kept; retire it if nobody wants it"
                )

    def _refuse_doubled(self, titles: list[str]) -> None:
        """Refuses a list most of whose questions came under another name, and would all come a second time."""
        names = Counter(self.elsewhere[_plain(title)] for title in titles if _plain(title) in self.elsewhere)
        name, count = names.most_common(1)[0] if names else ("", 0)
        if count >= FEW and count * 2 > len(titles):
            raise DoubledError(
                f"{count} of its {len(titles)} questions came from `{name}` before; add `--source {name}` to update them"
            )

    def _name(self, found: Found, title: str) -> str:
        """Mints a question's id, and notes when it was asked before or its id is taken."""
        plain, name = ids.mint(title, ()), ids.mint(title, self.ids)
        self.ids.add(name)
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


def _places(titles: list[str]) -> list[str]:
    """Returns the name of each question's place in its list, as GitHub would number equal ones."""
    seen: Counter[str] = Counter()
    places: list[str] = []
    for title in titles:
        place = tidy.anchor(title) or "question"
        places.append(f"{place}-{seen[place]}" if seen[place] else place)
        seen[place] += 1
    return places


def _title(topic: str) -> str:
    return topic.replace("-", " ").capitalize()


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold())) or text
