"""Takes a block that asks apart: what is asked, and the blocks of the answer that it holds itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bs4.element import NavigableString, Tag

from handbook.contribute.imports.finding.asking import ANSWER, MARKER, lead, unmarked
from handbook.contribute.imports.finding.cutting import cut_bold, cut_row, cut_rows, cut_sentence
from handbook.contribute.imports.finding.tables import rows_of
from handbook.contribute.imports.page.elements import LINE
from handbook.contribute.imports.page.tidy import HEADINGS, as_paragraph, is_block, line_of, text_of, words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from handbook.contribute.imports.finding.asking import Ask
    from handbook.contribute.imports.finding.tables import Row
    from handbook.contribute.imports.page.tidy import Node


@dataclass(slots=True)
class Part:
    """A paragraph with what is asked, the blocks under it, and what its list says of it."""

    title: Tag
    body: list[Tag]
    mark: str = ""
    """The mark of its level."""
    sections: tuple[str, ...] = ()
    without: tuple[int, ...] = ()
    """The lines of rows of a table without a question that it holds too."""


def parts_of(tree: BeautifulSoup, ask: Ask, *, is_answered: bool) -> list[Part]:
    """Returns the questions of a block; tells whether what follows the block answers it."""
    block = ask.block
    if ask.kind in ("heading", "named"):
        return [Part(as_paragraph(tree, block.children, line_of(block)), [])]
    if ask.kind == "details":
        return [_of_details(tree, block)]
    if ask.kind == "table":
        return [_of_row(tree, row) for row in rows_of(block)]
    if ask.kind in ("numbered", "bulleted"):
        return _of_items(tree, block, is_answered=is_answered)
    return [_of_paragraph(tree, block, [], is_answered=is_answered or bool(MARKER.match(words(block))))]


def _of_items(tree: BeautifulSoup, list_: Tag, *, is_answered: bool) -> list[Part]:
    """Makes a question of each item; one that begins with `A:` answers the item before it."""
    items = [item for item in list_.find_all("li", recursive=False) if words(item) or item.find("img")]
    parts: list[Part] = []
    for item in items:
        if parts and ANSWER.match(words(item)):
            parts[-1].body += _in_blocks(tree, [*item.children], line_of(item))
        else:
            parts.append(_of_container(tree, item, line_of(item), [], is_answered=is_answered and item is items[-1]))
    return parts


def _of_row(tree: BeautifulSoup, row: Row) -> Part:
    """Makes a question of a row of a table."""
    line = line_of(row.question)
    body = [block for cell in row.answers for block in _in_blocks(tree, [*cell.children], line)]
    for head, cell in row.others:
        if head:
            name = tree.new_tag("p", attrs={LINE: str(line)})
            name.append(tree.new_tag("strong"))
            name.contents[0].append(head)  # type: ignore[attr-defined]
            body.append(name)
        body += _in_blocks(tree, [*cell.children], line)
    if any(is_block(child) for child in row.question.children):
        part = _of_container(tree, row.question, line, body, is_answered=bool(body))
        return Part(part.title, part.body, row.level, row.sections, tuple(row.without))
    return Part(as_paragraph(tree, row.question.children, line), body, row.level, row.sections, tuple(row.without))


def _of_details(tree: BeautifulSoup, block: Tag) -> Part:
    summary = block.find("summary", recursive=False)
    line = line_of(block)
    body = [child for child in block.children if isinstance(child, Tag) and child is not summary]
    if not isinstance(summary, Tag):
        return Part(as_paragraph(tree, [], line), body)
    return _of_container(tree, summary, line, body, is_answered=True)


def _of_container(tree: BeautifulSoup, container: Tag, line: int, body: list[Tag], *, is_answered: bool) -> Part:
    """Takes the question from the first lines of what may hold blocks too."""
    nodes = [*container.children]
    first = next((at for at, node in enumerate(nodes) if is_block(node)), len(nodes))
    inline, below = nodes[:first], _in_blocks(tree, nodes[first:], line)
    if not text_of(inline).strip() and below:
        head = below.pop(0)
        if head.name in HEADINGS:
            return Part(as_paragraph(tree, head.children, line), [*below, *body])
        if head.name != "p":
            return Part(as_paragraph(tree, [NavigableString(words(head))], line), [head, *below, *body])
        inline = [*head.children]
    below += body
    return _of_paragraph(tree, as_paragraph(tree, inline, line), below, is_answered=is_answered or bool(below))


def _in_blocks(tree: BeautifulSoup, nodes: list[Node], line: int) -> list[Tag]:
    """Returns nodes as blocks, loose text between them in paragraphs."""
    blocks: list[Tag] = []
    run: list[Node] = []
    for node in [*nodes, None]:
        if node is not None and not is_block(node):
            run.append(node)
            continue
        if text_of(run).strip():
            blocks.append(as_paragraph(tree, run, line))
        run = []
        if isinstance(node, Tag):
            blocks.append(node)
    return blocks


def _of_paragraph(tree: BeautifulSoup, paragraph: Tag, below: list[Tag], *, is_answered: bool) -> Part:
    """Takes the question from a paragraph: its bold words, its first lines, or its first sentences."""
    line = line_of(paragraph)
    bold = lead(paragraph)
    nodes = [*paragraph.children]
    if bold is not None and unmarked(words(bold)):
        head, rest = cut_bold(nodes, nodes.index(bold) + 1, is_answered=is_answered)
    else:
        head, rest = cut_rows(nodes)
        if not rest:
            head, rest = cut_sentence(head, is_answered=is_answered)
    title = as_paragraph(tree, head, line)
    answer = as_paragraph(tree, rest, line)
    body = [answer, *below] if answer.get_text().strip() or answer.find("img") else below
    return Part(title, body)


def strip_answer_mark(block: Tag) -> None:
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


def split_marked(tree: BeautifulSoup, paragraph: Tag) -> list[Tag]:
    """Splits a paragraph before each of its lines that start with `Q:`."""
    if not any(MARKER.match(row) for row in paragraph.get_text().split("\n")[1:]):
        return [paragraph]
    line, rest = line_of(paragraph), [*paragraph.children]
    groups: list[list[Node]] = []
    lines: list[int] = []
    while rest:
        head, rest = cut_row(rest)
        if not groups or MARKER.match(text_of(head)):
            groups.append([])
            lines.append(line)
        groups[-1] += [*head, NavigableString("\n")]
        line += 1
    return [as_paragraph(tree, group, at) for group, at in zip(groups, lines, strict=True)]


def opened(tree: BeautifulSoup, details: Tag) -> list[Tag]:
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
