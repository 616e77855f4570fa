"""Writes a PDF with its small objects in streams of several hundred, which take less than the streams of a hundred of qpdf."""

from __future__ import annotations

import io
import re
import struct
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Sequence

TOGETHER = 400
"""Objects of one stream: more would hardly save anything, and a reader has to unpack all for one of them."""
END = re.compile(rb"trailer << (.*) /Size (\d+) (.*)>>\nstartxref\n(\d+)\n%%EOF\n\Z", re.DOTALL)
USED = re.compile(rb"(\d{10}) 00000 n ")

Entry = tuple[int, int, int]
"""Where an object is: 1, its place in the file and 0, or 2, the stream that it is in and its place among the objects there."""


def written(document: pikepdf.Pdf) -> bytes:
    """Returns a document as a file; the same document makes the same bytes."""
    out = io.BytesIO()
    document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return _packed(out.getvalue())


def _packed(plain: bytes) -> bytes:
    """Returns a file of qpdf, which has no streams of objects yet, with such streams."""
    before, count, rest, at = END.findall(plain)[0]
    size, table = int(count), int(at)
    places = sorted(int(place) for place in USED.findall(plain, table))
    out = bytearray(plain[: places[0]])
    entries: dict[int, Entry] = {0: (0, 0, 65_535)}
    small: list[tuple[int, bytes]] = []
    for place, after in pairwise([*places, table]):
        number, _, body = plain[place:after].partition(b" 0 obj\n")
        if body.rstrip().endswith(b"endstream\nendobj"):
            entries[int(number)] = (1, len(out), 0)
            out += plain[place:after]
        else:
            small.append((int(number), body.rstrip().removesuffix(b"endobj").rstrip()))
    for at in range(0, len(small), TOGETHER):
        some = small[at : at + TOGETHER]
        entries |= {number: (2, size, among) for among, (number, _) in enumerate(some)}
        entries[size] = (1, len(out), 0)
        out += b"%d 0 obj\n%b\nendobj\n" % (size, _together(some))
        size += 1
    entries[size] = (1, len(out), 0)
    out += b"%d 0 obj\n%b\nendobj\n" % (size, _index(entries, b"%b %b" % (before, rest)))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % entries[size][1])


def _together(objects: Sequence[tuple[int, bytes]]) -> bytes:
    """Returns objects, each with its number, in one stream."""
    place, head = 0, []
    for number, body in objects:
        head.append(b"%d %d" % (number, place))
        place += len(body) + 1
    index = b" ".join(head) + b"\n"
    facts = b"/Type /ObjStm /N %d /First %d" % (len(objects), len(index))
    return _stream(facts, index + b"\n".join(body for _, body in objects))


def _index(entries: dict[int, Entry], trailer: bytes) -> bytes:
    """Returns the stream that tells where each object is, each row as what differs from the one before it."""
    rows = [struct.pack(">BIH", *entries.get(number, (0, 0, 0))) for number in range(len(entries))]
    differences = (
        b"\x02" + bytes((now - before) % 256 for before, now in zip(*pair, strict=True)) for pair in pairwise([bytes(7), *rows])
    )
    facts = b"/Type /XRef /W [1 4 2] /Size %d /DecodeParms << /Predictor 12 /Columns 7 >> %b" % (len(rows), trailer)
    return _stream(facts, b"".join(differences))


def _stream(facts: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< %b /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (facts, len(packed), packed)
