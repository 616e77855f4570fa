"""The file that a command writes: of its own kind, in a folder that is there, and never in the place of another thing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from handbook.commands.cli import main

COMMANDS = {"pdf": "pdf", "export": "json", "schema": "json", "anki": "apkg"}


@pytest.fixture(autouse=True)
def _here(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small)


def refused(small: Path, command: str, output: Path) -> str:
    root = [] if command == "schema" else ["--root", str(small)]
    outcome = CliRunner().invoke(main, [command, *root, "-o", str(output)])
    assert outcome.exit_code == 2
    assert outcome.stdout == ""
    assert outcome.stderr.count("\n") == 1
    return outcome.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_question_is_not_overwritten(small: Path, command: str) -> None:
    file = small / "data" / "regularization" / "dropout.yml"
    before = file.read_bytes()

    assert f"end it in .{COMMANDS[command]}" in refused(small, command, file)

    assert file.read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_no_folder_is_made(small: Path, command: str) -> None:
    assert "cannot be written (no folder" in refused(small, command, small / "new" / f"out.{COMMANDS[command]}")

    assert not (small / "new").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.parametrize("command", COMMANDS)
def test_device_and_pipe_are_not_replaced(small: Path, command: str) -> None:
    pipe, link = (small / f"{name}.{COMMANDS[command]}" for name in ("pipe", "link"))
    os.mkfifo(pipe)
    link.symlink_to("/dev/null")

    for output in (pipe, link):
        assert "a device or a pipe" in refused(small, command, output)
    assert pipe.is_fifo()
    assert link.is_symlink()


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_written_among_the_questions(small: Path, command: str) -> None:
    (small / "link").symlink_to("data")

    for folder in ("data", "data/regularization", "link"):
        assert "data/ is for questions alone" in refused(small, command, Path(folder, f"new.{COMMANDS[command]}"))
    assert not [*small.glob("data/**/new*")]


def test_only_a_site_is_completed(small: Path) -> None:
    outcome = CliRunner().invoke(main, ["publish", "data"])

    assert (outcome.exit_code, outcome.stderr.count("\n")) == (2, 1)
    assert sorted(file.name for file in (small / "data").iterdir()) == [
        "glossary.yml", "optimization", "references.yml", "regularization",
    ]  # fmt: skip


NEW = "new --topic regularization --question What? --yes"
EVERY = ("check", "build", "serve", "pdf", "anki", "export", "stats", "fit", "upgrade", NEW)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
@pytest.mark.parametrize("command", EVERY)
def test_settings_that_are_a_pipe_are_one_line_for_every_command(small: Path, command: str) -> None:
    os.mkfifo(small / "mkdocs.yml")

    outcome = CliRunner().invoke(main, command.split())

    assert outcome.exit_code == 1
    assert outcome.output == "mkdocs.yml:1:1: error: a file that cannot be read (a device or a pipe); put the file itself there\n"
