"""The documentation as its readers use it: the commands that it gives, and those that the workflows run."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = (PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").rglob("*.md")))
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SUMMARY = re.compile(r">> \"\$GITHUB_STEP_SUMMARY\"|\|\| \[ \$\? -eq 1 \]")


def console_commands(text: str) -> Iterator[str]:
    """Yields the simple commands of a page's console blocks; a block without a prompt is one command a line."""
    for block in CONSOLE.findall(text):
        prompted = re.findall(r"^\$ (.*)$", block, flags=re.MULTILINE)
        for line in prompted or block.splitlines():
            yield from line.split(" && ")


def script_commands(script: str) -> Iterator[str]:
    """Yields the simple commands of a workflow's script, without what only writes its summary."""
    for line in SUMMARY.sub("", script).splitlines():
        for command in line.split(" && "):
            if command.strip() not in ("", "{", "}") and not command.strip().startswith("echo "):
                yield command.strip()


def words(command: str) -> list[str]:
    """Returns the words of a command, without settings of the environment and the place of the program."""
    found = shlex.split(command, comments=True)
    while found and re.match(r"[A-Z_]+=", found[0]):
        found.pop(0)
    return [found[0].removeprefix(".venv/bin/"), *found[1:]] if found else []


def kind(command: str) -> tuple[str, ...]:
    """Returns a command's program with its subcommand, for example `handbook check`."""
    program, *rest = words(command)
    if rest[:1] == ["-m"]:
        return (program, "-m", rest[1])
    return (program, rest[0]) if rest and re.fullmatch(r"[a-z]+", rest[0]) else (program,)


DOCUMENTED = {kind(command) for page in PAGES for command in console_commands(page.read_text("utf-8")) if words(command)}
