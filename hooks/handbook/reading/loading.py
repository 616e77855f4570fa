"""Loads `data/` into a handbook: reads every file, checks each by itself and all together, renders the questions."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from handbook.reading import rules
from handbook.reading.draft import Draft
from handbook.reading.settings import read_settings
from handbook.reading.source import MAX_BYTES, Source, read
from handbook.reading.syntax import SourceError
from handbook.reading.texts import KeptTexts
from handbook.reading.validation import salvage, syntax_problem, unreadable, validate
from handbook.records.handbook import Handbook
from handbook.records.model import (
    SLUG,
    DraftFile,
    Kept,
    Line,
    Question,
    QuestionFile,
    Reference,
    Retired,
    Slug,
    Synonyms,
    Term,
    Topic,
    TopicFile,
)
from handbook.records.order import in_reading_order
from handbook.records.problems import Problem, ProblemsError, well_formed
from handbook.storage.cache import Cache
from handbook.storage.plain_files import read_plain, require_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handbook.records.settings import Settings

TOPIC_FILE = "_topic.yml"
REFERENCES = "references.yml"
GLOSSARY = "glossary.yml"
SYNONYMS = "synonyms.yml"
RETIRED = "retired.yml"
WHOLE = (REFERENCES, GLOSSARY, SYNONYMS, RETIRED)
"""The files that there is one of."""
YAML = (".yml", ".yaml")
CACHE = ".cache"

T = TypeVar("T")

STAND_INS = {"question": "?", "level": "junior", "tags": ["stand-in"], "short": "?", "answer": "?"}

QUESTION_RULES: TypeAdapter[QuestionFile] = TypeAdapter(QuestionFile)
DRAFT_RULES: TypeAdapter[DraftFile] = TypeAdapter(DraftFile)
TOPIC_RULES: TypeAdapter[TopicFile] = TypeAdapter(TopicFile)
REFERENCES_RULES: TypeAdapter[dict[str, Reference]] = TypeAdapter(dict[Slug, Reference])
GLOSSARY_RULES: TypeAdapter[dict[str, Term]] = TypeAdapter(dict[Line, Term])
SYNONYMS_RULES: TypeAdapter[dict[str, tuple[str, ...]]] = TypeAdapter(dict[Line, Synonyms])
RETIRED_RULES: TypeAdapter[dict[str, Retired]] = TypeAdapter(dict[Slug, Retired])


def load(root: Path, settings: Settings | None = None) -> Handbook:
    """Loads the handbook of a folder, with the settings of its `mkdocs.yml` or others; raises ProblemsError."""
    root = root.resolve()
    return _from_store(root, partial(_load, settings or read_settings(root)))


def examine(root: Path) -> Draft:
    """Returns everything that can be loaded of a folder's data, with every problem of it."""
    return _from_store(root.resolve(), _examine)


def _from_store(root: Path, read_all: Callable[[Path, Cache], T]) -> T:
    try:
        return read_all(root, _store(root))
    except (sqlite3.DatabaseError, ValidationError):  # what was kept is damaged
        _discard_store(root)
        return read_all(root, _store(root))


def _examine(root: Path, store: Cache) -> Draft:
    draft = Draft(root, store)
    for file in _files(draft):
        _load_file(draft, store, file)
    store.commit()
    rules.check(draft)
    return draft


def _load(settings: Settings, root: Path, store: Cache) -> Handbook:
    draft = _examine(root, store)
    if draft.problems:
        raise ProblemsError(draft.problems)
    if len(_known) > len(draft.questions):  # to compare them takes long
        for gone in _known.keys() - {draft.data / q.topic / f"{q.id}.yml" for q in draft.questions}:
            del _known[gone]
    topics = dict(sorted(draft.topics.items(), key=lambda item: (item[1].order, item[0])))
    ordered = in_reading_order(draft.questions, topics)
    store.forget_all_but(draft.keys.values())
    return Handbook(
        root=draft.root,
        topics=topics,
        questions={q.id: q for q in ordered if not q.draft},
        drafts={q.id: q for q in ordered if q.draft},
        references=draft.references,
        glossary=draft.glossary,
        synonyms=draft.synonyms,
        retired=draft.retired,
        words=draft.words,
        cited=draft.cited,
        keys=draft.keys,
        texts=KeptTexts(store, draft.keys, draft.glossary),
        settings=settings,
    )


