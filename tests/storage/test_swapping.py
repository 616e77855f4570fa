"""A folder whose content is swapped: whoever is stopped halfway leaves the old content or the new, whole."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from handbook.storage import swapping

OLD, NEW = (
    {"a.html": "old a", "only-old.html": "old", "f/b.html": "old b"},
    {"a.html": "new a", "f/c.html": "new c", "g.html": "g"},
)


def content(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file() and not file.relative_to(folder).parts[0].startswith(".un"))
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in files}


def fill(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "site", OLD)
    return tmp_path / "site"


def test_new_content_takes_the_place_of_the_old_in_the_same_folder(folder: Path) -> None:
    inode = folder.stat().st_ino
    fill(swapping.begin(folder), NEW)
    assert content(folder) == OLD

    swapping.swap(folder)

    assert content(folder) == NEW
    assert folder.stat().st_ino == inode
    assert not [entry for entry in folder.iterdir() if entry.name.startswith(".")]


def test_folder_need_not_be_there_before(tmp_path: Path) -> None:
    fill(swapping.begin(tmp_path / "deep" / "site"), NEW)
    swapping.swap(tmp_path / "deep" / "site")

    assert content(tmp_path / "deep" / "site") == NEW


def test_hidden_entries_stay(folder: Path) -> None:
    fill(folder, {".git/config": "x", ".nojekyll": ""})
    fill(swapping.begin(folder), NEW)
    swapping.swap(folder)

    assert content(folder) == NEW | {".git/config": "x", ".nojekyll": ""}


def test_new_content_that_is_given_up_leaves_the_old(folder: Path) -> None:
    fill(swapping.begin(folder), NEW)
    swapping.discard(folder)

    assert content(folder) == OLD


@pytest.mark.parametrize("stopped_after", range(8))
def test_swap_that_was_stopped_anywhere_is_put_right_by_the_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stopped_after: int
) -> None:
    fill(swapping.begin(folder), NEW)
    left, rename = [stopped_after], Path.rename

    def stop(self: Path, target: Path) -> Path:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", stop)
        with suppress(KeyboardInterrupt):
            swapping.swap(folder)

    swapping.begin(folder)

    assert content(folder) in (OLD, NEW)
    assert content(folder) == (OLD if stopped_after <= 3 else NEW)


def test_folder_that_holds_anything_but_a_site_is_not_replaced(tmp_path: Path) -> None:
    root, theirs = tmp_path / "handbook", tmp_path / "theirs"
    fill(root, {"data/a.yml": "a", "file": "", "empty/.nojekyll": "", "site/404.html": "old"})
    fill(theirs, {"404.html": "of another site"})
    (root / "link").symlink_to(theirs)
    (root / "inner").symlink_to(root / "data")

    for name in ("data", "file", "link", "inner", "."):
        with pytest.raises(OSError, match=r"which would be deleted|not a folder|leads out"):
            swapping.require_replaceable(root / name, root, "404.html")
    for name in ("empty", "site", "none"):
        swapping.require_replaceable(root / name, root, "404.html")
    swapping.require_replaceable(theirs, root, "404.html")


def test_folder_whose_swap_was_stopped_is_still_replaced(folder: Path) -> None:
    (folder / swapping.OLD).mkdir()

    swapping.require_replaceable(folder, folder.parent, "404.html")
