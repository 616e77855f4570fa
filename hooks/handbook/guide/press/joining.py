"""Joins the tagged PDFs of a guide that was set in several runs: pages, bookmarks, named places, links and tags."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.guide.press.keys import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

ELSEWHERE = "page:"
"""What the address of a link into another run begins with (see prose.typ)."""
NUMBER_OF_PAGES = re.compile(rb"(?<=<xmpTPg:NPages>)\d+")
COUNTED = re.compile(r"\d+$")


def places(document: pikepdf.Pdf) -> dict[str, int]:
    """Returns the page of each heading by the heading's name, counted from 0."""
    pages = {key(page): at for at, page in enumerate(document.pages)}
    return {str(name): pages[key(target[0])] for name, target in _named(document)}


def headings(document: pikepdf.Pdf) -> list[tuple[int, float, str]]:
    """Returns the page of each heading, counted from 1, how far down it is, and its name, in reading order."""
    pages = {key(page): at for at, page in enumerate(document.pages, 1)}
    return sorted((pages[key(target[0])], -float(target[3]), str(name)) for name, target in _named(document))


def references(document: pikepdf.Pdf) -> set[str]:
    """Returns the names of the headings that links lead to."""
    return {name for link in _links(document) if (name := _name(link))}


def footnotes(document: pikepdf.Pdf) -> int:
    """Returns how many footnotes a document has."""
    return sum(isinstance(found, pikepdf.Dictionary) and found.get("/S") == "/Note" for found in document.objects)


def cut(document: pikepdf.Pdf, end: int) -> None:
    """Takes all pages from one on away from a document, with what belongs to them; what is not drawn has tags without content."""
    gone = {key(page) for page in document.pages[end:]}
    root, tags = document.Root, document.Root.StructTreeRoot
    keys = {int(page.StructParents) for page in document.pages[end:] if "/StructParents" in page.obj}
    tags.ParentTree.Nums = _flat((at, tag) for at, tag in _pairs(tags.ParentTree.Nums) if int(at) not in keys)
    drawn = [tag for tag in tags.K[0].K if tag.get("/K") != pikepdf.Array()]
    tags.K[0].K = pikepdf.Array([tag for tag in drawn if "/Pg" not in tag or key(tag.Pg) not in gone])
    root.Names.Dests.Names = _flat((name, target) for name, target in _named(document) if key(target[0]) not in gone)
    _list(root.Outlines, [item for item in _items(root.Outlines) if key(item.Dest[0]) not in gone])
    del document.pages[end:]


def joined(documents: Sequence[pikepdf.Pdf], numbers: Mapping[str, int]) -> pikepdf.Pdf:
    """Returns the documents in one, which is the first of them; `numbers` are the pages of the headings, counted from 1.

    The first document's links to headings tell how a link to each of them is described.
    """
    whole, *others = documents
    described = {_name(link): COUNTED.sub("", str(link.Contents)) for link in _links(whole)}
    roots = [whole.Root, *(_added(whole, other, at) for at, other in enumerate(others, 1))]
    _join_tags([root.StructTreeRoot for root in roots])
    whole.Root.Names.Dests.Names = _flat(
        sorted((pair for root in roots for pair in _pairs(root.Names.Dests.Names)), key=_by_name)
    )
    _list(whole.Root.Outlines, [item for root in roots for item in _items(root.Outlines)])
    for link in _links(whole):
        if name := _name(link):
            link.Dest = pikepdf.String(name)
            of = name if name in described else name.rpartition("--")[2]  # an answer has the heading of its question
            link.Contents = pikepdf.String(f"{described[of]}{numbers[name]}")
            if "/A" in link:
                del link.A
    metadata = NUMBER_OF_PAGES.sub(b"%d" % len(whole.pages), whole.Root.Metadata.read_bytes())
    whole.Root.Metadata.write(metadata)
    return whole


def _added(whole: pikepdf.Pdf, other: pikepdf.Pdf, number: int) -> Any:
    """Adds the pages of a document, and returns its catalogue as an object of the whole."""
    tags, before = whole.Root.StructTreeRoot, len(whole.pages)
    _tell_apart(other, number, int(tags.ParentTreeNextKey))
    tags.ParentTreeNextKey = tags.ParentTreeNextKey + other.Root.StructTreeRoot.ParentTreeNextKey
    numbers = {key(page): at for at, page in enumerate(other.pages)}
    for link in _links(other):  # a page that is not there yet would be lost
        if "/Dest" in link and isinstance(link.Dest, pikepdf.Array):
            link.Dest = pikepdf.Array([before + numbers[key(link.Dest[0])], *[*link.Dest][1:]])
    for page in other.pages:
        whole.pages.append(page)
    for page in [*whole.pages][before:]:
        for link in page.get("/Annots", ()):
            if "/Dest" in link and isinstance(link.Dest, pikepdf.Array):
                link.Dest[0] = whole.pages[int(link.Dest[0])].obj
    return whole.copy_foreign(other.Root)


