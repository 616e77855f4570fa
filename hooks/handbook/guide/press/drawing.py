"""Writes what a page draws in fewer bytes: the same glyphs in the same places."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from math import inf
from struct import error, unpack
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

BETWEEN = re.compile(rb"\nEMC(?=/Span<</MCID |/Artifact)")
"""Where a piece of a page ends and the next begins: what one tag is for, or an ornament."""
MARK = re.compile(rb"/(?:Span<</MCID |Artifact).*B[DM]C")
"""What a piece begins with, on a line of its own; a line break in a string is an escape."""
END = b"\nEMC"
NUMBERED = re.compile(rb"/Span<</MCID (\d+)(.*)", re.DOTALL)
TEXT = re.compile(
    rb"q 1 0 0 -1 (-?[\d.]+) (-?[\d.]+) cm(/\w+ cs [\d. ]+ scn)\nBT 0 Tr(/\w+) ([\d.]+) Tf 1 0 0 -1 0 0 Tm(.*T[jJ])\nET\nQ\n"
)
"""How Typst draws glyphs in a row: where, in which colour, in which font and size, and which."""
SHIFT = re.compile(rb"\)(-?\d+\.\d+)(?=[(\]])")
"""A distance between two glyphs that is no whole number, in thousandths of the font's size."""
APART = re.compile(rb"\)(-?[\d.]+)\(")
STRING = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)"
ROW = re.compile(rb"(?:\[(?:-?[\d.]+)?)?(%b(?:-?[\d.]+%b)*+)\]?T[jJ]" % (STRING, STRING), re.DOTALL)
"""Glyphs in strings of bytes; Typst writes some as hexadecimal numbers instead."""
ESCAPED = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
ESCAPES = {b"\\%03o" % code: bytes([code]) for code in range(32) if code not in b"\b\t\n\f\r"}
ESCAPES |= {rb"\b": b"\b", rb"\t": b"\t", rb"\f": b"\f"}
"""How Typst writes parts of glyph numbers, and the one byte that each stands for."""
ESCAPED_PART = re.compile(rb"(\\(?:0(?:0[1-7]|1[346-7]|[23][0-7])|[btf]))")
ESCAPE = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
UNSAFE = re.compile(rb"[\\()\r\n]")
NEAR = 3
"""Hundredths of a point by which glyphs may be off: a ninth of the finest dot of a press."""

Pieces = list[tuple[bytes, bytes]]
"""The mark of each piece, and what it marks."""
Widths = dict[bytes, list[float]]
"""How wide the glyphs of a font are, by the font's name on a page and the glyph's number, in thousandths of its size."""


def shortened(content: bytes, widths: Widths, going_on: Collection[int] = ()) -> tuple[bytes, list[int]]:
    """Returns a page's drawing in fewer bytes, and the numbers that its marks had before in the order of their new ones.

    A mark of `going_on` is left out where it comes right after the one before it, which then marks both pieces.
    """
    content = SHIFT.sub(_rounded, _unescaped(content))
    split = [piece.partition(b"\n") for piece in BETWEEN.split(content.strip().removesuffix(END))]
    if not all(MARK.fullmatch(mark) for mark, _, _ in split):  # nothing that Typst writes today
        return content, [*range(content.count(b"/Span<</MCID "))]
    pieces, kept = _joined(((mark, body + b"\n") for mark, _, body in split), going_on)
    return _written(pieces, widths).replace(rb"\n", b"\n"), kept


def _joined(pieces: Iterable[tuple[bytes, bytes]], going_on: Collection[int]) -> tuple[Pieces, list[int]]:
    """Returns the pieces with those in one that may be, numbered anew, and their numbers of before."""
    joined: Pieces = []
    kept: list[int] = []
    before: tuple[int, bytes] | None = None
    for mark, body in pieces:
        found = NUMBERED.fullmatch(mark)
        at = (int(found[1]), found[2]) if found and b"/ActualText" not in found[2] else None
        if at and before and at[0] in going_on and at == (before[0] + 1, before[1]):
            joined[-1] = (joined[-1][0], joined[-1][1] + body)
        elif found:
            joined.append((b"/Span<</MCID %d%b" % (len(kept), found[2]), body))
            kept.append(int(found[1]))
        else:
            joined.append((mark, body))
        before = at
    return joined, kept


def _unescaped(content: bytes) -> bytes:
    """Returns the content with single bytes for escapes, and escaped backslashes out of the way of what looks like one."""
    split = ESCAPED_PART.split(content.replace(rb"\\", rb"\134").replace(rb"\000", b"\0"))
    split[1::2] = map(ESCAPES.__getitem__, split[1::2])
    return b"".join(split)


def _written(pieces: Pieces, widths: Widths) -> bytes:
    """Returns the pieces as a page's content: neighbours of nothing but text as one text."""
    out = []
    read = [(mark, body, TEXT.split(body)) for mark, body in pieces]
    for mixed, run in groupby(read, key=lambda piece: any(piece[2][::7])):
        if mixed:
            out += [b"%b\n%bEMC\n" % (mark, TEXT.sub(_alone, body)) for mark, body, _ in run]
        else:
            out.append(_Text(widths).of((mark, split) for mark, _, split in run))
    return b"".join(out)


