"""Packs a PDF: a tagged one is mostly small objects and long-winded strings."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

from handbook.guide.tags import lean

if TYPE_CHECKING:
    from pikepdf import Pdf


def pack(document: Pdf) -> bytes:
    """Returns a document in a third of the bytes; the same input makes the same bytes."""
    lean(document)
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
