"""Gives the figures of a page their proportions, so that nothing moves when they come."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FIGURE = re.compile(r'<img src="site:figures/([^/"]+)/([^"]+)"')
VIEW_BOX = re.compile(r"<svg\b[^>]*?\bviewBox=[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)")
HEAD = 4_000
"""How many characters of a drawing hold its first element."""


def sized(html: str, data: Path) -> str:
    """Returns a fragment whose figures say how wide and how high they are."""

    def with_size(figure: re.Match[str]) -> str:
        file = data / figure[1] / figure[2]
        size = _size(file, file.stat().st_mtime_ns) if file.is_file() else None
        return f'{figure[0]} width="{size[0]}" height="{size[1]}"' if size else figure[0]

    return FIGURE.sub(with_size, html)


@lru_cache(maxsize=4096)
def _size(file: Path, _stamp: int) -> tuple[int, int] | None:
    with file.open(encoding="utf-8", errors="replace") as drawing:
        box = VIEW_BOX.search(drawing.read(HEAD))
    return (max(1, round(float(box[1]))), max(1, round(float(box[2])))) if box else None
