"""The file that a command writes: of its own kind, in a folder that is there, and never in the place of another thing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.commands.cli import main

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {"pdf": "pdf", "export": "json", "schema": "json"}


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
