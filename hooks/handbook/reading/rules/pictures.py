"""Tells why a picture of pixels cannot be shown: it is opened as a browser will open it."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".webp": "WEBP"}
MAX_SIDE = 16_000
MAX_PIXELS = 16_000_000
"""Four bytes each are what a reader's machine, and the one that prints, must hold at once."""


PARTS = {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
"""What a PNG must be read for; a part of another name must be left alone, or the picture be refused."""


def faults(data: bytes, suffix: str) -> Iterator[tuple[str, str]]:
    """Yields what is wrong with a picture of pixels, and what to do."""
    name = FORMATS[suffix]
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(BytesIO(data), formats=[name]) as picture:
            width, height = picture.size
            if width * height > MAX_PIXELS:
                yield f" of {width:,} × {height:,} pixels", f"keep it within {MAX_PIXELS:,} in all"
            elif max(width, height) > MAX_SIDE:
                yield f" of {width:,} × {height:,} pixels", f"keep each side within {MAX_SIDE:,}"
            elif picture.mode == "CMYK":
                yield " in the colours of print, CMYK", "save it in RGB"
            elif name != "JPEG" and getattr(picture, "is_animated", False):
                yield " that moves", "save one picture of it"
            else:
                picture.load()
                _whole(data, name)
    except Exception:
        yield f", which is no {name} that can be opened", f"save it as {name} again"


def _whole(data: bytes, name: str) -> None:
    """Raises an error for a file that is cut off, or has a part that few know: the guide is stricter than Pillow."""
    with Image.open(BytesIO(data), formats=[name]) as picture:
        picture.verify()
    at, part, seen = 8, b"", list[bytes]()
    while name == "PNG" and part != b"IEND" and at < len(data):
        length, part = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if part[:1].isupper() and part not in PARTS:
            raise ValueError(part)
        seen.append(part)
        at += length + 12
    if seen.count(b"IHDR") > 1 or (seen and picture.mode == "P" and b"PLTE" not in seen):
        raise ValueError(seen)
