"""What a question is in Anki: the fields of a note, its tags, and the time of its last change.

The fields are frozen: a note type that gains, loses or renames one keeps the notes that readers have from being updated.
The spare ones are there for what is still to come. Templates and styles may change, if `LAID_OUT` does too.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import blake2b
from html import escape
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from handbook.labels.labels import labels
from handbook.markup.citations import without
from handbook.markup.lines import render_line, with_tex
from handbook.markup.links import PermanentLinks
from handbook.records.moments import time_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.labels.labels import Labels
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question, Retired
    from handbook.records.settings import Settings

FIELDS = (
    "Question", "Short", "Key points", "Answer", "Analogy", "Example", "Link", "Also asked as", "Figure", "Id", "Level",
    "Changed", "Spare 1", "Spare 2", "Spare 3",
)  # fmt: skip
"""Frozen for good."""
LAID_OUT = "2026-11-30T11:00Z"
"""When templates or styles last changed: Anki takes them over from what is newer."""
NEVER = "2000-01-01"
"""The time of a note that says nothing of its own; one that never changes is never updated."""
SAID = re.compile(r"\[\[([\w.-]+)\]\]")
TEMPLATES = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True)
class Note:
    """A note as Anki keeps it."""

    guid: str
    """By which Anki knows it, whatever else changes."""
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    modified: int
    """In seconds: only what is newer than a reader's own edit takes its place."""
    media: Mapping[str, Path]
    """The files that it shows, by the names that they have in Anki."""


def template(name: str, say: Labels) -> str:
    """Returns a template of the note type, or its styles, with its words put in; none of them can name a field there."""
    text = (TEMPLATES / name).read_text("utf-8")
    return SAID.sub(lambda label: escape(say(label[1])).replace("{", "&#123;"), text)


class Notes:
    """Makes notes of questions."""

    def __init__(self, handbook: Handbook, settings: Settings) -> None:
        self.handbook = handbook
        self.links = PermanentLinks(handbook, settings.url)
        self.has_address = bool(settings.url)

    def of(self, question: Question) -> Note:
        """Returns a question's note."""
        data = json.loads(self.handbook.rendered(question, "data"))
        shown = [self._name(question, figure.file) for figure in question.figures]
        media = {name: self._file(question, figure.file) for name, figure in zip(shown, question.figures, strict=True)}
        fields = {
            "Question": render_line(question.question),
            "Short": self._html(data["short"]),
            "Key points": _list([self._html(point) for point in data["key_points"]]),
            "Answer": self._answer(data),
            "Analogy": self._analogy(data["analogy"]),
            "Example": self._html(data["example"]),
            "Link": self._link(question.id),
            "Also asked as": _list([render_line(phrasing) for phrasing in question.asked_as]),
            "Figure": "".join(self._figure(figure, name) for figure, name in zip(data["figures"], shown, strict=True)),
            "Id": question.id,
            "Level": question.level,
            "Changed": (question.changed or "")[:10],
        }
        tags = (f"topic::{question.topic}", f"level::{question.level}", *(f"tag::{tag}" for tag in question.tags))
        return Note(question.first_id or question.id, _in_order(fields), tags, _seconds(question.news), media)

    def of_retired(self, id_: str, entry: Retired) -> Note:
        """Returns the note of a question that was merged or withdrawn: readers have its card still."""
        where = f'{self._say("export.part-of")} <a href="{self._link(entry.to)}">' if entry.to else ""
        title = f"{render_line(self.handbook.questions[entry.to].question)}</a>" if entry.to else ""
        fields = {
            "Question": render_line(entry.question),
            "Short": f"<p>{self._say('export.retired', str(entry.day))} {where}{title}</p>",
            "Link": self._link(entry.to) if entry.to else "",
            "Id": id_,
            "Changed": str(entry.day),
        }
        return Note(entry.first_id or id_, _in_order(fields), ("retired",), _seconds(str(entry.day)), {})

    def _say(self, name: str, day: str = "") -> str:
        return escape(labels(*self.handbook.settings.words)(name, day=day))

    def _link(self, id_: str) -> str:
        return escape(self.links.to(id_)) if self.has_address else ""

    def _html(self, text: Mapping[str, str] | None) -> str:
        """Returns a rendered text for a field: links with their whole addresses, formulas as LaTeX."""
        return self.links.close(with_tex(without(text["html"]))) if text else ""

    def _answer(self, data: Mapping[str, Any]) -> str:
        """Returns the full answer, with what belongs to it and has no field of its own."""
        parts = [self._html(data["answer"])]
        if data["in_practice"]:
            parts.append(f"<h4>{self._say('question.in-practice')}</h4>{self._html(data['in_practice'])}")
        if data["misconceptions"]:
            parts.append(f"<h4>{self._say('question.misconceptions')}</h4>")
        for wrong in data["misconceptions"]:
            for label, name in (("wrong", "claim"), ("right", "correction")):
                parts.append(f"<p><b>{self._say(f'export.{label}')}:</b></p>{self._html(wrong[name])}")
        return "".join(parts)

    def _analogy(self, analogy: Mapping[str, Any] | None) -> str:
        if not analogy:
            return ""
        return f"{self._html(analogy['text'])}<h4>{self._say('question.breaks-down')}</h4>{self._html(analogy['breaks_down'])}"

    def _figure(self, figure: Mapping[str, Any], name: str) -> str:
        """Returns a figure; of frames the one that is shown first, with its value."""
        at = "".join(f["value"] for f in figure["frames"] if f["file"] == figure["file"])
        value = f"<p>{escape(figure['parameter'])}: <b>{escape(at)}</b></p>" if at else ""
        return f'<p><img src="{name}" alt="{escape(figure["alt"])}"></p>{value}{self._html(figure["caption"])}'

    def _file(self, question: Question, file: str) -> Path:
        return self.handbook.root / "data" / question.topic / file

    def _name(self, question: Question, file: str) -> str:
        """Returns the name of a figure in Anki, which is another one as soon as the figure is."""
        digest = blake2b(self._file(question, file).read_bytes(), digest_size=4).hexdigest()
        name = PurePosixPath(file)
        return f"{question.id}-{name.stem}-{digest}{name.suffix}"


def _in_order(fields: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(fields.get(name, "") for name in FIELDS)


def _list(items: list[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if items else ""


def _seconds(moment: str) -> int:
    return int(time_of(moment or NEVER).timestamp())