def _alone(text: re.Match[bytes]) -> bytes:
    """Returns one row of glyphs among other things."""
    x, y, colour, font, size, glyphs = text.groups()
    place = b"%b %b Td" % (_points(_hundredths(x)), _points(_hundredths(y)))
    return b"q%b BT%b %b Tf %b%b ET Q\n" % (colour, font, size, place, glyphs)


class _Text:
    """A text on its way to the page: rows of glyphs, each placed where the one before it does not lead there."""

    def __init__(self, widths: Widths) -> None:
        self.widths = widths
        self.line = (0, 0)
        """The place that was last named, in hundredths of a point."""
        self.start = 0.0
        """Where the row before begins from left to right."""
        self.row = (b"", b"", b"", b"")
        """The colour, font, size and glyphs of the row before."""

    def of(self, pieces: Iterable[tuple[bytes, list[bytes]]]) -> bytes:
        """Returns pieces of nothing but text, each with what `TEXT` divides it into, as one text."""
        out = [b"q BT"]
        for mark, split in pieces:
            out += [mark, *(self._drawn(*split[at : at + 6]) for at in range(1, len(split), 7)), b"EMC"]
        return b"\n".join([*out, b"ET Q\n"])

    def _drawn(self, x: bytes, y: bytes, colour: bytes, font: bytes, size: bytes, glyphs: bytes) -> bytes:  # noqa: PLR0913, PLR0917  as `TEXT` has them
        """Returns a row of glyphs, after what is to be changed for it."""
        across, up = _hundredths(x), _hundredths(y)
        gap = across - self._end() if up == self.line[1] else inf
        self.start, moved = float(across), b""
        if abs(gap) < NEAR:
            self.start -= gap
        elif abs(gap) < inf:
            glyphs = _after(-gap * 10 / float(size), glyphs)
        else:
            moved = b" %b %b Td" % (_points(across - self.line[0]), _points(up - self.line[1]))
            self.line = (across, up)
        state = colour * (colour != self.row[0]) + b"%b %b Tf" % (font, size) * ((font, size) != self.row[1:3])
        self.row = (colour, font, size, glyphs)
        return state + moved + glyphs

    def _end(self) -> float:
        """Returns where the row before ends, endlessly far for glyphs of an unknown width."""
        _, font, size, glyphs = self.row
        return self.start + _width(glyphs, self.widths.get(font, [])) * float(size or 0) / 10


def _after(distance: float, glyphs: bytes) -> bytes:
    """Returns glyphs with a distance before them."""
    string = glyphs[:-2].removeprefix(b"[").removesuffix(b"]")
    return b"[%b%b]TJ" % (_short(f"{distance:.1f}"), string)


def _width(glyphs: bytes, widths: list[float]) -> float:
    """Returns the width of glyphs with the distances between them, endless if it cannot be told."""
    texts, apart = _divided(glyphs)
    numbers = _numbers(texts)
    try:
        wide = sum(map(widths.__getitem__, unpack(f">{len(numbers) // 2}H", numbers))) if numbers else inf
    except (IndexError, error):
        return inf
    return wide - sum(map(float, apart))


def decoded(glyphs: bytes) -> bytes:
    """Returns the numbers of glyphs, two bytes each; nothing for those that are not written as strings alone."""
    return _numbers(_divided(glyphs)[0])


def _divided(glyphs: bytes) -> tuple[list[bytes], list[bytes]]:
    """Returns the strings of a row of glyphs, and the distances between them."""
    if b"<" in glyphs and not ROW.fullmatch(glyphs):  # a glyph's number may be that of the sign
        return [], []
    _, _, text = glyphs.partition(b"(")
    parts = APART.split(text.removesuffix(b"Tj").removesuffix(b"TJ").removesuffix(b"]").removesuffix(b")"))
    return parts[::2], parts[1::2]


def _numbers(texts: list[bytes]) -> bytes:
    text = b"".join(texts)
    return ESCAPED.sub(_byte, text) if b"\\" in text else text


def _byte(escaped: re.Match[bytes]) -> bytes:
    code: bytes = escaped[1]
    return bytes([int(code, 8)]) if len(code) == 3 else ESCAPE.get(code, code)


def encoded(numbers: bytes) -> bytes:
    """Returns the numbers of glyphs as a string of a PDF."""
    return UNSAFE.sub(lambda found: b"\\%03o" % found[0][0], numbers)


def _hundredths(number: bytes) -> int:
    return round(float(number) * 100)


@lru_cache(4096)
def _points(hundredths: int) -> bytes:
    return _short(f"{hundredths / 100:.2f}")


def _rounded(found: re.Match[bytes]) -> bytes:
    """Returns the distance between two glyphs to a tenth of a thousandth."""
    return _tenths(found[1])


@lru_cache(4096)
def _tenths(number: bytes) -> bytes:
    return b")" + _short(f"{float(number):.1f}")


def _short(number: str) -> bytes:
    """Returns a decimal number without what says nothing: `-0.50` as `-.5`."""
    whole, _, part = number.rstrip("0").rstrip(".").partition(".")
    if part:
        return f"{whole.removesuffix('0') if whole in ('0', '-0') else whole}.{part}".encode()
    return b"0" if whole in ("", "-0", "-") else whole.encode()
