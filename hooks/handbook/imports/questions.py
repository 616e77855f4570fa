"""Finds the questions of a page, each with the blocks that answer it and the headings that it stands under."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bs4 import NavigableString, Tag

from handbook.imports.asking import ANSWER, ENDS_ASKING, MARKER, Ask, ask_of, is_marked, is_question, lead, unmarked
from handbook.imports.tidy import HEADINGS, as_paragraph, is_block, last_line_of, line_of, only_leads_elsewhere, words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from handbook.imports.asking import Kind, Node
    from handbook.imports.notes import Notes

# Headings of parts that ask nothing, in whatever way they are written.
PARTS = re.compile(
    r"\W*(table of contents?|contents?|toc|index|licen[cs]e|contribut\w*|credits?|resources|references|acknowledg\w*|disclaimer|about)\b\W*.{0,12}",
    re.IGNORECASE,
)


@dataclass
class Found:
    """A question of the page."""

    kind: Kind
    title: Tag
    """A paragraph with what is asked."""
    body: list[Tag]
    sections: tuple[str, ...]
    line: int
    level: int = 0
    anchor: str = ""
    """The name by which other places of the page link to it."""


@dataclass
class _Section:
    level: int
    title: str
    line: int
    is_page: bool
    """The page's own title, which tells nothing of a question."""


@dataclass
class _Finder:
    """Walks over the blocks of a page and keeps what is open."""

    tree: BeautifulSoup
    notes: Notes
    primary: Kind | None
    level: int
    """The level of the headings that ask, where headings do."""
    mostly_marked: bool
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
            self.notes.drop(section.line, section.line, f"the heading `{section.title}`, which is no question and has none under it" if not section.is_page else f"the heading `{section.title}`")

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
        return self._kind is None and is_question(text) or (follows and bool(ENDS_ASKING.search(text)))

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
        level, first = int(heading.name[1]), not self.sections
        if self.waiting and self.sections and level <= self.sections[-1].level:
            self._drop_waiting()
        while self.sections and self.sections[-1].level >= level:
            self.sections.pop()
        title = words(heading)
        section = _Section(level, title, line_of(heading), is_page=(first and not self.found) or bool(PARTS.fullmatch(title)))
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
        for title, body in _parts(self.tree, ask):
            line = line_of(title)
            self.found.append(Found(ask.kind, title, [*before, *body], sections, line, ask.level, words(title)))
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
    finder = _Finder(tree, notes, primary, level if primary == "heading" else 0, mostly_marked)
    finder.walk(blocks)
    return finder.found


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
        return [part for child in _opened(tree, block) for part in _unfolded(tree, child)]
    if block.name == "p":
        return _split_marked(tree, block)
    return [block]


def _is_part(details: Tag) -> bool:
    """Tells whether something that is folded away is a part of the page: more that folds, or a table of contents."""
    return details.find("details") is not None or any(only_leads_elsewhere(tag) for tag in details.find_all(["ul", "ol", "table"]))


def _opened(tree: BeautifulSoup, details: Tag) -> list[Tag]:
    """Returns the content of a `<details>`, its summary as a bold paragraph."""
    parts = [child for child in details.children if isinstance(child, Tag)]
    for summary in [part for part in parts if part.name == "summary"]:
        label(tree, summary)
    return [part for part in parts if part.get_text().strip() or part.find("img") or part.name in ("hr", "pre")]


def label(tree: BeautifulSoup, summary: Tag) -> None:
    """Makes a summary a bold paragraph."""
    if not summary.find(["strong", "b", "p", "ul", "ol", "pre", *HEADINGS]):
        strong = tree.new_tag("strong")
        for node in [*summary.children]:
            strong.append(node.extract())
        summary.append(strong)
    if any(is_block(child) for child in summary.children):
        summary.name = "blockquote"
    else:
        summary.name = "p"


def _split_marked(tree: BeautifulSoup, paragraph: Tag) -> list[Tag]:
    """Splits a paragraph before each of its lines that start with `Q:`."""
    if not re.search(r"\n\s*(Q|Question)\s*\d*\s*[.:)]", paragraph.get_text(), re.IGNORECASE):
        return [paragraph]
    start, parts = line_of(paragraph), []
    rest: list[Node] = [*paragraph.children]
    offset = 0
    group: list[Node] = []
    while rest:
        head, rest = _cut(tree, rest)
        if MARKER.match("".join(node.get_text() for node in head).strip()) and group:
            parts.append(as_paragraph(tree, group, start + offset))
            offset += parts[-1].get_text().count("\n")
            group = []
        group += [*head, NavigableString("\n")]
    parts.append(as_paragraph(tree, group, start + offset))
    return parts