@cache
def _store(root: Path) -> Cache:
    """Keeps one connection a folder for the life of the process."""
    return Cache(root / CACHE)


def _discard_store(root: Path) -> None:
    _store.cache_clear()
    _known.clear()
    for file in (root / CACHE).glob("handbook.sqlite*"):
        file.unlink(missing_ok=True)


def _files(draft: Draft) -> Iterator[Path]:
    """Yields the files to load, in a fixed order, and reports what does not belong into `data/`."""
    if not draft.data.is_dir():
        draft.problems.append(Problem("data", 1, 1, "no folder `data/`", "run this in a handbook's root"))
        return
    for entry in _visible(draft, draft.data):
        if entry.is_dir():
            yield from _files_of_topic(draft, entry)
        elif entry.name in WHOLE:
            yield entry
        elif entry.suffix.lower() in YAML:
            remedy = f"move it into its topic's folder, or rename it to {', '.join(WHOLE[:-1])} or {WHOLE[-1]}"
            draft.problems.append(Problem(draft.name(entry), 1, 1, "a file that belongs to no topic", remedy))


def _files_of_topic(draft: Draft, folder: Path) -> Iterator[Path]:
    entries = _visible(draft, folder)
    if any(entry.suffix == ".yml" for entry in entries):
        _expect_topic(draft, folder)
    for entry in entries:
        if entry.is_dir():
            draft.problems.append(Problem(draft.name(entry), 1, 1, "a folder inside a topic", "move its files up"))
        elif entry.suffix == ".yml":
            yield entry
        elif entry.suffix.lower() in YAML:
            found = f"a file that ends in {entry.suffix}"
            draft.problems.append(Problem(draft.name(entry), 1, 1, found, f"rename it to {entry.stem}.yml"))


def _visible(draft: Draft, folder: Path) -> list[Path]:
    """Returns what a folder holds; reports one that cannot be looked into, or lies outside `data/`."""
    try:
        require_plain(folder, draft.data)
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        draft.problems.append(unreadable(draft.name(folder), error, "folder"))
        return []


def _expect_topic(draft: Draft, folder: Path) -> None:
    """Takes a folder of questions for a topic, whatever is wrong with it: its questions are not to be blamed for that."""
    path = draft.name(folder)
    draft.topics[folder.name] = Topic.model_construct(id=folder.name, title=folder.name, summary=folder.name, order=0)
    if not re.fullmatch(SLUG, folder.name):
        found = f"the topic's id `{PurePosixPath(path).name}`"
        draft.problems.append(Problem(path, 1, 1, found, f"rename the folder: {well_formed(folder.name)}"))
    if not (folder / TOPIC_FILE).exists():
        remedy = f"add {TOPIC_FILE} with title, summary and order"
        draft.problems.append(Problem(path, 1, 1, f"a folder of questions without {TOPIC_FILE}", remedy))


def _load_file(draft: Draft, store: Cache, file: Path) -> None:
    path = draft.name(file)
    try:
        stamp = _stamp(file)
        if file in _known and _known[file].stamp == stamp:
            _add_question(draft, path, _known[file])
            return
        data = read_plain(file, MAX_BYTES, draft.data)
    except OSError as error:
        draft.problems.append(unreadable(path, error))
        draft.broken.add(file.stem)
        return
    if file.name == REFERENCES and file.parent == draft.data:
        draft.references = _record(draft, store, path, data, REFERENCES_RULES) or {}
    elif file.name == GLOSSARY and file.parent == draft.data:
        draft.glossary = _record(draft, store, path, data, GLOSSARY_RULES) or {}
    elif file.name == SYNONYMS and file.parent == draft.data:
        draft.synonyms = _record(draft, store, path, data, SYNONYMS_RULES) or {}
    elif file.name == RETIRED and file.parent == draft.data:
        draft.retired = _record(draft, store, path, data, RETIRED_RULES) or {}
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
    if record is not None:
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
    key = draft.keys[path]
    kept = store.get("introduction", key)
    if kept is None:
        from handbook.reading import rendering  # noqa: PLC0415  as for questions

        texts, problems = rendering.render_introduction(path, text, draft.source(path) or read(data))
        draft.problems += problems
        if problems:
            return
        store.put(key, texts)
        kept = texts["introduction"]
    draft.links[path] = tuple((("introduction",), target) for target in json.loads(kept)["links"])


