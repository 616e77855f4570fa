"""Dating: the days that git's history tells are written once, and only where they are missing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from click.testing import CliRunner

from handbook.commands.cli import main
from handbook.reading.yaml.source import read
from tests.conftest import write_question
from tests.gitrepo import commit_all, git

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def commit_on(folder: Path, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "GIT_COMMITTER_DATE", f"{day}T23:30:00-02:00")
    commit_all(folder)


def dates(root: Path, name: str) -> tuple[object, object]:
    plain = read((root / f"data/{name}.yml").read_bytes()).root.plain()
    assert isinstance(plain, dict)
    return plain.get("added"), plain.get("changed")


def fill(root: Path) -> int:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--fill-dates"], catch_exceptions=False).exit_code


def test_each_question_gets_the_days_of_its_first_and_its_last_visible_version(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_on(small, "2026-01-01", monkeypatch)
    write_question(small, "regularization/dropout", example="One.")
    write_question(small, "regularization/late")
    commit_on(small, "2026-02-01", monkeypatch)
    file = small / "data/regularization/dropout.yml"
    file.write_text(file.read_text("utf-8") + "reviewed: 2026-03-01\n", "utf-8")
    file.rename(small / "data/regularization/drop-out.yml")
    new = small / "data/regularization/drop-out.yml"
    new.write_text(new.read_text("utf-8") + "formerly: [dropout]\nfirst_id: dropout\n", "utf-8")
    commit_on(small, "2026-03-01", monkeypatch)

    assert fill(small) == 0

    assert dates(small, "regularization/drop-out") == ("2026-01-02", "2026-02-02")
    assert dates(small, "regularization/overfitting") == ("2026-01-02", None)
    assert dates(small, "regularization/late") == ("2026-02-02", None)


def test_what_is_written_already_stays(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit_on(small, "2026-01-01", monkeypatch)
    file = small / "data/regularization/dropout.yml"
    file.write_text(file.read_text("utf-8") + "added: 2025-05-05\n", "utf-8")

    assert fill(small) == 0
    assert dates(small, "regularization/dropout") == ("2025-05-05", None)


def test_a_history_that_is_cut_off_fills_nothing(small: Path, tmp_path: Path) -> None:
    commit_all(small)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{small}", "copy")

    assert fill(tmp_path / "copy") == 2
    assert dates(tmp_path / "copy", "regularization/dropout") == (None, None)