def _cut(tree: BeautifulSoup, nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """Cuts a line off nodes at the first break."""
    for at, node in enumerate(nodes):
        if isinstance(node, Tag):
            if node.name == "br" and "".join(part.get_text() for part in nodes[:at]).strip():
                return nodes[:at], nodes[at + 1 :]
            continue
        seen = "".join(part.get_text() for part in nodes[:at])
        lead_in = len(node) - len(node.lstrip()) if not seen.strip() else 0
        cut = node.find("\n", lead_in)
        if cut >= 0:
            return _cut_at(nodes, at, cut, 1)
    return nodes, []


def _cut_at(nodes: list[Node], at: int, cut: int, gap: int) -> tuple[list[Node], list[Node]]:
    text = str(nodes[at])
    rest = [NavigableString(text[cut + gap :])] if text[cut + gap :] else []
    return [*nodes[:at], NavigableString(text[:cut])], [*rest, *nodes[at + 1 :]]


def _parts(tree: BeautifulSoup, ask: Ask) -> list[tuple[Tag, list[Tag]]]:
    """Returns the questions of a block: a paragraph with what is asked, and the blocks of the answer that it holds itself."""
    block = ask.block
    if ask.kind == "heading":
        return [(as_paragraph(tree, [*block.children], line_of(block)), [])]
    if ask.kind == "details":
        return [_of_details(tree, block)]
    if ask.kind in ("numbered", "bulleted"):
        return [_of_item(tree, item) for item in block.find_all("li", recursive=False) if item.get_text().strip()]
    return [_of_paragraph(tree, block, [], marked=ask.kind == "marked" or bool(MARKER.match(words(block))))]


def _of_details(tree: BeautifulSoup, block: Tag) -> tuple[Tag, list[Tag]]:
    summary = block.find("summary", recursive=False)
    line = line_of(block)
    body = [child for child in block.children if isinstance(child, Tag) and child is not summary]
    if not isinstance(summary, Tag):
        return as_paragraph(tree, [], line), body
    return _of_container(tree, summary, line, body)


def _of_item(tree: BeautifulSoup, item: Tag) -> tuple[Tag, list[Tag]]:
    return _of_container(tree, item, line_of(item), [])


def _of_container(tree: BeautifulSoup, container: Tag, line: int, body: list[Tag]) -> tuple[Tag, list[Tag]]:
    """Takes the question from the first line of what may hold blocks too."""
    nodes: list[Node] = [*container.children]
    first = next((at for at, node in enumerate(nodes) if is_block(node)), len(nodes))
    inline, below = nodes[:first], _in_blocks(tree, nodes[first:], line)
    if not "".join(node.get_text() for node in inline).strip() and below:
        head = below.pop(0)
        if head.name in HEADINGS:
            return as_paragraph(tree, [*head.children], line), [*below, *body]
        if head.name != "p":
            return as_paragraph(tree, [NavigableString(words(head))], line), [head, *below, *body]
        inline = [*head.children]
    return _of_paragraph(tree, as_paragraph(tree, inline, line), [*below, *body], marked=False)


def _in_blocks(tree: BeautifulSoup, nodes: list[Node], line: int) -> list[Tag]:
    """Returns nodes as blocks, loose text between them in paragraphs."""
    blocks: list[Tag] = []
    run: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and not is_block(node):
            run.append(node)
            continue
        if "".join(part.get_text() for part in run).strip():
            blocks.append(as_paragraph(tree, run, line))
        run = []
        if isinstance(node, Tag):
            blocks.append(node)
    return blocks


def _of_paragraph(
    tree: BeautifulSoup, paragraph: Tag, below: list[Tag], *, marked: bool
) -> tuple[Tag, list[Tag]]:
    """Takes the question from a paragraph: its bold words, its first line, or its first sentence."""
    line = line_of(paragraph)
    bold = lead(paragraph)
    nodes: list[Node] = [*paragraph.children]
    if bold is not None and unmarked(words(bold)) and not (MARKER.match(words(bold)) and not unmarked(words(bold))):
        at = nodes.index(bold)
        head, rest = nodes[: at + 1], nodes[at + 1 :]
        trailing, more = _cut(tree, rest)
        if not re.search(r"\w", "".join(node.get_text() for node in trailing)):
            head, rest = [*head, *trailing], more
    else:
        head, rest = _cut(tree, nodes)
        if not rest:
            head, rest = _cut_sentence(head)
    title = as_paragraph(tree, head, line)
    answer = as_paragraph(tree, rest, line)
    body = [answer, *below] if answer.get_text().strip() or answer.find("img") else below
    if marked and body:
        _strip_answer_mark(body[0])
    return title, body


def _cut_sentence(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """Cuts a line after its question mark, if an answer follows on the same line."""
    if ENDS_ASKING.search("".join(node.get_text() for node in nodes)):
        return nodes, []
    for at, node in enumerate(nodes):
        if isinstance(node, NavigableString) and (mark := re.search(r"\?\s", node)):
            return _cut_at(nodes, at, mark.start() + 1, 1)
    return nodes, []


def _strip_answer_mark(block: Tag) -> None:
    """Takes the `A:` away in front of an answer."""
    for node in [*block.children]:
        text = node.get_text()
        if not text.strip():
            continue
        mark = ANSWER.match(text)
        if mark and isinstance(node, NavigableString):
            node.replace_with(NavigableString(text[mark.end() :]))
        elif mark and isinstance(node, Tag) and not text[mark.end() :].strip():
            node.decompose()
        return

