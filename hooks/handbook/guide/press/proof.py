"""Reads a finished PDF back by another program than wrote it, and finds text that is printed over text, or cut.

What a picture holds is its author's: it is cut at the picture's frame, in print as on a page.
"""

from __future__ import annotations

from ctypes import POINTER, byref, c_float, c_ushort, cast, create_string_buffer
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import bidirectional, category

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

EDGE = 8
"""Points of a page's edge that no printer reaches: text there is as good as cut."""
WIDE, HIGH = 0.8, 0.5
"""How much of it must lie over another text, as parts of its height, across and upwards: scripts of formulas touch."""
FLAT = 3.0
"""Points below which a piece of text is a bar or a dash, which formulas put over letters."""
NEAR, LEVEL = 4, 0.3
"""How many pieces apart the letters of one syllable are at most, and how far their base lines, as parts of their height."""
SHOWN = 30
PICTURE = "Figure\0"
"""What PDF calls a picture."""

Box = tuple[float, float, float, float, int]
"""Left, bottom, right, top, and which of the page's objects it is."""


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
    boxes = _boxes(page)
    if not (_at_edge(boxes, width, height) or any(_over(boxes))):
        return
    boxes = _boxes(page, set(_pictures(page)))  # to look for these on every page would take long
    for box in _at_edge(boxes, width, height):
        yield Fault(number, box[3], f"cut at the edge of page {number}, “{_shown(page, box)}”")
    for one, other in _over(boxes):
        if _is_one_script(page, one, other):
            continue
        said = f"printed over other text on page {number}, “{_shown(page, one)}” and “{_shown(page, other)}”"
        yield Fault(number, one[3], said)


def _at_edge(boxes: list[Box], width: float, height: float) -> list[Box]:
    return [box for box in boxes if min(box[0], box[1], width - box[2], height - box[3]) < EDGE]


def _boxes(page: Any, left_out: Collection[int] = ()) -> list[Box]:
    """Returns the box of each piece of text on a page, but for those with certain marks."""
    from pypdfium2 import raw  # noqa: PLC0415

    found, sides = [], [c_float() for _ in range(4)]
    pointers = [*map(byref, sides)]
    for at in range(raw.FPDFPage_CountObjects(page)):
        drawn = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(drawn) != raw.FPDF_PAGEOBJ_TEXT:
            continue
        if left_out and raw.FPDFPageObj_GetMarkedContentID(drawn) in left_out:
            continue
        if raw.FPDFPageObj_GetBounds(drawn, *pointers):
            left, bottom, right, top = (side.value for side in sides)
            found.append((left, bottom, right, top, at))
    return found


def _pictures(page: Any) -> Iterator[int]:
    """Yields the marks of the pictures on a page."""
    from pypdfium2 import raw  # noqa: PLC0415

    tree, kind = raw.FPDF_StructTree_GetForPage(page), create_string_buffer(64)
    tags = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
    while tags:
        if tag := tags.pop():
            long = raw.FPDF_StructElement_GetType(tag, kind, len(kind))
            if kind.raw[:long].decode("utf-16le") == PICTURE:
                marks = range(raw.FPDF_StructElement_GetMarkedContentIdCount(tag))
                yield from (raw.FPDF_StructElement_GetMarkedContentIdAtIndex(tag, at) for at in marks)
            below = range(raw.FPDF_StructElement_CountChildren(tag))
            tags += [raw.FPDF_StructElement_GetChildAtIndex(tag, at) for at in below]
    raw.FPDF_StructTree_Close(tree)


def _over(boxes: list[Box]) -> Iterator[tuple[Box, Box]]:
    """Yields the boxes that lie over each other, from below upwards."""
    rising = sorted(boxes, key=lambda box: box[1])
    for at, one in enumerate(rising):
        for after in range(at + 1, len(rising)):
            other = rising[after]
            if other[1] >= one[3]:
                break
            if other[0] >= one[2] or other[2] <= one[0]:  # most of them stand beside it
                continue
            across = min(one[2], other[2]) - max(one[0], other[0])
            high = min(one[3], other[3]) - other[1]
            lower = min(one[3] - one[1], other[3] - other[1])
            if lower > FLAT and across > WIDE * lower and high > HIGH * lower:
                yield one, other


def _is_one_script(page: Any, one: Box, other: Box) -> bool:
    """Tells whether two pieces of one paragraph are letters that their script joins or stacks, as Bengali and Arabic do."""
    from pypdfium2 import raw  # noqa: PLC0415

    pieces = [raw.FPDFPage_GetObject(page, box[4]) for box in (one, other)]
    marks = {raw.FPDFPageObj_GetMarkedContentID(piece) for piece in pieces}
    if len(marks) > 1 and (abs(one[4] - other[4]) > NEAR or _rise(*pieces) > LEVEL * (one[3] - one[1])):
        return False
    return any(
        category(letter)[0] == "M" or bidirectional(letter) == "AL" for piece in pieces for letter in _letters(page, piece)
    )


def _rise(one: Any, other: Any) -> float:
    """Returns how far the base lines of two pieces of text are from each other."""
    from pypdfium2 import raw  # noqa: PLC0415

    places = [raw.FS_MATRIX(), raw.FS_MATRIX()]
    for piece, place in zip((one, other), places, strict=True):
        raw.FPDFPageObj_GetMatrix(piece, byref(place))
    return abs(float(places[0].f) - float(places[1].f))


def _letters(page: Any, piece: Any) -> str:
    from pypdfium2 import raw  # noqa: PLC0415

    text = page.get_textpage()
    long = raw.FPDFTextObj_GetText(piece, text, None, 0)
    held = create_string_buffer(long + 2)
    raw.FPDFTextObj_GetText(piece, text, cast(held, POINTER(c_ushort)), long)
    return held.raw.decode("utf-16le", "ignore")


def _shown(page: Any, box: Box) -> str:
    said = " ".join(page.get_textpage().get_text_bounded(*box[:4]).split())
    return said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
