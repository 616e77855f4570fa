"""What the documentation shows of this handbook: questions that are quoted as they are, transcripts that are real."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import PROJECT, copy_project

CONTRIBUTE = PROJECT / "docs" / "contribute" / "index.md"
STYLE = PROJECT / "docs" / "contribute" / "style.md"
MODEL_QUESTION = PROJECT / "data" / "regularization" / "dropout.yml"


def test_the_style_page_quotes_a_question_as_it_is() -> None:
    data = MODEL_QUESTION.read_text("utf-8")
    quotations = re.findall(r"^```yaml\n(.*?)^```$", STYLE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)

    assert len(quotations) >= 10
    for quotation in quotations:
        assert quotation in data


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("transcript", "answers"),
    [
        (0, ["What is early stopping, and when does it help?", "regularization", "", "mid", "regularization training"]),
        (1, ["What does dropout do?", "1"]),
    ],
    ids=["a new question", "a question that is there in other words"],
)
def test_the_transcripts_of_the_command_new_are_real(tmp_path: Path, transcript: int, answers: list[str]) -> None:
    project = copy_project(tmp_path / "project", source=PROJECT)
    for file in project.root.glob("data/*/[!_]*.yml"):
        if file.name != MODEL_QUESTION.name:
            file.unlink()  # whatever the handbook comes to hold, the transcripts stay as they are
    shown = re.findall(r"^```console\n\$ \.venv/bin/handbook new\n(.*?)^```$", CONTRIBUTE.read_text("utf-8"), re.M | re.S)

    printed = conversation([str(Path(sys.executable).parent / "handbook"), "new"], project.root, answers)

    pattern = "".join(re.escape(line).replace("…", ".*") + r"[ ]*\n" for line in shown[transcript].splitlines())
    assert re.fullmatch(pattern, printed), printed


def conversation(command: list[str], folder: Path, answers: list[str]) -> str:
    """Runs a command on a terminal, answers its prompts, and returns what the terminal shows."""
    ours, theirs = os.openpty()
    waiting = iter(answers)
    shown = b""
    with subprocess.Popen(command, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs):
        os.close(theirs)
        while piece := read(ours):
            shown += piece
            if shown.endswith(b": "):
                os.write(ours, f"{next(waiting)}\n".encode())
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def read(terminal: int) -> bytes:
    """Returns what a terminal shows next, or nothing once its program has ended."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
