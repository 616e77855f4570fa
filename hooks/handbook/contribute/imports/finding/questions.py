"""Finds the questions of a page, each with the blocks that answer it and the headings that it stands under."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.contribute.imports.finding.asking import ENDS_ASKING, Ask, ask_of, is_marked, is_question
from handbook.contribute.imports.finding.parts import opened, parts_of, split_marked
from handbook.contribute.imports.page.tidy import HEADINGS, last_line_of, line_of, only_leads_elsewhere, words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from handbook.contribute.imports.finding.asking import Kind
    from handbook.contribute.imports.page.notes import Notes

# Headings of parts that ask nothing, in whatever way they are written.
PARTS = re.compile(
    r"""\W*(table\ of\ contents?|contents?|toc|index|licen[cs]e|contribut\w*|credits?|resources|references|acknowledg\w*|
    disclaimer|about)\b\W*.{0,12}""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass
class Found:
    """A question of the page."""

    kind: Kind
    title: Tag
    """A paragraph with what is asked."""
    intro: list[Tag]
    """What its section says before its first question."""
    body: list[Tag]
    sections: tuple[str, ...]
    line: int
    level: int = 0
    """The level of a heading."""
    links: list[Tag] = field(default_factory=list)
    """Paragraphs with the addresses that are linked to from what is asked."""


@dataclass
class _Section:
    level: int
    title: str
    line: int
    is_page: bool
    """Whether it is about the page itself, and tells nothing of a question."""


@dataclass
class _Finder:
    """Walks over the blocks of a page and keeps what is open."""

    tree: BeautifulSoup
    notes: Notes
    primary: Kind | None
    level: int
    """The level of the headings that ask, where headings do."""
    mostly_marked: bool
    title: str | None = None
    """The page's title, which tells nothing of its questions."""
    found: list[Found] = field(default_factory=list)
    sections: list[_Section] = field(default_factory=list)
    waiting: list[Tag] = field(default_factory=list)
    """Blocks of a section before its first question."""
    unused: list[_Section] = field(default_factory=list)
    number: int | None = None
    headed: bool = False
    open: bool = False

    def walk(self, blocks: list[Tag]) -> None:
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            ask = ask_of(block)
            if only_leads_elsewhere(block):
                self.notes.drop(line_of(block), last_line_of(block), "a table of contents")
            elif ask and self._accepts(ask, following):
                self._take(ask)
            elif block.name in HEADINGS and self._starts_section(int(block.name[1]), following):
                self._enter(block)
            elif self.open:
                self.found[-1].body.append(block)
            else:
                self.waiting.append(block)
        self._drop_waiting()
        for section in self.unused:
            why = "" if section.is_page else ", which is no question and has none under it"
            self.notes.drop(section.line, section.line, f"the heading `{section.title}`{why}")

    @property
    def _kind(self) -> Kind | None:
        return self.found[-1].kind if self.open else None

    def _accepts(self, ask: Ask, following: Tag | None) -> bool:
        """Tells whether a block asks something here."""
        if ask.kind == "heading":
            return self._accepts_heading(ask, following)
        if self._kind in (None, ask.kind) or (ask.kind == self.primary and self._kind != "heading"):
            return self._kind != "numbered" or ask.kind != "numbered" or self._goes_on(ask)
        return self._kind == "heading" and self.primary not in ("heading", None) and ask.kind == self.primary

    def _goes_on(self, ask: Ask) -> bool:
        """Tells whether a list continues the questions before: by its headings, or by its number, which may always be 1."""
        if ask.headed or self.headed:
            return ask.headed
        return ask.number == 1 or (self.number is not None and ask.number == self.number + 1)

    def _accepts_heading(self, ask: Ask, following: Tag | None) -> bool:
        text = words(ask.block)
        if PARTS.fullmatch(text) or (following is not None and only_leads_elsewhere(following)):
            return False
        if self.primary != "heading":
            return bool(ask.sure) and self._kind in (None, "heading") and not self._leads_to_questions(following)
        if ask.level == self.level:
            return bool(ask.sure) or (not self.mostly_marked and not self._leads_to_questions(following))
        if ask.level < self.level:
            return is_question(text) and not self._leads_to_questions(following)
        follows = self.number is not None and ask.number == self.number + 1
        return (self._kind is None and is_question(text)) or (follows and ENDS_ASKING.search(text) is not None)

    def _leads_to_questions(self, following: Tag | None) -> bool:
        """Tells whether a heading stands over questions, and is none itself."""
        if following is None or following.name in HEADINGS:
            return following is None or int(following.name[1]) >= self.level or not self.open
        ask = ask_of(following)
        return ask is not None and self.primary == ask.kind != "heading"

    def _starts_section(self, level: int, following: Tag | None) -> bool:
        if not self.open:
            return True
        if self._kind == "heading":
            return level <= self.found[-1].level
        below = self.sections[-1].level if self.sections else 0
        ask = ask_of(following) if following is not None else None
        return level <= below or (ask is not None and ask.kind == self.primary)

    def _enter(self, heading: Tag) -> None:
        level = int(heading.name[1])
        if self.sections and (level <= self.sections[-1].level or self.sections[-1].is_page):
            self._drop_waiting()
        while self.sections and self.sections[-1].level >= level:
            self.sections.pop()
        title = words(heading)
        section = _Section(level, title, line_of(heading), is_page=title == self.title or bool(PARTS.fullmatch(title)))
        if section.is_page:
            self._drop_waiting()
        self.sections.append(section)
        self.unused.append(section)
        self.open = False

    def _drop_waiting(self) -> None:
        for block in self.waiting:
            if block.name != "hr":
                self.notes.drop(line_of(block), last_line_of(block), "text that belongs to no question")
        self.waiting = []

    def _take(self, ask: Ask) -> None:
        """Opens the questions of a block."""
        if not self.sections or self.sections[-1].is_page:
            self._drop_waiting()
        before, self.waiting = [block for block in self.waiting if block.name != "hr"], []
        for block in before:
            self.notes.add(line_of(block), "text before the first question of its section", "put into that question's answer")
        sections = tuple(section.title for section in self.sections if not section.is_page)
        if ask.kind == "heading":
            sections = tuple(s.title for s in self.sections if not s.is_page and s.level < ask.level)
        self.unused = [section for section in self.unused if section.is_page or section not in self.sections]
        for title, body in parts_of(self.tree, ask):
            line = line_of(title)
            self.found.append(Found(ask.kind, title, before, body, sections, line, ask.level))
            before = []
        self.open, self.headed = True, ask.headed
        count = len(ask.block.find_all("li", recursive=False)) if ask.kind == "numbered" else 1
        self.number = None if ask.number is None else ask.number + count - 1