def _tell_apart(document: pikepdf.Pdf, number: int, before: int) -> None:
    """Makes the names of tags and the keys that lead to tags those of this document alone."""
    for page in document.pages:
        if "/StructParents" in page.obj:  # an empty page has no tags
            page.obj.StructParents = page.StructParents + before
    for link in _links(document):
        link.StructParent = link.StructParent + before
    tags = document.Root.StructTreeRoot
    tags.ParentTree.Nums = _flat((int(at) + before, tag) for at, tag in _pairs(tags.ParentTree.Nums))
    if "/IDTree" in tags:
        tags.IDTree.Names = _flat((pikepdf.String(f"{number}-{id_}"), tag) for id_, tag in _pairs(tags.IDTree.Names))
        for found in document.objects:
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/StructElem":
                _rename(found, number)


def _rename(tag: Any, number: int) -> None:
    """Gives a tag a name of its own, and the cells of tables the new names of their heads."""
    if "/ID" in tag:
        tag.ID = pikepdf.String(f"{number}-{tag.ID}")
    for facts in tag.get("/A", ()):
        if "/Headers" in facts:
            facts.Headers = pikepdf.Array([pikepdf.String(f"{number}-{id_}") for id_ in facts.Headers])


def _join_tags(trees: Sequence[Any]) -> None:
    """Puts the tags of all documents under the first one's."""
    tree = trees[0]
    document = tree.K[0]
    kids = [kid for other in trees for kid in other.K[0].K]
    for kid in kids:
        kid.P = document
    document.K = pikepdf.Array(kids)
    tree.ParentTree.Nums = _flat(pair for other in trees for pair in _pairs(other.ParentTree.Nums))
    ids = [pair for other in trees if "/IDTree" in other for pair in _pairs(other.IDTree.Names)]
    if ids:
        tree.IDTree = pikepdf.Dictionary(Names=_flat(sorted(ids, key=_by_name)))
    for other in trees:
        for role, standard in other.get("/RoleMap", {}).items():
            tree.RoleMap[role] = standard


def _links(document: pikepdf.Pdf) -> Iterator[Any]:
    for page in document.pages:
        yield from page.get("/Annots", ())


def _name(link: Any) -> str:
    """Returns the name of the heading that a link leads to, if it leads to one."""
    if "/A" in link:
        address = str(link.A.get("/URI", ""))
        return address.removeprefix(ELSEWHERE) if address.startswith(ELSEWHERE) else ""
    return str(link.Dest) if isinstance(link.Dest, pikepdf.String) else ""


def _named(document: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    return _pairs(document.Root.Names.Dests.Names)


def _items(outline: Any) -> Iterator[Any]:
    item = outline.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")


def _list(outline: Any, items: Sequence[Any]) -> None:
    """Makes these the bookmarks of the first level."""
    for at, item in enumerate(items):
        item.Parent = outline
        for name, neighbour in (("/Prev", at - 1), ("/Next", at + 1)):
            if 0 <= neighbour < len(items):
                item[name] = items[neighbour]
            elif name in item:
                del item[name]
    outline.Count = len(items)
    for name, ends in (("/First", items[:1]), ("/Last", items[-1:])):
        if ends:
            outline[name] = ends[0]
        elif name in outline:
            del outline[name]


def _pairs(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Yields the keys and values of a tree of numbers or names, which Typst writes without branches."""
    items = iter(tree)
    return zip(items, items, strict=True)


def _flat(pairs: Iterable[tuple[Any, Any]]) -> pikepdf.Array:
    return pikepdf.Array([item for pair in pairs for item in pair])


def _by_name(pair: tuple[Any, Any]) -> bytes:
    return bytes(pair[0])


def in_pairs(document: pikepdf.Pdf) -> None:
    """Puts the tags of cards in the order front, back: a front begins with H1, a back with H2, a sheet's fronts first."""
    whole = document.Root.StructTreeRoot.K[0]
    sides: dict[str, list[list[Any]]] = {"/H1": [[]], "/H2": []}
    now = sides["/H1"]
    for tag in whole.K:
        if str(tag.S) in sides:
            now = sides[str(tag.S)]
            now.append([])
        now[-1].append(tag)
    before, *fronts = sides["/H1"]
    pairs = zip(fronts, sides["/H2"], strict=True)
    whole.K = pikepdf.Array([*before, *(tag for front, back in pairs for tag in (*front, *back))])
