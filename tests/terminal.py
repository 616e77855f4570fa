"""A person at a terminal: starts a command on a pseudo-terminal and answers what it asks."""

from __future__ import annotations

import os
import pty
import re
import sys
from selectors import EVENT_READ, DefaultSelector
from subprocess import Popen
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PATIENCE = 30.0
"""Seconds without a word from the command after which something is wrong."""


def converse(root: Path, arguments: list[str], answers: list[tuple[str, str]]) -> tuple[int, str]:
    """Runs `handbook`, answers each prompt that is expected, and returns the exit status and all that was shown."""
    terminal, theirs = pty.openpty()
    command = [sys.executable, "-c", "from handbook.commands.cli import main; main()", *arguments]
    process = Popen(command, cwd=root, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    shown = ""
    for prompt, answer in answers:
        shown = _read(terminal, shown, prompt)
        os.write(terminal, f"{answer}\n".encode())
        shown += "\0"  # a prompt is looked for after the answer before it
    shown = _read(terminal, shown, None)
    os.close(terminal)
    return process.wait(PATIENCE), shown.replace("\0", "").replace("\r\n", "\n")


def _read(terminal: int, shown: str, prompt: str | None) -> str:
    """Reads until a prompt has come, or until the end."""
    while prompt is None or not re.search(prompt, shown.rpartition("\0")[2]):
        with DefaultSelector() as waiting:
            waiting.register(terminal, EVENT_READ)
            came = waiting.select(PATIENCE)
        if not came:
            raise TimeoutError(f"waited for {prompt!r}, got {shown!r}")
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux's way to say that the other side has gone
            part = b""
        if not part:
            assert prompt is None, f"ended before {prompt!r}: {shown!r}"
            break
        shown += part.decode("utf-8", "replace")
    return shown
