"""Packs a PDF: a tagged one is mostly small objects and long-winded strings."""

from __future__ import annotations

import io
import zlib

OCTAL = [(b"\\%03o" % code, bytes([code])) for code in range(32) if code not in b"\b\t\n\f\r"]
"""How Typst writes the lower halves of glyph numbers, and the one byte that each stands for."""


def pack(pdf: bytes) -> bytes:
    """Returns the same document in less than half of the bytes; the same input makes the same bytes."""
    import pikepdf  # noqa: PLC0415  a large library that only a guide needs

    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            page.Contents.write(zlib.compress(_shortened(page.Contents.read_bytes())), filter=pikepdf.Name.FlateDecode)
        out = io.BytesIO()
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _shortened(content: bytes) -> bytes:
    """Returns a page's drawing in fewer bytes, with escaped backslashes out of the way of what looks like an escape."""
    content = content.replace(rb"\\", rb"\134")
    for escape, byte in OCTAL:
        content = content.replace(escape, byte)
    return content
