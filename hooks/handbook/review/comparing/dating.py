"""Tells from the history in git when each question came and when readers last saw a change of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from handbook.records.moments import day_of
from handbook.review.comparing.history import QUESTION_FILE, Entry, HistoryError, State, contents_of, present, run_git
from handbook.review.comparing.recording import write_keys
from handbook.review.comparing.revisions import seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from handbook.review.fixes import Mended

COMMIT = re.compile(r"commit (\d+)")
CHANGE = re.compile(r":\d+ (?P<mode>\d+) \w+ (?P<blob>\w+) \w\t(?P<path>.*)")


class Version(NamedTuple):
    """A question's file as a commit left it."""

    day: str
    entry: Entry


def fill_dates(root: Path, wanted: Callable[[str], bool]) -> list[Mended]:
    """Writes `added` and `changed` into the wanted files that lack them; raises HistoryError where git cannot tell."""
    if run_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise HistoryError("the history is cut off here; fetch all of it first, with `git fetch --unshallow`")
    now = present(root)
    versions = _versions(root)
    found = [(entry, _missing(entry, [*_history(entry, versions)])) for entry in now.published.values() if wanted(entry.path)]
    mended = [write_keys(root, entry.path, values) for entry, values in found if values]
    return [done for done in mended if done]


def _missing(entry: Entry, history: list[Version]) -> dict[str, str]:
    """Returns what a question's history tells of it and its file does not."""
    if not history:
        return {}
    dates = {"added": history[0].day}
    for before, after in pairwise(history):
        if _seen(before.entry, entry.id) != _seen(after.entry, entry.id):
            dates["changed"] = after.day
    if dates.get("changed", "") <= day_of(str(entry.fields.get("added") or dates["added"])):
        dates.pop("changed", None)
    return {key: day for key, day in dates.items() if key not in entry.fields}


def _seen(entry: Entry, id_: str) -> object:
    return seen(Entry(id_, entry.topic, entry.content), State({}))


def _history(entry: Entry, versions: Mapping[str, list[Version]]) -> Iterator[Version]:
    """Yields the versions of a question from the first on, those under the id that it was renamed from before the others."""
    if entry.first_id != entry.id:
        yield from versions.get(entry.first_id, ())
    yield from versions.get(entry.id, ())


def _versions(root: Path) -> dict[str, list[Version]]:
    """Returns the published versions of every question's file on the way to this commit, by id, the first one first."""
    log = ("log", "--first-parent", "-m", "--reverse", "--no-renames", "--raw", "--no-abbrev", "--format=commit %ct")
    printed = run_git(root, "-c", "core.quotePath=false", *log, "--", "data/").decode(errors="replace")
    changes = [*_changes(printed)]
    contents = contents_of(root, [*{blob: None for *_, blob in changes}])
    versions: dict[str, list[Version]] = {}
    for day, topic, id_, blob in changes:
        version = Version(day, Entry(id_, topic, contents[blob]))
        if not version.entry.is_draft:
            versions.setdefault(id_, []).append(version)
    return versions


def _changes(printed: str) -> Iterator[tuple[str, str, str, bytes]]:
    """Yields day, topic, id and blob of each version of a question in what `git log` printed."""
    day = ""
    for line in printed.splitlines():
        if commit := COMMIT.fullmatch(line):
            day = datetime.fromtimestamp(int(commit[1]), UTC).date().isoformat()
            continue
        change = CHANGE.fullmatch(line)
        file = QUESTION_FILE.fullmatch(change["path"]) if change and change["mode"].startswith("100") else None
        if change and file:
            yield day, file["topic"], file["id"], change["blob"].encode()
