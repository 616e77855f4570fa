from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.storage.files import write_new, written

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_fails_half_way_keeps_its_old_content(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old", "utf-8")
    with pytest.raises(RuntimeError), written(file) as out:  # noqa: PT012  the failure comes while the file is open
        out.write("new")
        raise RuntimeError
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("a.txt", "old")]


def test_new_files_come_with_their_folders(tmp_path: Path) -> None:
    write_new({tmp_path / "a/b/c.txt": "c", tmp_path / "a/d.txt": "d\n"})
    assert (tmp_path / "a/b/c.txt").read_text("utf-8") == "c"
    assert (tmp_path / "a/d.txt").read_bytes() == b"d\n"


def test_where_one_file_is_there_already_none_is_written(tmp_path: Path) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine", "utf-8")
    with pytest.raises(FileExistsError):
        write_new({tmp_path / "new/a.txt": "a", tmp_path / "new/deep/b.txt": "b", there: "c"})
    assert [path.name for path in tmp_path.rglob("*")] == ["there.txt"]
    assert there.read_text("utf-8") == "mine"
