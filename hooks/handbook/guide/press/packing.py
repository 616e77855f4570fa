"""Writes a finished guide as the bytes of a PDF, what its pages draw in fewer of them, and opens it again."""

from __future__ import annotations

import io
import zlib
from math import inf
from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.guide.errors import TypesettingError
from handbook.guide.press.drawing import Widths, shortened
from handbook.guide.press.keys import Key, key
from handbook.guide.press.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Iterable

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def pack(document: pikepdf.Pdf) -> bytes:
    """Returns a document in less than half of the bytes; the same input makes the same bytes."""
    marks, kept = Marks(document), {}
    known: dict[Key, list[float]] = {}
    for page in document.pages:
        going_on = marks.going_on.get(key(page), ())
        content, kept[key(page)] = shortened(page.Contents.read_bytes(), _fonts(page, known), going_on)
        page.Contents.write(zlib.compress(content), filter=pikepdf.Name.FlateDecode)
        for link in page.get("/Annots", ()):
            _simplify(link)
    marks.renumber(kept)
    _share_resources(document)
    out = io.BytesIO()
    pikepdf.settings.set_flate_compression_level(9)
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=False, deterministic_id=True)
    return _opened(out.getvalue(), len(document.pages))


def _opened(data: bytes, pages: int) -> bytes:
    """Returns a file once a reader has opened it and found every page; raises TypesettingError for one that is damaged."""
    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as document:
            found = len(document.pages)
    except pikepdf.PdfError as error:
        raise TypesettingError(f"the PDF cannot be opened again ({error}); report this") from None
    if found != pages:
        raise TypesettingError(f"the PDF has {found} pages where {pages} were set; report this")
    return data


def _share_resources(document: pikepdf.Pdf) -> None:
    """Gives pages with the same fonts and colours one list of them."""
    shared: dict[bytes, Any] = {}
    for page in document.pages:
        page.obj.Resources = shared.setdefault(page.Resources.unparse(resolved=True), page.Resources)


def _simplify(link: Any) -> None:
    """Makes the area of a link one box a line, to a tenth of a point."""
    if "/QuadPoints" in link:
        corners = iter([float(corner) for corner in link.QuadPoints])
        quads = zip(*[corners] * 8, strict=True)
        boxes = _lines((min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2])) for quad in quads)
        points = [point for left, low, right, high in boxes for point in (left, low, right, low, right, high, left, high)]
        link.QuadPoints = pikepdf.Array([round(point, 1) for point in points])
    link.Rect = pikepdf.Array([round(float(side), 1) for side in link.Rect])


def _lines(boxes: Iterable[Box]) -> list[Box]:
    """Returns boxes of pieces of text, those that follow each other on a line in one."""
    lines: list[Box] = []
    for box in boxes:
        left, low, right, high = lines[-1] if lines else box
        if lines and low < (box[1] + box[3]) / 2 < high:
            lines[-1] = (min(left, box[0]), min(low, box[1]), max(right, box[2]), max(high, box[3]))
        else:
            lines.append(box)
    return lines


def _fonts(page: pikepdf.Page, known: dict[Key, list[float]]) -> Widths:
    """Returns the widths of the glyphs of a page's fonts; `known` are those of the pages before."""
    fonts: Any = page.Resources.get("/Font", {})
    for font in fonts.values():
        if key(font) not in known:
            known[key(font)] = _widths(font)
    return {name.encode(): known[key(font)] for name, font in fonts.items()}


def _widths(font: Any) -> list[float]:
    """Returns the widths of a font's glyphs by number, none of a font that does not number them as Typst does."""
    if "/DescendantFonts" not in font:
        return []
    listed = iter([*font.DescendantFonts[0].get("/W", ())])
    widths: dict[int, float] = {}
    for first in listed:
        rest = next(listed)
        if isinstance(rest, pikepdf.Array):
            widths |= {int(first) + at: float(width) for at, width in enumerate(rest)}
        else:
            widths |= dict.fromkeys(range(int(first), int(rest) + 1), float(next(listed)))
    return [widths.get(number, inf) for number in range(max(widths, default=0) + 1)]
