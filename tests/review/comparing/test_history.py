"""History: an earlier state is read from git, leniently, and git's refusals are one line."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from handbook.review.comparing.history import Entry, HistoryError, State, at, present
from tests.gitrepo import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path


def test_the_state_at_a_commit_is_the_state_that_was_committed(small: Path) -> None:
    before = present(small)
    commit = commit_all(small)
    (small / "data/regularization/dropout.yml").unlink()

    assert at(small, commit) == at(small, "main") == at(small, "HEAD") == before != present(small)
    assert sorted(before.questions) == ["dropout", "gradient-descent", "overfitting"]
    assert before.topics == {"optimization", "regularization"}


def test_a_handbook_in_a_folder_of_a_repository_has_its_own_state(small: Path) -> None:
    (small.parent / "data" / "elsewhere").mkdir(parents=True)
    (small.parent / "data" / "elsewhere" / "other.yml").write_text("question: Not ours?\n", "utf-8")
    commit_all(small.parent)

    assert at(small, "HEAD") == present(small)


def test_a_revision_without_data_is_an_empty_state(tmp_path: Path) -> None:
    (tmp_path / "readme").write_text("Nothing yet.", "utf-8")

    assert at(tmp_path, commit_all(tmp_path)) == State({})


def test_links_and_files_of_no_topic_are_left_out(small: Path) -> None:
    before = present(small)
    (small / "data/regularization/link.yml").symlink_to("dropout.yml")
    (small / "data/words.txt").write_text("word\n", "utf-8")

    assert at(small, commit_all(small)) == before


def test_figures_are_known_by_their_content(small: Path) -> None:
    (small / "data/regularization/dropout.svg").write_text("<svg/>\n", "utf-8")

    assert at(small, commit_all(small)).figures == present(small).figures != {}


@pytest.mark.parametrize("revision", ["no-such", "--help", "", "HEAD:data", "HEAD~9", "-x; ls", "a b"])
def test_a_revision_that_is_not_there_is_one_line(small: Path, revision: str) -> None:
    commit_all(small)

    with pytest.raises(HistoryError, match=r"^git knows no revision `.*` here; name a commit, branch or tag, or fetch it first$"):
        at(small, revision)


def test_a_folder_that_is_no_repository_is_one_line(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent))

    with pytest.raises(HistoryError, match="not a git repository") as caught:
        at(small, "HEAD")
    assert "\n" not in str(caught.value)


def test_a_machine_without_git_is_one_line(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(small))

    with pytest.raises(HistoryError, match="git was not found; install it"):
        at(small, "HEAD")


def test_reading_history_runs_nothing_of_the_repository(small: Path) -> None:
    commit_all(small)
    (small / "evil").write_text("#!/bin/sh\ntouch ran\n", "utf-8")
    (small / "evil").chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "filter.x.smudge", "diff.x.textconv"):
        git(small, "config", key, str(small / "evil"))
    (small / ".gitattributes").write_text("*.yml filter=x diff=x\n", "utf-8")

    at(small, "HEAD")

    assert not (small / "ran").exists()
    assert subprocess.run(["git", "-C", small, "status", "--porcelain"], capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    ("content", "title", "formerly"),
    [
        (b"question: What is it?\nformerly: [old, older]\n", "What is it?", ("old", "older")),
        (b"question: 'What: is it?'\nn: *x\nformerly:\n  - old-id\n  - 'b'\nlevel: x\n", "What: is it?", ("old-id", "b")),
        (b"question: [a, list]\nformerly: old\n", "it", ()),
        (b"\xff\xfe", "it", ()),
        (b"", "it", ()),
        (b"- a\n- list\n", "it", ()),
        (b"a: &a [1]\nb: *a\n", "it", ()),
        (b"[" * 100_000, "it", ()),
    ],
)  # fmt: skip
def test_a_file_that_was_wrong_still_tells_its_names(content: bytes, title: str, formerly: tuple[str, ...]) -> None:
    entry = Entry("it", "topic", content)

    assert (entry.title, entry.formerly) == (title, formerly)
