"""Packs the pages of an EPUB: the same content makes the same bytes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

EPOCH = (2000, 1, 1, 0, 0, 0)
MEDIA = {
    ".xhtml": "application/xhtml+xml", ".css": "text/css", ".ncx": "application/x-dtbncx+xml", ".svg": "image/svg+xml",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
}  # fmt: skip
CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the book."""

    name: str
    data: bytes
    title: str = ""
    """A page's, where the contents list it."""
    spine: bool = False
    """Whether it is a page that is read in turn."""

    @property
    def id(self) -> str:
        """Its name in the package."""
        return "f-" + "".join(character if character.isalnum() or character in "-_" else "-" for character in self.name)

    @property
    def media(self) -> str:
        """Its type."""
        return MEDIA[self.name[self.name.rindex(".") :].lower()]

    @property
    def properties(self) -> str:
        """What a reading system is to know of it before it opens it."""
        found = {"nav": self.name == "nav.xhtml", "cover-image": self.name == "cover.png"}
        if self.media == MEDIA[".xhtml"]:
            found |= {"mathml": b"<math" in self.data, "svg": b"<svg" in self.data}
        return " ".join(name for name, has in found.items() if has)


def packed(items: list[Item], package: str) -> bytes:
    """Returns the book as a file."""
    out = io.BytesIO()
    with ZipFile(out, "w") as book:
        _put(book, "mimetype", b"application/epub+zip", ZIP_STORED)
        _put(book, "META-INF/container.xml", CONTAINER.encode())
        _put(book, "EPUB/package.opf", package.encode())
        for item in items:
            _put(book, f"EPUB/{item.name}", item.data)
    return out.getvalue()


def _put(book: ZipFile, name: str, data: bytes, method: int = ZIP_DEFLATED) -> None:
    info = ZipInfo(name, EPOCH)
    info.compress_type = method
    info.external_attr = 0o644 << 16
    book.writestr(info, data, compresslevel=9)
