"""Pictures of pixels: what their name says, of a size that can be held, and opened to the end."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from handbook.reading.rules.pictures import faults
from handbook.reading.rules.trial import unset

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP"}


def picture(suffix: str, mode: str = "RGB", size: tuple[int, int] = (8, 6)) -> bytes:
    out = BytesIO()
    Image.new(mode, size).save(out, NAMES[suffix])
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """A PNG that says to have a size, without the pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("suffix", NAMES)
def test_picture_that_is_what_its_name_says_has_no_faults(suffix: str) -> None:
    assert not list(faults(picture(suffix), suffix))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png_of_any_kind_of_pixels_has_no_faults(mode: str) -> None:
    assert not list(faults(picture(".png", mode), ".png"))


@pytest.mark.parametrize("suffix", NAMES)
@pytest.mark.parametrize(
    "data", [b"", b"<svg/>", b"GIF89a", picture(".png")[:40], picture(".webp")[:20], picture(".jpg")[:30]], ids=str
)
def test_file_that_is_none_or_is_cut_short_is_refused(data: bytes, suffix: str) -> None:
    assert list(faults(data, suffix)) == [
        (f", which is no {NAMES[suffix]} that can be opened", f"save it as {NAMES[suffix]} again")
    ]


@pytest.mark.parametrize(("suffix", "other"), [(".png", ".jpg"), (".jpg", ".webp"), (".webp", ".png")])
def test_picture_of_another_kind_than_its_name_says_is_refused(suffix: str, other: str) -> None:
    assert list(faults(picture(other), suffix))


@pytest.mark.parametrize("size", [(80_000, 80_000), (16_000_001, 1), (2_000_000_000, 2_000_000_000)])
def test_picture_of_too_many_pixels_is_refused_before_they_are_read(size: tuple[int, int]) -> None:
    ((found, _),) = faults(png(*size), ".png")

    assert found in (f" of {size[0]:,} × {size[1]:,} pixels", ", which is no PNG that can be opened")


@pytest.mark.parametrize("size", [(0, 5), (5, 0)])
def test_picture_without_a_side_is_refused(size: tuple[int, int]) -> None:
    assert list(faults(png(*size), ".png"))


@pytest.mark.parametrize("suffix", [".png", ".webp"])
def test_picture_that_moves_is_refused(suffix: str) -> None:
    out = BytesIO()
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    frames[0].save(out, NAMES[suffix], save_all=True, append_images=frames[1:])

    assert list(faults(out.getvalue(), suffix)) == [(" that moves", "save one picture of it")]


PLAIN, TAIL = picture(".png")[:-12], picture(".png")[-12:]
UNKNOWN = b"ABCDxx"


@pytest.mark.parametrize("tail", [b"", b"\0\0\0", b"\0\0\0\2" + UNKNOWN + struct.pack(">I", zlib.crc32(UNKNOWN)) + TAIL])
def test_png_that_the_guide_does_not_open_is_refused(tail: bytes) -> None:
    assert not list(faults(PLAIN + TAIL, ".png"))
    assert list(faults(PLAIN + tail, ".png"))


def test_picture_in_the_colours_of_print_is_refused() -> None:
    assert list(faults(picture(".jpg", "CMYK"), ".jpg")) == [(" in the colours of print, CMYK", "save it in RGB")]


@pytest.mark.parametrize("size", [(16_001, 2), (2, 16_001)])
def test_picture_with_a_side_that_the_guide_does_not_take_is_refused(size: tuple[int, int]) -> None:
    ((_, remedy),) = faults(picture(".jpg", "L", size), ".jpg")

    assert remedy == "keep each side within 16,000"
    assert not list(faults(picture(".jpg", "L", (16_000, 2)), ".jpg"))


def short_of_rows() -> bytes:
    """A PNG with fewer rows than it says, which Pillow opens."""
    whole = picture(".png", size=(60, 60))
    rows = zlib.compress((b"\0" + b"\1\2\3" * 60) * 40)
    head, end = whole.index(b"IDAT") - 4, whole.index(b"IEND") - 4
    short = struct.pack(">I", len(rows)) + b"IDAT" + rows + struct.pack(">I", zlib.crc32(b"IDAT" + rows))
    return whole[:head] + short + whole[end:]


def test_picture_that_typst_refuses_or_does_not_survive_is_found_among_others(tmp_path: Path) -> None:
    endless = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1e38 1e38L-1e38-1e38" stroke="red"/></svg>'
    inks = picture(".jpg", "CMYK").replace(b"\xff\xee", b"\xff\xec")  # without the mark that tells of them
    files = {"a.png": picture(".png"), "b.svg": endless, "c.png": short_of_rows(), "d.jpg": inks, "e.jpg": picture(".jpg")}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)

    assert list(unset(tmp_path, [*files])) == ["b.svg", "c.png", "d.jpg"]
