"""Tables as GitHub draws them, in which a bar inside a formula or code ends no cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.markup.inline.dollars import found_at

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])[ \t]+\|")
SIDES = {(True, True): "center", (False, True): "right", (True, False): "left"}
TICKS = re.compile("`+")
MOST_CELLS = 20_000


@dataclass(slots=True)
class Cell:
    """A cell's text, and where each stretch of it stands: the bars in it lose their backslashes."""

    text: str = ""
    pieces: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str, offset: int) -> None:
        """Adds a stretch of the row."""
        self.pieces.append((len(self.text), offset))
        self.text += text

    def trimmed(self) -> Cell:
        """Returns the cell without the spaces at its ends."""
        lead = len(self.text) - len(self.text.lstrip())
        return Cell(self.text.strip(), [(start - lead, offset) for start, offset in self.pieces])


def plug_in(md: MarkdownIt) -> None:
    """Puts the rule in the place of markdown-it's own."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def cells_of(row: str, offset: int = 0) -> list[Cell]:
    """Returns the cells of a row that begins at an offset of the text."""
    cells, at, last = [Cell()], 0, 0
    while at < len(row):
        if row[at] == "|":
            cells[-1].add(row[last:at], offset + last)
            cells.append(Cell())
            at = last = at + 1
            continue
        end = _whole(row, at)
        for bar in re.finditer(r"(?<!\\)(?:\\\\)*\\\|", row[at:end]):
            cells[-1].add(row[last : at + bar.end() - 2], offset + last)
            last = at + bar.end() - 1
        at = end
    cells[-1].add(row[last:], offset + last)
    return [cell.trimmed() for cell in _inner(cells)]


def _inner(cells: list[Cell]) -> list[Cell]:
    first = 1 if len(cells) > 1 and not cells[0].text.strip() else 0
    last = len(cells) - 1 if len(cells) > 1 and not cells[-1].text.strip() else len(cells)
    return cells[first:last]


def _whole(row: str, at: int) -> int:
    """Returns the end of what stands at a place of a row and is not to be divided."""
    if row[at] == "\\" and (formula := found_at(row, at)):
        return formula.end()
    if row[at] == "\\":
        return min(at + 2, len(row))
    if row[at] == "`" and (ticks := TICKS.match(row, at)):
        closing = re.compile(rf"(?<!`){ticks[0]}(?!`)").search(row, ticks.end())
        return closing.end() if closing else ticks.end()
    if row[at] == "$" and (formula := found_at(row, at)):
        return formula.end()
    return at + 1


def _row(state: StateBlock, line: int) -> tuple[str, int]:
    start = state.bMarks[line] + state.tShift[line]
    return state.src[start : state.eMarks[line]].rstrip(), start


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if (
        "|" not in state.src
        or start + 2 > end
        or state.sCount[start + 1] < state.blkIndent
        or state.is_code_block(start)
        or state.is_code_block(start + 1)
    ):
        return False
    (head, at), (rule, at_rule) = _row(state, start), _row(state, start + 1)
    if not RULE.match(rule) or ("|" not in rule and "|" not in head) or (rule[0] == "-" and rule[1:2] in ("", " ")):
        return False
    if ITEM.match(head):
        return False  # the list comes first, and the table is in its item
    heads, sides = cells_of(head, at), [cell.text for cell in cells_of(rule)]
    if "|" not in head and len(heads) != len(sides):
        return False
    if silent:
        return True
    if len(heads) != len(sides):
        found = f"a table with {len(heads)} cell{'s' * (len(heads) != 1)} in its head and {len(sides)} in the line under it"
        state.env["notes"].refuse(at_rule, found, "write as many as in the head, and a bar inside a cell as \\|")
    _draw(state, start, end, heads, [SIDES.get((side[0] == ":", side[-1] == ":"), "") for side in sides])
    return True


def _draw(state: StateBlock, start: int, end: int, heads: list[Cell], sides: list[str]) -> None:
    opening = state.push("table_open", "table", 1)
    state.push("thead_open", "thead", 1)
    _cells(state, start, "th", heads, sides)
    state.push("thead_close", "thead", -1)
    line, count = start + 2, 0
    while line < end and _goes_on(state, line, end) and count < MOST_CELLS:
        if line == start + 2:
            state.push("tbody_open", "tbody", 1)
        row, at = _row(state, line)
        cells = cells_of(row, at)
        if len(heads) == len(sides):
            _count(state, at, cells, len(heads))
        _cells(state, line, "td", [*cells, *[Cell()] * (len(heads) - len(cells))][: len(heads)], sides)
        line, count = line + 1, count + len(heads)
    if line > start + 2:
        state.push("tbody_close", "tbody", -1)
    state.push("table_close", "table", -1)
    opening.map = [start, line]
    state.line = line


def _goes_on(state: StateBlock, line: int, end: int) -> bool:
    if state.isEmpty(line) or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return False
    others = (rule for rule in state.md.block.ruler.getRules("blockquote") if rule is not _table)
    return not any(rule(state, line, end, True) for rule in others)


def _count(state: StateBlock, at: int, cells: list[Cell], expected: int) -> None:
    """Refuses cells that no head stands above, and doubts a row that lacks some."""
    if len(cells) > expected:
        surplus = cells[expected].pieces[0][1]
        found = f"a row with {len(cells)} cells under {expected} head{'s' * (expected != 1)}"
        state.env["notes"].refuse(surplus, found, "delete the surplus, or write a bar inside a cell as \\|")
    elif len(cells) < expected:
        found = f"a row with {len(cells)} cell{'s' * (len(cells) != 1)} under {expected} heads"
        state.env["notes"].doubt(at, found, "add the others, which may be empty")


def _cells(state: StateBlock, line: int, tag: str, cells: list[Cell], sides: list[str]) -> None:
    state.push("tr_open", "tr", 1)
    for cell, side in zip(cells, [*sides, *[""] * len(cells)], strict=False):
        opening = state.push(f"{tag}_open", tag, 1)
        if side:
            opening.attrs = {"style": f"text-align:{side}"}
        text = state.push("inline", "", 0)
        text.content, text.map, text.children = cell.text, [line, line + 1], []
        text.meta = {"pieces": cell.pieces}
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)
