"""Keeps the headings that a question stands under, and what a section says before its first question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.contribute.imports.page.tidy import last_line_of, line_of, words

if TYPE_CHECKING:
    from bs4 import Tag

    from handbook.contribute.imports.page.notes import Notes

# Headings of parts that ask nothing, in whatever way they are written.
PARTS = re.compile(
    r"""\W*(table\ of\ contents?|contents?|toc|index|licen[cs]e|contribut\w*|credits?|resources|references|acknowledg\w*|
    disclaimer|about)\b\W*.{0,12}""",
    re.IGNORECASE | re.VERBOSE,
)
# Headings that say that questions follow, in whatever form.
ASKING_PARTS = re.compile(
    r"(?:.*\b)?(?:exercises?|questions?|problems?|tasks?|challenges?|quiz(?:zes)?|puzzles?|assignments?|drills?|fragen|aufgaben)\b.{0,20}",
    re.IGNORECASE,
)


@dataclass
class Section:
    """A heading that asks nothing."""

    level: int
    title: str
    line: int
    is_page: bool
    """Whether it is about the page itself, and tells nothing of a question."""


@dataclass
class Outline:
    """The headings above the place that is walked over."""

    notes: Notes
    page: str | None
    """The page's title, which tells nothing of its questions."""
    sections: list[Section] = field(default_factory=list)
    unused: list[Section] = field(default_factory=list)
    waiting: list[Tag] = field(default_factory=list)
    """Blocks of a section before its first question."""

    @property
    def level(self) -> int:
        """The level of the last heading; 0 above all."""
        return self.sections[-1].level if self.sections else 0

    @property
    def is_page(self) -> bool:
        """Whether what comes is about the page itself."""
        return bool(self.sections) and self.sections[-1].is_page

    @property
    def asks(self) -> bool:
        """Whether the last heading says that questions follow."""
        return bool(self.sections) and ASKING_PARTS.fullmatch(self.sections[-1].title) is not None

    def enter(self, heading: Tag) -> None:
        """Begins the section of a heading."""
        level, title = int(heading.name[1]), words(heading)
        if self.sections and (level <= self.level or self.is_page):
            self.drop_waiting()
        while self.level >= level:
            self.sections.pop()
        section = Section(level, title, line_of(heading), is_page=title == self.page or bool(PARTS.fullmatch(title)))
        if section.is_page:
            self.drop_waiting()
        self.sections.append(section)
        self.unused.append(section)

    def titles(self, below: int = 7) -> tuple[str, ...]:
        """Returns the titles above a question, but for those that are about the page; these are of use now."""
        above = [section for section in self.sections if not section.is_page and section.level < below]
        self.unused = [section for section in self.unused if section not in above]
        return tuple(section.title for section in above)

    def introduction(self) -> list[Tag]:
        """Takes what the section says before its first question."""
        if not self.sections or self.is_page:
            self.drop_waiting()
        before, self.waiting = [block for block in self.waiting if block.name != "hr"], []
        for block in before:
            self.notes.add(line_of(block), "text before the first question of its section", "put into that question's answer")
        return before

    def drop_waiting(self) -> None:
        """Leaves out what no question followed."""
        for block in self.waiting:
            if block.name != "hr":
                self.notes.drop(line_of(block), last_line_of(block), "text that belongs to no question")
        self.waiting = []

    def close(self) -> None:
        """Tells what was of no use."""
        self.drop_waiting()
        for section in self.unused:
            why = "" if section.is_page else ", which is no question and has none under it"
            self.notes.drop(section.line, section.line, f"the heading `{section.title}`{why}")
