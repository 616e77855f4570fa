"""Finds the questions of a page, each with the blocks that answer it and the headings that it stands under."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.contribute.imports.finding.alone import answers_itself, asks_throughout, has_another, is_answered
from handbook.contribute.imports.finding.asking import (
    ENDS_ASKING,
    IS_TERM,
    Ask,
    ask_of,
    ends_asking,
    first_line,
    is_bold_line,
    is_question,
    list_ask,
)
from handbook.contribute.imports.finding.levels import asking_level, forms_of, primary_of
from handbook.contribute.imports.finding.outline import PARTS, Outline
from handbook.contribute.imports.finding.parts import parts_of
from handbook.contribute.imports.finding.shaping import shaped
from handbook.contribute.imports.page.tidy import HEADINGS, is_contents, last_line_of, line_of, words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

    from handbook.contribute.imports.finding.asking import Kind
    from handbook.contribute.imports.page.notes import Notes

LISTS = ("numbered", "bulleted", "table")
CLOSED = ("details", "table", "numbered", "bulleted")
"""The forms in which an answer can stand inside the block that asks."""
MANY = 3


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
    mark: str = ""
    """The mark of a level that stands beside it."""
    links: list[Tag] = field(default_factory=list)
    """Paragraphs with the addresses that are linked to from what is asked."""


@dataclass
class _Finder:
    """Walks over the blocks of a page and keeps what is open."""

    tree: BeautifulSoup
    notes: Notes
    forms: list[Kind | None]
    """The form that most questions of each block's part of the page have."""
    level: int
    """The level of the headings that ask, where headings do."""
    mostly_marked: bool
    outline: Outline
    found: list[Found] = field(default_factory=list)
    number: int | None = None
    headed: bool = False
    open: bool = False
    closed: bool = False
    """Whether the question that is open held an answer already when it was found."""
    primary: Kind | None = None
    """The form of the part that is walked over."""
    buried: list[Tag] = field(default_factory=list)
    """Blocks that ask too, in the answers to others."""

    def walk(self, blocks: list[Tag]) -> None:
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            self.primary = self.forms[at]
            ask = ask_of(block)
            if is_contents(block):
                self.notes.drop(line_of(block), last_line_of(block), "a table of contents")
            elif ask and (self._accepts(ask, following) or self._stands_alone(ask, blocks, at)):
                self._take(ask, following)
            elif loose := self._loosely(block, following):
                self._take(loose, following)
            elif block.name in HEADINGS and self._starts_section(int(block.name[1]), following):
                self.outline.enter(block)
                self.open = False
            elif self.open:
                self._bury(ask)
                self.found[-1].body.append(block)
            else:
                self.outline.waiting.append(block)
        self.outline.close()
        self._tell_buried()

    def _bury(self, ask: Ask | None) -> None:
        if ask and ask.sure and (ask.kind in ("heading", "bold") or is_answered(ask)):
            self.buried.append(ask.block)

    def _tell_buried(self) -> None:
        if self.buried:
            number, first = len(self.buried), self.buried[0]
            asked = first_line((first.find(["li", "summary"]) or first).children)
            these = f"`{asked}`" if number == 1 else f"`{asked}` and {number - 1} more below it"
            self.notes.add(line_of(self.buried[0]), f"{these}, which may ask too", "kept in the answers that they stand in")

    @property
    def _kind(self) -> Kind | None:
        return self.found[-1].kind if self.open else None

    def _accepts(self, ask: Ask, following: Tag | None) -> bool:
        """Tells whether a block asks something here."""
        if ask.kind == "heading":
            return self._accepts_heading(ask, following)
        if self._counts_on(ask) or self._is_answered_inside(ask):
            return True
        if self._kind in (None, ask.kind) or (ask.kind == self.primary and self._kind != "heading"):
            return self._kind != "numbered" or ask.kind != "numbered" or self._goes_on(ask)
        return self._kind == "heading" and self.primary not in ("heading", None) and ask.kind == self.primary

    def _loosely(self, block: Tag, following: Tag | None) -> Ask | None:
        """Returns what a block asks that has the form of the questions around it, though not their words."""
        if block.name == "p" and self.primary == "bold" and self._kind in (None, "bold") and self.number is None:
            answered = following is not None and following.name not in HEADINGS and not is_bold_line(following)
            return Ask("bold", block, 0) if answered and is_bold_line(block) else None
        if block.name == "ol":
            ask = list_ask(block)
            begins = self._kind is None and bool(self.found) and not self.outline.is_page
            if self._counts_on(ask) or (begins and (ask.sure + ask.likely or self.outline.asks)):
                return ask
        if block.name == "ul" and self._kind in (None, "bulleted") and self.primary == "bulleted":
            ask = list_ask(block)
            code = following is not None and following.name == "pre"
            return ask if ask.sure or (code and words(block).endswith(":")) else None
        return None

    def _counts_on(self, ask: Ask) -> bool:
        """Tells whether a number goes on from the question before, so far that it can be no step of an answer."""
        return self.number is not None and ask.number == self.number + 1 and self.number >= (MANY if self.open else 1)

    def _is_answered_inside(self, ask: Ask) -> bool:
        """Tells whether the question before holds its whole answer, so that what asks now is another one."""
        if not self.open or not self.closed or ask.kind == "heading":
            return False
        return ask.kind != "numbered" or (self._kind != "numbered" and asks_throughout(ask))

    def _stands_alone(self, ask: Ask, blocks: list[Tag], at: int) -> bool:
        """Tells whether a block of another form than the answered question above it holds questions with their answers."""
        if not self.open or self._kind == ask.kind or not (self.closed or self.found[-1].body):
            return False
        if ask.kind != "heading":
            return answers_itself(ask, blocks, at)
        is_another = ends_asking(words(ask.block)) and (self.closed or has_another(ask.block, blocks, at))
        return is_another and not self._leads_to_questions(blocks[at + 1] if at + 1 < len(blocks) else None)

    def _goes_on(self, ask: Ask) -> bool:
        """Tells whether a list continues the questions before: by its headings, or by its number, which may always be 1."""
        if ask.headed or self.headed:
            return ask.headed
        return ask.number == 1 or (self.number is not None and ask.number == self.number + 1)

    def _accepts_heading(self, ask: Ask, following: Tag | None) -> bool:
        text = words(ask.block)
        if PARTS.fullmatch(text) or (following is not None and is_contents(following)):
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
            return following is None or self.primary != "heading" or int(following.name[1]) >= self.level or not self.open
        ask = ask_of(following)
        if ask is None and following.name == "ol":
            ask = list_ask(following)
            return ask.sure + ask.likely > 0 and len(following.find_all("li", recursive=False)) >= MANY
        return ask is not None and (self.primary == ask.kind != "heading" or (ask.kind in LISTS and ask.sure > 1))

    def _starts_section(self, level: int, following: Tag | None) -> bool:
        if not self.open:
            return True
        if self._kind == "heading":
            return level <= self.found[-1].level
        ask = ask_of(following) if following is not None else None
        return level <= self.outline.level or (ask is not None and ask.kind == self.primary)

    def _take(self, ask: Ask, following: Tag | None) -> None:
        """Opens the questions of a block."""
        before = self.outline.introduction()
        sections = self.outline.titles(ask.level or 7)
        answered = following is not None and following.name not in HEADINGS and ask_of(following) is None
        parts = parts_of(self.tree, ask, is_answered=answered)
        self.closed = (ask.kind in CLOSED and all(part.body for part in parts)) or ask.block.has_attr(IS_TERM)
        for part in parts:
            under = (*sections, *part.sections)
            self.found.append(Found(ask.kind, part.title, before, part.body, under, line_of(part.title), ask.level, part.mark))
            before = []
            for line in part.without:
                self.notes.add(line, "a row without a question", f"put into the answer to `{words(part.title)}`")
        self.open, self.headed = True, ask.headed
        count = len(ask.block.find_all("li", recursive=False)) if ask.kind == "numbered" else 1
        self.number = None if ask.number is None else ask.number + count - 1


def find_questions(tree: BeautifulSoup, blocks: list[Tag], notes: Notes) -> list[Found]:
    """Returns the questions of a page in order."""
    blocks = shaped(tree, blocks)
    asks = [None if is_contents(block) else ask_of(block) for block in blocks]
    level, mostly_marked = asking_level(filter(None, asks))
    forms = forms_of(asks, blocks, level if primary_of(asks) == "heading" else 0)
    finder = _Finder(tree, notes, forms, level, mostly_marked, Outline(notes, _title(blocks)))
    finder.walk(blocks)
    return finder.found


def _title(blocks: list[Tag]) -> str | None:
    """Returns the one heading of the first level, if it comes first."""
    headings = [block for block in blocks if block.name in HEADINGS]
    highest = [heading for heading in headings if heading.name == "h1"]
    return words(highest[0]) if len(highest) == 1 and highest[0] is headings[0] else None
