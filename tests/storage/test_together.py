"""Several new files: all of them or none, whatever stops the writing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from errno import ENOSPC
from typing import TYPE_CHECKING

import pytest

from handbook.storage import together
from handbook.storage.together import undo_unfinished, write_new

if TYPE_CHECKING:
    from pathlib import Path


def there(root: Path) -> dict[str, str]:
    files = (file for folder in ("data", "docs") for file in (root / folder).rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): file.read_text("utf-8") for file in files}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "old").mkdir(parents=True)
    (tmp_path / "data" / "old" / "mine.yml").write_text("mine", "utf-8")
    return tmp_path


def texts(root: Path) -> dict[Path, str]:
    return {root / "data" / "new" / f"{at}.yml": f"text {at}" for at in range(5)} | {root / "docs" / "new.md": "page"}


def test_new_files_come_with_their_folders(root: Path) -> None:
    write_new(root, texts(root))

    assert {path: text for path, text in there(root).items() if "new" in path} == {
        file.relative_to(root).as_posix(): text for file, text in texts(root).items()
    }
    assert not [*(root / ".cache").glob("unfinished-*")]


def test_where_one_file_is_there_already_none_is_written(root: Path) -> None:
    with pytest.raises(FileExistsError):
        write_new(root, texts(root) | {root / "data" / "old" / "mine.yml": "other"})

    assert there(root) == {"data/old/mine.yml": "mine"}


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(ENOSPC, "No space left on device")], ids=["stopped", "disk full"])
@pytest.mark.parametrize("at", range(8))
def test_what_stops_the_writing_leaves_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, at: int
) -> None:
    left, move = [at], together._move

    def stop(staged: Path, file: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise error
        move(staged, file)

    monkeypatch.setattr(together, "_move", stop)
    changes = {root / "data" / "old" / "mine.yml": "other", root / "data" / "old" / "second.yml": "other"}
    (root / "data" / "old" / "second.yml").write_text("second", "utf-8")
    with pytest.raises((KeyboardInterrupt, OSError)):
        write_new(root, texts(root), changes)

    assert there(root) == {"data/old/mine.yml": "mine", "data/old/second.yml": "second"}
    assert not (root / "data" / "new").exists()
    assert not [*(root / ".cache").glob("unfinished-*")]


WRITER = """
import sys, os
from pathlib import Path
from handbook.storage import together
root, left = Path(sys.argv[1]), [int(sys.argv[2])]
move = together._move
def die(staged, file):
    left[0] -= 1
    if left[0] < 0:
        os.kill(os.getpid(), 9)
    move(staged, file)
together._move = die
mine, new = root / "data" / "old" / "mine.yml", {root / "data" / "new" / f"{at}.yml": f"text {at}" for at in range(5)}
together.write_new(root, new, {mine: "other", mine.with_name("second.yml"): "other"} if len(sys.argv) > 3 else {})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize("moved", [0, 1, 4])
def test_what_a_killed_writer_left_is_undone(root: Path, moved: int) -> None:
    killed = subprocess.run([sys.executable, "-c", WRITER, str(root), str(moved)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert len(there(root)) == 1 + moved

    assert undo_unfinished(root) == [f"data/new/{at}.yml" for at in range(moved)]

    assert there(root) == {"data/old/mine.yml": "mine"}
    assert not (root / "data" / "new").exists()
    assert not undo_unfinished(root)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
def test_what_a_killed_writer_changed_is_as_it_was(root: Path) -> None:
    (root / "data" / "old" / "second.yml").write_text("second", "utf-8")
    before = there(root)
    subprocess.run([sys.executable, "-c", WRITER, str(root), "6", "changes"], check=False)
    assert there(root)["data/old/mine.yml"] == "other"

    undo_unfinished(root)

    assert there(root) == before


def test_files_are_written_from_a_folder_below(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)

    write_new(root.__class__(), {root / "data" / "new.yml": "text"}, {root.__class__("data/old/mine.yml"): "other"})

    assert there(root) == {"data/new.yml": "text", "data/old/mine.yml": "other"}


def test_file_that_somebody_changed_since_is_left_alone(root: Path) -> None:
    subprocess.run([sys.executable, "-c", WRITER, str(root), "2"], check=False)
    (root / "data" / "new" / "1.yml").write_text("changed", "utf-8")

    assert undo_unfinished(root) == ["data/new/0.yml"]
    assert there(root)["data/new/1.yml"] == "changed"


def test_list_that_names_files_elsewhere_deletes_nothing(root: Path) -> None:
    victim = root / "victim.txt"
    victim.write_text("x", "utf-8")
    stage = root / ".cache" / "unfinished-evil"
    stage.mkdir(parents=True)
    names = ["victim.txt", "data/../victim.txt", str(victim)]
    listed = {"files": [[name, together._digest(b"x")] for name in names], "folders": []}
    (stage / "list.json").write_text(json.dumps(listed), "utf-8")

    assert undo_unfinished(root) == []

    assert victim.exists()
    assert not stage.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there a file that is open cannot be deleted")
def test_writer_that_is_still_at_work_is_let_be(root: Path) -> None:
    (root / ".cache").mkdir()
    with together._locked(root):
        (root / ".cache" / "unfinished-x").mkdir()
        assert undo_unfinished(root) == []
        assert (root / ".cache" / "unfinished-x").exists()


@pytest.mark.parametrize(
    "content", ["5", "[]", "no JSON", '{"files": "ab", "folders": [5], "changed": [[1]]}', '{"files": [["x"]]}']
)
def test_list_that_nobody_here_wrote_undoes_nothing(root: Path, content: str) -> None:
    stage = root / ".cache" / "unfinished-x"
    stage.mkdir(parents=True)
    (stage / "list.json").write_text(content, "utf-8")
    before = there(root)

    assert undo_unfinished(root) == []
    assert there(root) == before
    assert not stage.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_pipe_in_the_place_of_the_lock_makes_nobody_wait(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    os.mkfifo(tmp_path / ".cache" / "unfinished.lock")

    write_new(tmp_path, {tmp_path / "data" / "new.yml": "title: New\n"})

    assert (tmp_path / "data" / "new.yml").read_text("utf-8") == "title: New\n"
