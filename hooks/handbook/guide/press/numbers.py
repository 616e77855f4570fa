"""Exchanges page numbers in a PDF: a run is set with numbers that are as long as the right ones, which are known later.

The digits of the guide's face are equally wide, so nothing else changes by it.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

import pikepdf

from handbook.guide.press.drawing import decoded, encoded
from handbook.guide.press.keys import Key, key

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER = re.compile(rb"(/\w+) cs (0\.6549\d* [\d.]+ [\d.]+) scn(\nBT 0 Tr(/\w+) [\d.]+ Tf 1 0 0 -1 0 0 Tm)(.*T[jJ])\n")
"""A number in the colour that tells which one it is: 167 of 255, and two digits of a number of base 256 (see prose.typ)."""
QUIET = b"0.34901962"
"""The grey that it is printed in: `quiet` of prose.typ."""

Digits = dict[Key, dict[str, bytes]]
"""The glyph of each digit, by font."""


def exchange(document: pikepdf.Pdf, before: Sequence[int], now: Sequence[int]) -> bool:
    """Puts the right numbers into a run that was set with other ones; returns whether all glyphs for them were there."""
    pages = [(page, content) for page in document.pages if NUMBER.search(content := page.Contents.read_bytes())]
    digits: Digits = {}
    for page, content in pages:
        for row in NUMBER.finditer(content):
            _learn(digits.setdefault(_font(page, row), {}), str(before[_which(row)]), row[5])
    try:
        for page, content in pages:
            _rewrite(page, content, digits, (before, now))
    except KeyError:
        return False
    return True


def _which(row: re.Match[bytes]) -> int:
    _, high, low = (round(float(part) * 255) for part in row[2].split())
    return high * 256 + low


def _font(page: pikepdf.Page, row: re.Match[bytes]) -> Key:
    fonts: Any = page.Resources.Font
    return key(fonts[row[4].decode()])


def _learn(digits: dict[str, bytes], number: str, row: bytes) -> None:
    glyphs = decoded(row)
    if len(glyphs) == 2 * len(number):
        digits.update((digit, glyphs[2 * at : 2 * at + 2]) for at, digit in enumerate(number))


def _rewrite(page: pikepdf.Page, content: bytes, digits: Digits, numbers: tuple[Sequence[int], Sequence[int]]) -> None:
    spaces: Any = page.Resources.ColorSpace
    grey = next(name.encode() for name, space in spaces.items() if isinstance(space, pikepdf.Array) and space[1].get("/N") == 1)

    def written(row: re.Match[bytes]) -> bytes:
        before, now = (known[_which(row)] for known in numbers)
        glyphs = row[5]
        if before != now:
            known = digits[_font(page, row)]
            glyphs = b"(%b)Tj" % encoded(b"".join(known[digit] for digit in str(now)))
        return b"%b cs %b scn%b%b\n" % (grey, QUIET, row[3], glyphs)

    page.Contents.write(zlib.compress(NUMBER.sub(written, content), 1), filter=pikepdf.Name.FlateDecode)
