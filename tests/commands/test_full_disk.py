"""A disk that takes no more: every command says so in one line, and what was there stays as it was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.casefiles import CASES

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit to the size of files")

LIMITED = (
    "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    "limit = int(sys.argv.pop(1)); resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit));"
    "from handbook.commands.cli import main; main()"
)
LIST = "### What is a thing of many?\n\nIt is one.\n"
WRITING = {
    "pdf": ("pdf", "--variant", "cards", "-o", "out/guide.pdf"),
    "epub": ("pdf", "-o", "out/book.epub"),
    "anki": ("anki", "-o", "out/deck.apkg"),
    "export": ("export", "-o", "out/data.json"),
    "schema": ("schema", "-o", "out/schema.json"),
    "import": ("import", "list.md", "--topic", "regularization"),
    "new": ("new", "--topic", "regularization", "--question", "Really?", "--yes"),
    "init": ("init", "another", "--name", "Another"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A handbook whose outputs are there from before."""
    root = tmp_path / "handbook"
    shutil.copytree(CASES / "handbook", root, ignore=shutil.ignore_patterns(".cache"))
    (root / "list.md").write_text(LIST, "utf-8")
    (root / "out").mkdir()
    for name in ("guide.pdf", "book.epub", "deck.apkg", "data.json", "schema.json"):
        (root / "out" / name).write_text("As it was.", "utf-8")
    return root


def content(root: Path) -> dict[str, bytes]:
    files = (file for file in root.rglob("*") if file.is_file() and ".cache" not in file.parts)
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def run(root: Path, limit: int, *command: str) -> tuple[int, list[str]]:
    """Runs a command that can write no file of more than so many bytes, and returns how it ended and what it said."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), *command], cwd=root, capture_output=True, text=True, check=False, timeout=120
    )
    return done.returncode, (done.stdout + done.stderr).splitlines()


@pytest.mark.parametrize("limit", [1, 60])
@pytest.mark.parametrize("name", WRITING)
def test_command_that_finds_no_room_says_so_in_a_line_and_leaves_what_was_there(root: Path, name: str, limit: int) -> None:
    before = content(root)

    status, said = run(root, limit, *WRITING[name])

    assert (status, len(said)) == (2, 1), said
    assert "cannot be " in said[0]
    assert "too large" in said[0]
    assert content(root) == before


def test_check_needs_no_room(root: Path) -> None:
    status, said = run(root, 1, "check")

    assert (status, said[-1]) == (0, "3 questions in 2 topics: no errors, 9 warnings")
