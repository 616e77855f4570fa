from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.storage.files import update, written

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_that_fails_half_way_keeps_its_old_content(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old", "utf-8")
    with pytest.raises(RuntimeError), written(file) as out:  # noqa: PT012  the failure comes while the file is open
        out.write("new")
        raise RuntimeError
    assert [(path.name, path.read_text("utf-8")) for path in tmp_path.iterdir()] == [("a.txt", "old")]


def test_file_that_another_folder_holds_too_is_brought_up_to_date_here_alone(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("old", "utf-8")
    (tmp_path / "new.txt").hardlink_to(tmp_path / "old.txt")

    update(tmp_path / "new.txt", "new")

    assert [(tmp_path / name).read_text("utf-8") for name in ("old.txt", "new.txt")] == ["old", "new"]
