"""What is noted of a Markdown text while it is read: where it links to, what it cites, and what it may not hold."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that a Markdown text may not hold, or should not, at an offset of the text."""

    offset: int
    found: str
    remedy: str


@dataclass(slots=True)
class Notes:
    """What was found in one text."""

    text: str
    prefix: str = ""
    """What every id in the text's HTML starts with."""
    mistakes: list[Mistake] = field(default_factory=list)
    doubts: list[Mistake] = field(default_factory=list)
    """What is drawn, though something else may have been meant."""
    links: list[str] = field(default_factory=list)
    """The ids of questions that it links to."""
    citations: list[str] = field(default_factory=list)
    """The keys of sources that it cites."""
    line: Token | None = None
    """The text between two blocks that is being read."""
    abbreviations: dict[str, str] = field(default_factory=dict)
    footnotes: dict[str, int] = field(default_factory=dict)
    """The offset of each footnote by its name."""
    rows: list[str] = field(init=False)
    """The lines of the text."""
    starts: list[int] = field(init=False)
    """Where each of them starts."""

    def __post_init__(self) -> None:
        self.rows = self.text.split("\n")
        self.starts = [0, *accumulate(len(row) + 1 for row in self.rows)]

    def refuse(self, offset: int, found: str, remedy: str) -> None:
        """Notes a mistake at an offset of the text."""
        self.mistakes.append(Mistake(offset, found, remedy))

    def doubt(self, offset: int, found: str, remedy: str) -> None:
        """Notes at an offset of the text that something else may have been meant."""
        self.doubts.append(Mistake(offset, found, remedy))

    def refuse_at(self, place: int, found: str, remedy: str) -> None:
        """Notes a mistake at a place of the line that is being read."""
        self.refuse(self.offset(place), found, remedy)

    def line_of(self, offset: int) -> int:
        """Returns the line, from 0, that an offset of the text is in."""
        return bisect_right(self.starts, offset) - 1

    def offset(self, place: int) -> int:
        """Returns the offset in the text of a place in the line that is being read."""
        line = self.line
        if not line:
            return 0
        if pieces := line.meta.get("pieces"):
            start, offset = pieces[max(0, bisect_right(pieces, (place, len(self.text))) - 1)]
            return int(offset + place - start)
        content = line.content[:place]
        row, column = content.count("\n"), place - content.rfind("\n") - 1
        written = line.content.split("\n")[row]
        at = min((line.map[0] if line.map else 0) + row, len(self.rows) - 1)
        indent = len(written) - len(written.lstrip())
        return self.starts[at] + max(0, self.rows[at].rfind(written.strip())) + max(0, column - indent)


def clipped(token: str) -> str:
    """Returns a piece of the text as a message shows it: on one line and not longer than helps."""
    line = re.sub("[\x00-\x1f]", "", token.split("\n", maxsplit=1)[0]).rstrip()
    return line if len(line) <= 60 else line[:57] + "…"
