"""What a reader sees of a question, and whether it changed between two states of the handbook."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from handbook.reading import rendering
from handbook.reading.kinds import rules_of
from handbook.reading.validation import validate
from handbook.reading.yaml.source import read
from handbook.reading.yaml.syntax import SourceError
from handbook.records.moments import later_than
from handbook.records.problems import Problem
from handbook.records.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.problems import Severity
    from handbook.review.comparing.history import Entry, State

UNSEEN = ("searched_as", "reviewed", "added", "changed", "changed_what", "formerly", "first_id", "source", "draft")
"""The keys of which no page tells, or that tell of the file and not of its subject."""
SPACE = re.compile(r"(<pre\b.*?</pre>)|\s+(?=</(?:p|li|d[dt]|t[dh]|h\d|div|blockquote)>)|(\s+)", re.DOTALL)


class Undated(NamedTuple):
    """A question whose file lacks a day: the key, what it should say, and why."""

    entry: Entry
    key: str
    value: str
    found: str
    severity: Severity = "error"


def undated(before: State, now: State) -> Iterator[Undated]:
    """Yields the questions that changed since an earlier state and do not say so, and those that came without a day."""
    known = {**before.published}
    for old, id_ in now.moved.items():  # a renamed question is compared with what it was
        if old in before.published and old not in now.questions:
            known.setdefault(id_, before.published[old])
    for id_, entry in now.published.items():
        if id_ not in known:
            if not entry.fields.get("added"):
                yield Undated(entry, "added", later_than(None), "a new question without the day it was added", "warning")
        elif (was := _moment(known[id_])) >= _moment(entry) and seen(known[id_], before) != seen(entry, now):
            told = f"`changed` is still `{was}`" if was else "no `changed`"
            yield Undated(entry, "changed", later_than(was or None), f"{told}, though readers see a change")


def problems(before: State, now: State) -> Iterator[Problem]:
    """Yields a problem for every question that should say when it changed or came."""
    for missing in undated(before, now):
        line, column = _place(missing.entry, missing.key)
        remedy = f"write `{missing.key}: {missing.value}`, or let --fix write it"
        yield Problem(missing.entry.path, line + 1, column + 1, missing.found, remedy, missing.severity)


def _place(entry: Entry, key: str) -> tuple[int, int]:
    try:
        source = read(entry.content)
    except SourceError:
        return 0, 0
    return source.place((key,), key=True) if key in source.root.keys else (0, 0)


def _moment(entry: Entry) -> str:
    moment = entry.fields.get("changed")
    return moment.replace(" ", "T", 1) if isinstance(moment, str) else ""


def seen(entry: Entry, state: State) -> Any:
    """Returns what a reader sees of a question, in a form in which white space and the order of keys make no difference."""
    return _rendered(entry, state) or {key: _plain(value) for key, value in entry.fields.items() if key not in UNSEEN}


def _rendered(entry: Entry, state: State) -> Any:
    """Returns each text as the HTML that it becomes; None for a file that cannot be rendered."""
    try:
        source = read(entry.content)
    except SourceError:
        return None
    record, wrong = validate(entry.path, source, rules_of(source))
    _, texts, mistakes = rendering.render_question(entry.path, record, source, Settings()) if record else (None, {}, wrong)
    if mistakes:
        return None
    data = {key: value for key, value in json.loads(texts["data"]).items() if key not in UNSEEN}
    drawn = [state.figures.get(f"data/{entry.topic}/{file}") for figure in record.figures for file in figure.files]
    return {**_plain(data), "tags": sorted(record.tags), "topic": entry.topic, "drawn": drawn}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return _plain(value["html"]) if "html" in value else {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return SPACE.sub(lambda part: part[1] or " " * bool(part[2]), value).strip() if isinstance(value, str) else value