def find_questions(tree: BeautifulSoup, blocks: list[Tag], notes: Notes) -> list[Found]:
    """Returns the questions of a page in order."""
    blocks = [part for block in blocks for part in _unfolded(tree, block)]
    asks = [ask for block in blocks if not only_leads_elsewhere(block) and (ask := ask_of(block))]
    counts: Counter[Kind] = Counter()
    for ask in asks:
        counts[ask.kind] += ask.sure
    counts["bulleted"] //= 3  # an answer may list questions too
    primary = max(counts, key=lambda kind: counts[kind], default=None)
    level, mostly_marked = _heading_level(asks)
    level = level if primary == "heading" else 0
    finder = _Finder(tree, notes, primary, level, mostly_marked, _title(blocks))
    finder.walk(blocks)
    return finder.found


def _title(blocks: list[Tag]) -> str | None:
    """Returns the one heading of the first level, if it comes first."""
    headings = [block for block in blocks if block.name in HEADINGS]
    highest = [heading for heading in headings if heading.name == "h1"]
    return words(highest[0]) if len(highest) == 1 and highest[0] is headings[0] else None


def _heading_level(asks: list[Ask]) -> tuple[int, bool]:
    """Returns the level at which most questions stand, and whether four of five headings there are marked as questions."""
    headings = [ask for ask in asks if ask.kind == "heading"]
    levels = Counter(ask.level for ask in headings if ask.sure)
    level = max(levels, key=lambda level: (levels[level], -level), default=0)
    there = [ask for ask in headings if ask.level == level]
    return level, sum(is_marked(words(ask.block)) for ask in there) * 5 >= len(there) * 4


def _unfolded(tree: BeautifulSoup, block: Tag) -> list[Tag]:
    """Returns the blocks that a block stands for: folded parts of the page are opened, paragraphs of `Q:` lines split."""
    if block.name == "details" and ask_of(block) is None and _is_part(block):
        return [part for child in opened(tree, block) for part in _unfolded(tree, child)]
    if block.name == "p":
        return split_marked(tree, block)
    return [block]


def _is_part(details: Tag) -> bool:
    """Tells whether something that is folded away is a part of the page: more that folds, or a table of contents."""
    return details.find("details") is not None or any(
        only_leads_elsewhere(tag) for tag in details.find_all(["ul", "ol", "table"])
    )
