"""Reads a list in whatever form its file has into one tree: Markdown, an HTML document, or rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import Tag

from handbook.contribute.imports.page import documents, page, sheets
from handbook.contribute.imports.page.elements import LAST, LINE
from handbook.contribute.imports.page.notes import Notes

if TYPE_CHECKING:
    from handbook.contribute.imports.page.sheets import Sheet


def tree_of(text: str, notes: Notes) -> BeautifulSoup:
    """Returns the tree of a list; raises SheetError for rows that cannot be told apart, RecursionError for one too deep."""
    text = page.visible(text, notes)
    if documents.is_document(text):
        return documents.document(text, notes)
    sheet = sheets.sheet_of(text)
    tree = _tabled(sheet, notes) if sheet else page.parse(text, notes)
    documents.refuse_depth(tree)
    return tree


def _tabled(sheet: Sheet, notes: Notes) -> BeautifulSoup:
    """Returns the rows of a sheet as a table, whose cells are Markdown."""
    tree = BeautifulSoup("", "html.parser")
    table = tree.new_tag("table", attrs={LINE: "1"})
    tree.append(table)
    if any(sheet.heads):
        row = tree.new_tag("tr", attrs={LINE: "1"})
        table.append(row)
        for head in sheet.heads:
            cell = tree.new_tag("th", attrs={LINE: "1"})
            cell.string = head.replace("_", " ")
            row.append(cell)
    for line, cells in sheet.rows:
        row = tree.new_tag("tr", attrs={LINE: str(line)})
        table.append(row)
        for text in cells:
            row.append(_cell(tree, text, line, notes))
    return tree


def _cell(tree: BeautifulSoup, text: str, line: int, notes: Notes) -> Tag:
    own = Notes()
    cell = tree.new_tag("td", attrs={LINE: str(line), LAST: str(line + text.count("\n"))})
    inside = page.parse(text.strip("\n"), own)
    for tag in inside.find_all(True):
        for key in (LINE, LAST):
            if tag.has_attr(key):
                tag[key] = str(int(str(tag[key])) + line - 1)
    notes.take(own, line - 1)
    parts = [part for part in inside.contents if isinstance(part, Tag) or part.get_text().strip()]
    alone = parts[0] if len(parts) == 1 else None
    for node in [*(alone.children if isinstance(alone, Tag) and alone.name == "p" else inside.children)]:
        cell.append(node.extract())
    return cell
