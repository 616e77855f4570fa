"""One file of `data/` into the draft: read, validated, rendered, or taken from the cache."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from handbook.reading.folder import GLOSSARY, REFERENCES, RETIRED, SYNONYMS, TOPIC_FILE, about_id
from handbook.reading.kinds import (
    GLOSSARY_RULES,
    REFERENCES_RULES,
    RETIRED_RULES,
    STAND_INS,
    SYNONYMS_RULES,
    TOPIC_RULES,
    rules_of,
)
from handbook.reading.validation import salvage, syntax_problem, unreadable, validate
from handbook.reading.yaml.source import MAX_BYTES, read
from handbook.reading.yaml.syntax import SourceError
from handbook.records.model import Kept, Question, Topic
from handbook.records.problems import Problem
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic import TypeAdapter

    from handbook.reading.draft import Draft
    from handbook.reading.yaml.source import Source
    from handbook.storage.cache import Cache


RULES: dict[str, TypeAdapter[Any]] = {
    GLOSSARY: GLOSSARY_RULES,
    REFERENCES: REFERENCES_RULES,
    RETIRED: RETIRED_RULES,
    SYNONYMS: SYNONYMS_RULES,
}
"""The rules of each file that there is one of; the draft has what it holds under the file's name."""


@dataclass(frozen=True, slots=True)
class Known:
    """A question that was loaded before, for as long as its file has the same stamp."""

    stamp: tuple[int, int]
    key: str
    kept: Kept


known: dict[str, Known] = {}
"""By the names of the files, which are quicker to compare than a Path."""


def load_file(draft: Draft, file: Path) -> None:
    """Takes a file into the draft, from what is kept of it where that still holds."""
    store = draft.store
    path = draft.name(file)
    try:
        stamp = _stamp(file)
        before = known.get(str(file))
        if before and before.stamp == stamp:
            _add_question(draft, path, before)
            return
        data = read_plain(file, MAX_BYTES, draft.data)
    except OSError as error:
        draft.problems.append(unreadable(path, error))
        draft.broken.add(file.stem)
        return
    if file.parent == draft.data:
        setattr(draft, file.stem, _record(draft, store, path, data, RULES[file.name]) or {})
    elif file.name == TOPIC_FILE:
        _load_topic(draft, store, path, file.parent.name, data)
    else:
        _load_question(draft, store, file, data, stamp)


def _record(draft: Draft, store: Cache, path: str, data: bytes, rules_: TypeAdapter[Any]) -> Any:
    """Returns the record of a file, from the cache if these bytes were right before; reports problems otherwise."""
    key = store.key(path, data)
    kept = store.get("record", key)
    draft.keys[path] = key
    if kept is not None:
        return rules_.validate_json(kept)
    record, _ = _validated(draft, path, data, rules_)
    if record is not None and not draft.has_problems(path):
        store.put(key, {"record": rules_.dump_json(record).decode()})
    return record


def _validated(draft: Draft, path: str, data: bytes, rules_: TypeAdapter[Any]) -> tuple[Any, Source | None]:
    source = _read(draft, path, data)
    if source is None:
        return None, None
    draft.remember(path, source)
    record, problems = validate(path, source, rules_)
    draft.problems += problems
    return record, source


def _read(draft: Draft, path: str, data: bytes) -> Source | None:
    try:
        return read(data)
    except SourceError as error:
        draft.problems.append(syntax_problem(path, error))
        return None


def _load_topic(draft: Draft, store: Cache, path: str, id_: str, data: bytes) -> None:
    record = _record(draft, store, path, data, TOPIC_RULES)
    if record:
        draft.topics[id_] = Topic.model_construct(id=id_, **dict(record))
    if record and record.introduction:
        _load_introduction(draft, store, path, data, record.introduction)


def _load_introduction(draft: Draft, store: Cache, path: str, data: bytes, text: str) -> None:
    """Takes a topic's introduction from the cache, or checks and renders it."""
    key = draft.keys[path] = store.key(f"{draft.settings.stamp}\0{path}", data)
    kept = store.get("introduction", key)
    if kept is None:
        from handbook.reading import rendering  # noqa: PLC0415  as for questions

        texts, problems = rendering.render_introduction(path, text, draft.source(path) or read(data), draft.settings)
        draft.problems += problems
        if problems:
            return
        store.put(key, texts)
        kept = texts["introduction"]
    draft.links[path] = tuple((("introduction",), target) for target in json.loads(kept)["links"])


def _stamp(file: Path) -> tuple[int, int]:
    stat = file.stat()
    return stat.st_mtime_ns, stat.st_size


def _load_question(draft: Draft, store: Cache, file: Path, data: bytes, stamp: tuple[int, int]) -> None:
    path = draft.name(file)
    key = store.key(f"{draft.settings.stamp}\0{path}", data)
    if said := about_id("question", file.stem, "file", ".yml"):
        draft.problems.append(Problem(path, 1, 1, *said))
    well_named = not said and not about_id("topic", file.parent.name, "folder")
    text = store.get("question", key) if well_named else None
    kept = Kept.model_validate_json(text) if text else _render_question(draft, store, path, key, data)
    if kept is None or not well_named:
        draft.broken.add(file.stem)
        return
    loaded = known[str(file)] = Known(stamp, key, kept)
    _add_question(draft, path, loaded)


def _add_question(draft: Draft, path: str, read: Known) -> None:
    question = read.kept.question
    draft.questions.append(question)
    draft.keys[question.id] = read.key
    draft.links[path] = read.kept.links
    draft.citations[path] = read.kept.citations
    draft.cited[question.id] = tuple(key for _, key in read.kept.citations)
    draft.words[question.id] = read.kept.words


def _render_question(draft: Draft, store: Cache, path: str, key: str, data: bytes) -> Kept | None:
    """Checks and renders a question and keeps the outcome, unless there is a problem with it."""
    from handbook.reading import rendering  # noqa: PLC0415  a build that finds everything in the cache needs no Markdown

    source = _read(draft, path, data)
    if source is None:
        return None
    rules_ = rules_of(source)
    record, found = validate(path, source, rules_)
    draft.problems += found
    sound = record or salvage(source, rules_, STAND_INS)
    kept, texts, problems = rendering.render_question(path, sound, source, draft.settings)
    draft.problems += problems
    if problems or found or not record:
        # The other rules see the question all the same, so that nothing else that is wrong with it has to wait.
        file = PurePosixPath(path)
        draft.questions.append(Question.model_construct(id=file.stem, topic=file.parent.name, **dict(sound)))
        return None
    store.put(key, texts)
    return kept
