"""Takes a block that asks apart: what is asked, and the blocks of the answer that it holds itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from bs4.element import NavigableString, Tag

from handbook.contribute.imports.finding.asking import ANSWER, ENDS_ASKING, MARKER, lead, unmarked
from handbook.contribute.imports.page.tidy import HEADINGS, as_paragraph, is_block, line_of, text_of, words

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    from handbook.contribute.imports.finding.asking import Ask
    from handbook.contribute.imports.page.tidy import Node

Part: TypeAlias = "tuple[Tag, list[Tag]]"
"""A paragraph with what is asked, and the blocks under it."""


def parts_of(tree: BeautifulSoup, ask: Ask) -> list[Part]:
    """Returns the questions of a block."""
    block = ask.block
    if ask.kind == "heading":
        return [(as_paragraph(tree, block.children, line_of(block)), [])]
    if ask.kind == "details":
        return [_of_details(tree, block)]
    if ask.kind in ("numbered", "bulleted"):
        items = block.find_all("li", recursive=False)
        return [_of_container(tree, item, line_of(item), []) for item in items if words(item) or item.find("img")]
    return [_of_paragraph(tree, block, [])]


def _of_details(tree: BeautifulSoup, block: Tag) -> Part:
    summary = block.find("summary", recursive=False)
    line = line_of(block)
    body = [child for child in block.children if isinstance(child, Tag) and child is not summary]
    if not isinstance(summary, Tag):
        return as_paragraph(tree, [], line), body
    return _of_container(tree, summary, line, body)


def _of_container(tree: BeautifulSoup, container: Tag, line: int, body: list[Tag]) -> Part:
    """Takes the question from the first line of what may hold blocks too."""
    nodes = [*container.children]
    first = next((at for at, node in enumerate(nodes) if is_block(node)), len(nodes))
    inline, below = nodes[:first], _in_blocks(tree, nodes[first:], line)
    if not text_of(inline).strip() and below:
        head = below.pop(0)
        if head.name in HEADINGS:
            return as_paragraph(tree, head.children, line), [*below, *body]
        if head.name != "p":
            return as_paragraph(tree, [NavigableString(words(head))], line), [head, *below, *body]
        inline = [*head.children]
    return _of_paragraph(tree, as_paragraph(tree, inline, line), [*below, *body])


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


def _of_paragraph(tree: BeautifulSoup, paragraph: Tag, below: list[Tag]) -> Part:
    """Takes the question from a paragraph: its bold words, its first line, or its first sentence."""
    line = line_of(paragraph)
    bold = lead(paragraph)
    nodes = [*paragraph.children]
    if bold is not None and unmarked(words(bold)):
        at = nodes.index(bold)
        head, rest = nodes[: at + 1], nodes[at + 1 :]
        trailing, more = _cut(rest)
        if not re.search(r"\w", text_of(trailing)):
            head, rest = [*head, *trailing], more
    else:
        head, rest = _cut(nodes)
        if not rest:
            head, rest = _cut_sentence(head)
    title = as_paragraph(tree, head, line)
    answer = as_paragraph(tree, rest, line)
    body = [answer, *below] if answer.get_text().strip() or answer.find("img") else below
    return title, body


def _cut_sentence(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """Cuts a line after its question mark, if an answer follows on the same line."""
    if ENDS_ASKING.search(text_of(nodes)):
        return nodes, []
    for at, node in enumerate(nodes):
        if isinstance(node, NavigableString) and (mark := re.search(r"\?\s", node)):
            return _cut_at(nodes, at, mark.start() + 1, 1)
    return nodes, []


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


def _cut(nodes: list[Node]) -> tuple[list[Node], list[Node]]:
    """Cuts a line off nodes at the first break."""
    for at, node in enumerate(nodes):
        if isinstance(node, Tag):
            if node.name == "br" and text_of(nodes[:at]).strip():
                return nodes[:at], nodes[at + 1 :]
            continue
        text = node.get_text()
        lead_in = 0 if text_of(nodes[:at]).strip() else len(text) - len(text.lstrip())
        cut = text.find("\n", lead_in)
        if cut >= 0:
            return _cut_at(nodes, at, cut, 1)
    return nodes, []


def _cut_at(nodes: list[Node], at: int, cut: int, gap: int) -> tuple[list[Node], list[Node]]:
    text = str(nodes[at])
    rest = [NavigableString(text[cut + gap :])] if text[cut + gap :] else []
    return [*nodes[:at], NavigableString(text[:cut])], [*rest, *nodes[at + 1 :]]


def split_marked(tree: BeautifulSoup, paragraph: Tag) -> list[Tag]:
    """Splits a paragraph before each of its lines that start with `Q:`."""
    if not any(MARKER.match(row) for row in paragraph.get_text().split("\n")[1:]):
        return [paragraph]
    line, rest = line_of(paragraph), [*paragraph.children]
    groups: list[list[Node]] = []
    lines: list[int] = []
    while rest:
        head, rest = _cut(rest)
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
