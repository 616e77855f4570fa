"""Makes the tags of a PDF fewer: Typst marks each row of glyphs, where one mark does for all that belong together."""

from __future__ import annotations

import zlib
from math import inf
from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.guide.keys import Key, key
from handbook.guide.streams import Widths, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Place = tuple[Key, int]
"""A mark: its page, and its number there."""
Kids = list[tuple[Any, Place | None]]
"""What a tag holds, each mark with its place."""


def lean(document: pikepdf.Pdf) -> None:
    """Shortens what the pages draw, and gives the tags what is left of their marks."""
    read = ((element, [*_kids(element)]) for element in _elements(document))
    elements = [(element, kids) for element, kids in read if any(place for _, place in kids)]
    going_on = _going_on(kids for _, kids in elements)
    marks: dict[Key, list[int]] = {}
    known: dict[Key, list[float]] = {}
    for page in document.pages:
        going = going_on.get(key(page), set())
        content, marks[key(page)] = shortened(page.Contents.read_bytes(), going, _fonts(page, known))
        page.Contents.write(zlib.compress(content), filter=pikepdf.Name.FlateDecode)
    new = {(page, number): at for page, numbers in marks.items() for at, number in enumerate(numbers)}
    for element, kids in elements:
        element.K = _renumbered(kids, new)
    _renumber_parents(document, marks)


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
    listed = [*font.DescendantFonts[0].get("/W", ())]
    widths: dict[int, float] = {}
    while listed:
        first, rest = int(listed.pop(0)), listed.pop(0)
        if isinstance(rest, pikepdf.Array):
            widths |= {first + at: float(width) for at, width in enumerate(rest)}
        else:
            widths |= dict.fromkeys(range(first, int(rest) + 1), float(listed.pop(0)))
    return [widths.get(number, inf) for number in range(max(widths, default=0) + 1)]


def _elements(document: pikepdf.Pdf) -> Iterator[Any]:
    for found in document.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/StructElem":
            yield found


def _kids(element: Any) -> Iterator[tuple[Any, Place | None]]:
    """Yields what a tag holds, each mark with its place."""
    page = key(element.Pg) if "/Pg" in element else (0, 0)
    for kid in element.get("/K", ()):
        if isinstance(kid, int):
            yield kid, (page, kid)
        else:  # a mark on another page than the tag's own, or a tag, or a link
            yield kid, (key(kid.Pg), int(kid.MCID)) if "/MCID" in kid else None


def _going_on(tags: Iterable[Kids]) -> dict[Key, set[int]]:
    """Returns by page the marks that come right after another one in their tag."""
    found: dict[Key, set[int]] = {}
    for kids in tags:
        before: Place | None = None
        for _, place in kids:
            if place and before == (place[0], place[1] - 1):
                found.setdefault(place[0], set()).add(place[1])
            before = place
    return found


def _renumbered(kids: Kids, new: Mapping[Place, int]) -> Any:
    """Returns what a tag holds: the marks that are left, by their new numbers, and all else."""
    left = []
    for kid, place in kids:
        if place is None:
            left.append(kid)
        elif place in new and isinstance(kid, int):
            left.append(new[place])
        elif place in new:
            kid.MCID = new[place]
            left.append(kid)
    return left[0] if len(left) == 1 else pikepdf.Array(left)


def _renumber_parents(document: pikepdf.Pdf, marks: Mapping[Key, list[int]]) -> None:
    """Leaves in the tree that leads from marks to tags the marks that are left."""
    tree = document.Root.StructTreeRoot.ParentTree.Nums
    parents = {int(tree[at]): at + 1 for at in range(0, len(tree), 2)}
    for page in document.pages:
        at = parents[int(page.StructParents)]
        tags = tree[at]
        tree[at] = pikepdf.Array([tags[number] for number in marks[key(page)]])
