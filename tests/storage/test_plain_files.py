"""Only files are read: what is none is refused without being opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "real").write_bytes(b"12345")
    (tmp_path / "outside").write_bytes(b"secret")
    return tmp_path / "data"


def test_file_and_a_link_to_one_inside_are_read(folder: Path) -> None:
    (folder / "link").symlink_to("real")

    assert read_plain(folder / "real", 5, folder) == read_plain(folder / "link", 5, folder) == b"12345"


def test_file_may_be_anywhere_where_no_folder_is_named(folder: Path) -> None:
    (folder / "link").symlink_to("../outside")

    assert read_plain(folder / "link", 100) == b"secret"


def test_file_of_too_many_bytes_is_refused(folder: Path) -> None:
    with pytest.raises(OSError, match="more than 4 bytes"):
        read_plain(folder / "real", 4)


@pytest.mark.parametrize("target", ["../outside", "/dev/zero", "/etc/passwd", "..", "/proc/kmsg"])
def test_link_that_leads_out_is_refused(folder: Path, target: str) -> None:
    (folder / "link").symlink_to(target)

    with pytest.raises(OSError, match="a link that leads out of data/"):
        read_plain(folder / "link", 100, folder)


def test_link_to_itself_and_to_nothing_are_refused(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    (folder / "nothing").symlink_to("missing")

    for name in ("loop", "nothing"):
        with pytest.raises(OSError, match=r"symbolic|No such"):
            read_plain(folder / name, 100, folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_pipe_and_device_are_refused_without_being_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to("pipe")

    for file in (folder / "pipe", folder / "link"):
        with pytest.raises(OSError, match="a device or a pipe"):
            read_plain(file, 100, folder)
    with pytest.raises(OSError, match="a device or a pipe"):
        read_plain(folder.__class__("/dev/zero"), 100)
