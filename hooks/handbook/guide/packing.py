"""Packs a PDF: a tagged one is mostly small objects and long-winded strings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.guide.objects import written
from handbook.guide.tags import lean

if TYPE_CHECKING:
    from collections.abc import Iterable

Box = tuple[float, float, float, float]


def pack(document: pikepdf.Pdf) -> bytes:
    """Returns a document in a third of the bytes; the same input makes the same bytes."""
    lean(document)
    _share_resources(document)
    for page in document.pages:
        for link in page.get("/Annots", ()):
            _simplify(link)
    if "/PageLabels" in document.Root:  # each page has one, which counts as all the others do
        document.Root.PageLabels = pikepdf.Dictionary(Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.D)])
    return written(document)


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
