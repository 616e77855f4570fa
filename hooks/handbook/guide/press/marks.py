"""Makes the marks of a tagged PDF fewer: Typst marks each row of glyphs, where one mark does for all that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.guide.press.keys import Key, key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

Place = tuple[Key, int]
"""A mark: its page, and its number there."""
Kids = list[tuple[Any, Place | None]]
"""What a tag holds, each mark with its place."""


class Marks:
    """The marks of a document, by the tags that hold them."""

    def __init__(self, document: pikepdf.Pdf) -> None:
        self.document = document
        read = ((tag, [*_kids(tag)]) for tag in _tags(document))
        self.held = [(tag, kids) for tag, kids in read if any(place for _, place in kids)]
        self.going_on = _going_on(kids for _, kids in self.held)
        """By page, the marks that come right after another one of their tag: they may be joined to it."""

    def renumber(self, kept: Mapping[Key, Sequence[int]]) -> None:
        """Leaves the marks that are kept, given by page as their numbers of before in the order of their new ones."""
        new = {(page, number): at for page, numbers in kept.items() for at, number in enumerate(numbers)}
        for tag, kids in self.held:
            tag.K = _renumbered(kids, new)
        tree = self.document.Root.StructTreeRoot.ParentTree.Nums
        places = {int(tree[at]): at + 1 for at in range(0, len(tree), 2)}
        for page in self.document.pages:
            if "/StructParents" in page.obj:  # an empty page has no tags
                at = places[int(page.StructParents)]
                tags = [*tree[at]]
                tree[at] = pikepdf.Array([tags[number] for number in kept[key(page)]])


def _tags(document: pikepdf.Pdf) -> Iterator[Any]:
    for found in document.objects:
        if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/StructElem":
            yield found


def _kids(tag: Any) -> Iterator[tuple[Any, Place | None]]:
    """Yields what a tag holds, each mark with its place."""
    page = key(tag.Pg) if "/Pg" in tag else (0, 0)
    held = tag.get("/K", ())
    for kid in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(kid, int):
            yield kid, (page, kid)
        else:  # a mark on another page than the tag's own, or a tag, or a link
            yield kid, (key(kid.Pg), int(kid.MCID)) if "/MCID" in kid else None


def _going_on(tags: Iterable[Kids]) -> dict[Key, set[int]]:
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
