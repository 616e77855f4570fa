"""Makes a rendered question ready for a page: its figures keep their room, and its formulas have no second form."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = re.compile(r'<img src="site:figures/([^/"]+)/([^"]+)"')
VIEW_BOX = re.compile(r"<svg\b[^>]*?\bviewBox=[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)")
SECOND = re.compile(r"<semantics>(.*?)<annotation\b[^>]*>[^<]*</annotation></semantics>", re.DOTALL)
"""A formula with its LaTeX, which the guides and the exports read and no browser does."""
ORIENTATION, LYING = 0x0112, 5
"""Where a photograph says how the camera was held, and from which number on that was sideways."""
HEAD = 4_000
"""How many characters of a drawing hold its first element."""


def for_page(html: str, data: Path) -> str:
    """Returns a fragment whose figures say how wide and how high they are, so that nothing moves when they come."""

    def with_size(figure: re.Match[str]) -> str:
        file = data / figure[1] / figure[2]
        size = _size(file, file.stat().st_mtime_ns) if file.is_file() else None
        return f'{figure[0]} width="{size[0]}" height="{size[1]}"' if size else figure[0]

    return FIGURE.sub(with_size, SECOND.sub(r"\1", html))


@lru_cache(maxsize=4096)
def _size(file: Path, _stamp: int) -> tuple[int, int] | None:
    if file.suffix != ".svg":
        return _size_in_pixels(file)
    with file.open(encoding="utf-8", errors="replace") as drawing:
        box = VIEW_BOX.search(drawing.read(HEAD))
    return (max(1, round(float(box[1]))), max(1, round(float(box[2])))) if box else None


def _size_in_pixels(file: Path) -> tuple[int, int] | None:
    from PIL import Image  # noqa: PLC0415  slow to import, and most figures are drawings

    try:
        with Image.open(file) as picture:
            width, height = picture.size
            return (height, width) if picture.getexif().get(ORIENTATION, 1) >= LYING else (width, height)
    except OSError:
        return None