@dataclass(frozen=True, slots=True)
class Known:
    """A question that was loaded before, for as long as its file has the same stamp."""

    stamp: tuple[int, int]
    key: str
    kept: Kept


_known: dict[Path, Known] = {}


def _stamp(file: Path) -> tuple[int, int]:
    stat = file.stat()
    return stat.st_mtime_ns, stat.st_size


def _load_question(draft: Draft, store: Cache, file: Path, data: bytes, stamp: tuple[int, int]) -> None:
    path = draft.name(file)
    key = store.key(path, data)
    if not re.fullmatch(SLUG, file.stem):
        found = f"the question's id `{PurePosixPath(path).stem}`"
        draft.problems.append(Problem(path, 1, 1, found, f"rename the file: {well_formed(file.stem)}.yml"))
    well_named = all(re.fullmatch(SLUG, name) for name in (file.stem, file.parent.name))
    kept = (store.get("question", key) if well_named else None) or _render_question(draft, store, path, key, data)
    if kept is None or not well_named:
        draft.broken.add(file.stem)
        return
    _known[file] = Known(stamp, key, Kept.model_validate_json(kept))
    _add_question(draft, path, _known[file])


def rules_of(source: Source) -> TypeAdapter[Any]:
    """Returns the rules of a question's file: a draft may lack its answers."""
    plain = source.root.plain()
    return DRAFT_RULES if isinstance(plain, dict) and plain.get("draft") == "true" else QUESTION_RULES


def _add_question(draft: Draft, path: str, known: Known) -> None:
    question = known.kept.question
    draft.questions.append(question)
    draft.keys[question.id] = known.key
    draft.links[path] = known.kept.links
    draft.citations[path] = known.kept.citations
    draft.cited[question.id] = tuple(key for _, key in known.kept.citations)
    draft.words[question.id] = known.kept.words


def _render_question(draft: Draft, store: Cache, path: str, key: str, data: bytes) -> str | None:
    """Checks and renders a question and keeps the outcome, unless there is a problem with it."""
    from handbook.reading import rendering  # noqa: PLC0415  a build that finds everything in the cache needs no Markdown

    source = _read(draft, path, data)
    if source is None:
        return None
    rules_ = rules_of(source)
    record, found = validate(path, source, rules_)
    draft.problems += found
    sound = record or salvage(source, rules_, STAND_INS)
    rendered, problems = rendering.render_question(path, sound, source)
    draft.problems += problems
    if problems or not record:
        # The other rules see the question all the same, so that nothing else that is wrong with it has to wait.
        file = PurePosixPath(path)
        draft.questions.append(Question.model_construct(id=file.stem, topic=file.parent.name, **dict(sound)))
        return None
    store.put(key, rendered)
    return rendered["question"]


_latest: dict[Path, tuple[object, Handbook]] = {}


def load_once(root: Path, settings: Settings | None = None) -> Handbook:
    """Returns the handbook of a folder, loaded again only when its settings, or a file of `data/` or `docs/`, have changed."""
    stamp = (settings, *_stamps(root))
    if root not in _latest or _latest[root][0] != stamp:
        _latest[root] = (stamp, load(root, settings))
    return _latest[root][1]


def _stamps(root: Path) -> Iterator[tuple[str, int, int]]:
    for folder in (root / "data", root / "docs"):
        for parent, _, names in sorted(os.walk(folder)):
            for name in sorted(names):
                with suppress(FileNotFoundError):  # an editor's link to nowhere, or a file that has just gone
                    stat = os.stat(os.path.join(parent, name))  # a Path each would cost more than the rest
                    yield f"{parent}/{name}", stat.st_mtime_ns, stat.st_size
