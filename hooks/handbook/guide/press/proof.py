"""Reads a finished PDF back by another program than wrote it, and finds text that is printed over text, or cut."""

from __future__ import annotations

from ctypes import byref, c_float
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

EDGE = 8
"""Points of a page's edge that no printer reaches: text there is as good as cut."""
WIDE, HIGH = 0.8, 0.5
"""How much of it must lie over another text, as parts of its height, across and upwards: scripts of formulas touch."""
FLAT = 3.0
"""Points below which a piece of text is a bar or a dash, which formulas put over letters."""
SHOWN = 30

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something on a page that cannot be read."""

    page: int
    """Counted from 1."""
    top: float
    """How high on the page it is, in points."""
    said: str


def faults(data: bytes) -> list[Fault]:
    """Returns what cannot be read in a PDF, in the order of its pages."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415  a large library that only a guide needs

    found: list[Fault] = []
    document = PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        found += _on(page, number + 1)
        page.close()
    document.close()
    return found


def _on(page: Any, number: int) -> Iterator[Fault]:
    width, height = page.get_size()
    boxes = [*_boxes(page)]
    for box in boxes:
        if box[0] < EDGE or box[1] < EDGE or box[2] > width - EDGE or box[3] > height - EDGE:
            yield Fault(number, box[3], f"cut at the edge of page {number}, “{_shown(page, box)}”")
    for one, other in _over(boxes):
        said = f"printed over other text on page {number}, “{_shown(page, one)}” and “{_shown(page, other)}”"
        yield Fault(number, one[3], said)


def _boxes(page: Any) -> Iterator[Box]:
    """Yields the box of each piece of text on a page."""
    from pypdfium2 import raw  # noqa: PLC0415

    sides = [c_float() for _ in range(4)]
    for at in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(drawn) == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPageObj_GetBounds(drawn, *map(byref, sides)):
            left, bottom, right, top = (side.value for side in sides)
            yield left, bottom, right, top


def _over(boxes: list[Box]) -> Iterator[tuple[Box, Box]]:
    """Yields the boxes that lie over each other, from below upwards."""
    rising = sorted(boxes, key=lambda box: box[1])
    for at, one in enumerate(rising):
        for other in rising[at + 1 :]:
            if other[1] >= one[3]:
                break
            across = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - other[1]
            lower = min(one[3] - one[1], other[3] - other[1])
            if lower > FLAT and across > WIDE * lower and high > HIGH * lower:
                yield one, other


def _shown(page: Any, box: Box) -> str:
    said = " ".join(page.get_textpage().get_text_bounded(*box).split())
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
