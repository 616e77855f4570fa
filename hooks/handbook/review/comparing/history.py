"""The data of a handbook at one moment, now or at a git revision, read leniently: only what links hang on must be there."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha1
from typing import TYPE_CHECKING

from handbook.reading.yaml.source import MAX_BYTES, read
from handbook.reading.yaml.syntax import SourceError
from handbook.records.forms import SLUG
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from handbook.reading.yaml.source import Plain

QUESTION_FILE = re.compile(rf"data/(?P<topic>{SLUG[1:-1]})/(?P<id>{SLUG[1:-1]})\.yml")
TOPIC_FILE = re.compile(rf"data/(?P<topic>{SLUG[1:-1]})/_topic\.yml")
RETIRED = "data/retired.yml"
SETTINGS = "mkdocs.yml"
# The lines that matter in a file that is no good YAML.
ID = re.compile(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)*(?![\w-])")
QUESTION = re.compile(r"^question:[ \t]*[\"']?(.*?)[\"']?[ \t]*$", re.MULTILINE)
FORMERLY = re.compile(r"^formerly:(.*(?:\n(?:[ \t]+|- ).*)*)", re.MULTILINE)


class HistoryError(Exception):
    """Tells in one line why an earlier state cannot be read."""


@dataclass(frozen=True)
class Entry:
    """A question's file as it was or is, right or wrong."""

    id: str
    topic: str
    content: bytes

    @property
    def path(self) -> str:
        """The file, as seen from the handbook's root."""
        return f"data/{self.topic}/{self.id}.yml"

    @cached_property
    def fields(self) -> Mapping[str, Plain]:
        """The file's keys and values; where it is no good YAML, those that links hang on, as far as they can be seen."""
        try:
            fields = read(self.content).root.plain()
        except SourceError:
            text = self.content.decode(errors="replace").replace("\r\n", "\n")
            question, formerly = QUESTION.search(text), FORMERLY.search(text)
            fields = {"question": question[1] if question else "", "formerly": [*ID.findall(formerly[1] if formerly else "")]}
        return fields if isinstance(fields, dict) else {}

    @property
    def title(self) -> str:
        """The question, or its id where there is none."""
        title = self.fields.get("question")
        return title if isinstance(title, str) and title.strip() else self.id

    @property
    def is_draft(self) -> bool:
        """Whether it was still being written."""
        return b"draft" in self.content and self.fields.get("draft") == "true"

    @property
    def first_id(self) -> str:
        """The id by which readers' decks know it."""
        first = self.fields.get("first_id") if b"first_id" in self.content else None
        return first if isinstance(first, str) and first else self.id

    @property
    def formerly(self) -> tuple[str, ...]:
        """The former ids that are written in the file."""
        named = self.fields.get("formerly") if b"formerly" in self.content else None
        return tuple(id_ for id_ in named if isinstance(id_, str)) if isinstance(named, list) else ()


@dataclass(frozen=True)
class State:
    """The questions and topics of a handbook at one moment."""

    files: Mapping[str, bytes]
    """The content of each YAML file of `data/`, by its path from the root."""
    figures: Mapping[str, str] = field(default_factory=dict)
    """What git calls the content of each figure, by its path from the root."""

    @cached_property
    def questions(self) -> Mapping[str, Entry]:
        """By id; a file whose name is no id was never published."""
        found = ((QUESTION_FILE.fullmatch(path), content) for path, content in self.files.items())
        return {match["id"]: Entry(match["id"], match["topic"], content) for match, content in found if match}

    @cached_property
    def published(self) -> Mapping[str, Entry]:
        """The questions that readers see, by id."""
        return {id_: entry for id_, entry in self.questions.items() if not entry.is_draft}

    @cached_property
    def retired(self) -> frozenset[str]:
        """The ids of what was merged or withdrawn."""
        try:
            plain = read(self.files.get(RETIRED, b"")).root.plain()
        except SourceError:
            return frozenset()
        return frozenset(plain if isinstance(plain, dict) else ())

    @cached_property
    def topics(self) -> frozenset[str]:
        """The ids of the topics."""
        return frozenset(match["topic"] for path in self.files if (match := TOPIC_FILE.fullmatch(path)))

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """The id that answers to each former id."""
        return {old: entry.id for entry in self.published.values() for old in entry.formerly}


def present(root: Path) -> State:
    """Returns the state of the files as they are; one that cannot be read has its name all the same."""
    data = root / "data"
    files = [file for pattern in ("*/*", RETIRED.removeprefix("data/")) for file in sorted(data.glob(pattern)) if file.is_file()]
    texts = {file.relative_to(root).as_posix(): _bytes(file, data) for file in files if file.suffix == ".yml"}
    figures = {file.relative_to(root).as_posix(): _blob(_bytes(file, data)) for file in files if file.suffix != ".yml"}
    if (root / SETTINGS).is_file():
        texts[SETTINGS] = _bytes(root / SETTINGS, root)
    return State(texts, figures)


def _blob(content: bytes) -> str:
    """Returns what git calls a content."""
    return sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _bytes(file: Path, data: Path) -> bytes:
    try:
        return read_plain(file, MAX_BYTES, data)
    except OSError:
        return b""


def at(root: Path, revision: str) -> State:
    """Returns the state at a git revision; raises HistoryError where git cannot tell it."""
    commit = _commit(root, revision)
    listed = run_git(root, "ls-tree", "-r", "-z", commit, "--", "data/", SETTINGS).split(b"\0")
    blobs = dict(_blobs(listed))
    texts = {path: blob for path, blob in blobs.items() if path.endswith(".yml")}
    contents = contents_of(root, list(texts.values()))
    figures = {path: blob.decode() for path, blob in blobs.items() if path not in texts}
    return State({path: contents[blob] for path, blob in texts.items()}, figures)


def _commit(root: Path, revision: str) -> str:
    run_git(root, "rev-parse", "--git-dir")
    try:
        return run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
    except HistoryError:
        raise HistoryError(f"git knows no revision `{revision}` here; name a commit, branch or tag, or fetch it first") from None


def _blobs(listed: list[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yields path and blob of each regular file that matters in what `git ls-tree` printed."""
    for line in filter(None, listed):
        meta, _, path = line.partition(b"\t")
        mode, _, blob = meta.split(b" ")[:3]
        name = path.decode(errors="replace")
        if mode.startswith(b"100") and (name.count("/") == 2 or name in (RETIRED, SETTINGS)):
            yield name, blob


def contents_of(root: Path, blobs: list[bytes]) -> dict[bytes, bytes]:
    """Returns the contents of blobs, which git prints one after the other, each below a line that ends in its length."""
    printed, start = run_git(root, "cat-file", "--batch", given=b"".join(blob + b"\n" for blob in blobs)), 0
    contents = {}
    for blob in blobs:
        head_end = printed.index(b"\n", start)
        length = int(printed[start:head_end].split(b" ")[2])
        contents[blob] = printed[head_end + 1 : head_end + 1 + length]
        start = head_end + 1 + length + 1
    return contents


def run_git(root: Path, *arguments: str, given: bytes | None = None) -> bytes:
    """Runs git in a folder and returns what it prints; none of these commands runs a hook or changes anything."""
    command = ["git", "-C", str(root), *arguments]
    try:
        return subprocess.run(command, input=given, capture_output=True, check=True).stdout  # noqa: S603  a list, no shell
    except FileNotFoundError:
        raise HistoryError("git was not found; install it, or leave --against out") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip().split("\n")[0].removeprefix("fatal: ")
        raise HistoryError(f"git cannot read the history of {root}: {said or 'it gave no reason'}") from None
