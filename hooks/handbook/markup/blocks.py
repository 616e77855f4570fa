"""Keeps the blocks of a Markdown text apart, in shape and within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown.blockprocessors import BlockProcessor
from markdown.preprocessors import Preprocessor

from handbook.markup.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from handbook.markup.findings import Notes


class Gaps(Preprocessor):
    """Sets fenced code apart from the lines of text around it, so that it is not drawn inside their paragraph."""

    CODE = re.compile(r"(?P<margin>[ >]*)\x02wzxhzdk:\d+\x03")

    def run(self, lines: list[str]) -> list[str]:
        """Adds an empty line wherever code and text of one level touch."""
        return [*self._apart(lines)] if self.md.htmlStash.html_counter else lines

    def _apart(self, lines: list[str]) -> Iterator[str]:
        above, gap = "", True
        for line in lines:
            code = self.CODE.fullmatch(line) or self.CODE.fullmatch(above)
            if code and line.strip() and above.strip() and self._belongs(above, line, gap=gap):
                yield code["margin"].rstrip()
            above, gap = line, not above.strip()
            yield line

    @staticmethod
    def _belongs(above: str, line: str, *, gap: bool) -> bool:
        """Tells whether two lines are of one level, or the second goes back to the level of a list around a block of code."""
        margins = [re.match("[ >]*", each) for each in (above, line)]
        first, second = (len(margin[0]) for margin in margins if margin)
        return first == second or (first > second and gap)


class Shape(BlockProcessor):
    """Sees each block before all others, and refuses what would lose its shape or take too long."""

    DEPTH = 40
    """Levels of lists and quotes, of which a list makes two."""
    LINES = 1_000
    """Lines of a block: Markdown looks through all that are left at each heading among them."""
    PAIRINGS = 10_000_000
    """Brackets and backticks times characters: Markdown may look for the partner of each to the end of its block."""
    FLATTENED = re.compile(
        r"(?P<lead> {0,3})(?:(?P<bullet>[-*+])|\d+\.) [^\n]*(?:\n[^\n]*)*?"
        r"\n(?P=lead) {2,3}(?P<item>(?(bullet)[-*+]|\d+\.) +[^\n]*)"
    )

    SWALLOWED = re.compile(r"(?P<lead> {4,})\S[^\n]*(?:\n[^\n]*)*?\n(?!(?P=lead)) *(?P<item>(?:[-*+]|\d+\.) +[^\n]*)")

    def __init__(self, notes: Notes, md: Markdown) -> None:
        super().__init__(md.parser)
        self.notes = notes
        self.pairings = 0

    def forget(self) -> None:
        """Starts anew, even after a text that could not be read to its end."""
        self.parser.state.clear()
        self.pairings = 0

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  Markdown's signature
        """Notes lists that would lose their shape, and tells whether the block goes beyond a bound."""
        if flattened := self.FLATTENED.match(block):
            self._note(flattened["item"], "a list inside a list that is not indented enough", "indent it by four spaces")
        elif swallowed := self.SWALLOWED.match(block):
            self._note(swallowed["item"], "an item right under what belongs to the one before", "put an empty line before it")
        self.pairings += (block.count("[") + block.count("`")) * len(block)
        return len(self.parser.state) > self.DEPTH or block.count("\n") > self.LINES or self.pairings > self.PAIRINGS

    def run(self, parent: Element, blocks: list[str]) -> None:  # noqa: ARG002
        """Takes a block away that goes beyond a bound."""
        block = blocks.pop(0)
        if len(self.parser.state) > self.DEPTH:
            found, remedy = "lists or quotes that are nested too deep", f"keep to {self.DEPTH // 2} levels"
        elif block.count("\n") > self.LINES:
            found, remedy = f"more than {self.LINES:,} lines without an empty line", "part them with empty lines"
        else:
            found, remedy = "too many brackets and backticks in so long a text", "part it with empty lines, or shorten it"
        if all(finding.found != found for finding in self.notes.findings):
            self._note(block[:200].strip(), found, remedy)

    def _note(self, token: str, found: str, remedy: str) -> None:
        self.notes.findings.append(Finding(token, found, remedy))
