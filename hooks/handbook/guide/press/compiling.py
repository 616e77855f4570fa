"""Makes a guide's source a PDF."""

from __future__ import annotations

import gc
import io
from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pikepdf

from handbook.guide.press.joining import headings
from handbook.guide.press.packing import pack
from handbook.guide.press.press import Press
from handbook.guide.press.proof import faults
from handbook.guide.press.runs import Runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from handbook.guide.press.proof import Fault
    from handbook.guide.source.parts import Source


@dataclass(frozen=True, slots=True)
class Compiled:
    """A guide as PDF."""

    data: bytes
    pages: int
    faults: tuple[tuple[str, str], ...]
    """What cannot be read: the name of the heading that it stands under, and what it is."""
    missing: Mapping[str, str]
    """The characters that no font has, each with the file of a question that has it."""


def compile_pdf(
    source: Source, edition: date | None, fonts: tuple[Path, ...] = (), order: Callable[[pikepdf.Pdf], None] | None = None
) -> Compiled:
    """Returns the guide as PDF; the same source and fonts make the same bytes. `order` puts its tags into another order."""
    with TemporaryDirectory(prefix="guide-") as folder, _without_cycles():
        day = edition or datetime(2000, 1, 1, tzinfo=UTC).date()
        press = Press(Path(folder), datetime(day.year, day.month, day.day, tzinfo=UTC), fonts)
        press.lay_out(source)
        if len(source.parts) > 1:
            document = Runs(press, source.parts).joined()
        else:
            pdf = press.compiled(source.parts[0])
            press.forget()
            document = pikepdf.open(io.BytesIO(pdf))
        if order:
            order(document)
        data = pack(document)
        found = tuple((_under(at, fault), fault.said) for at in [headings(document)] for fault in faults(data))
        return Compiled(data, len(document.pages), found, press.missing)


def _under(places: Sequence[tuple[int, float, str]], fault: Fault) -> str:
    """Returns the name of the heading that something on a page stands under; `places` are the headings in reading order."""
    before = bisect_right(places, (fault.page, -fault.top), key=lambda place: (place[0], place[1]))
    return places[before - 1][2] if before else ""


@contextmanager
def _without_cycles() -> Iterator[None]:
    """Keeps Python from looking for cycles: a long guide is many small objects that are all in use."""
    looked = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looked:
            gc.enable()
