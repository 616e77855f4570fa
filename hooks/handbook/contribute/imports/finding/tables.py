"""Reads tables whose rows are questions: one column asks, others answer, or say level and tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.contribute.imports.page.columns import kind_of
from handbook.contribute.imports.page.tidy import line_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bs4.element import Tag

ASKS = re.compile(r"[?？]\W*$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that asks."""

    question: Tag
    answers: list[Tag] = field(default_factory=list)
    others: list[tuple[str, Tag]] = field(default_factory=list)
    """Cells of columns of which nobody knows what they are, with the heads of these."""
    level: str = ""
    sections: tuple[str, ...] = ()
    without: list[int] = field(default_factory=list)
    """The lines of rows without a question that it holds too."""


def rows_of(table: Tag) -> list[Row]:
    """Returns the rows of a table that ask something; none where the table is no list of questions."""
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr") if row.find_parent("table") is table]
    rows = [row for row in rows if row]
    if not rows:
        return []
    has_head = all(cell.name == "th" for cell in rows[0])
    heads = [words(cell).strip(" *:_") for cell in rows[0]] if has_head else []
    body = [row for row in rows[1 if has_head else 0 :] if any(words(cell) for cell in row)]
    kinds = [kind_of(head) for head in heads]
    at = kinds.index("question") if "question" in kinds else _asking_column(body)
    if at is None or not body or ("question" in kinds and not _is_list(kinds, body, at)):
        return []
    if "question" not in kinds and kinds[at : at + 1] not in ([], [""]):
        return []
    if not has_head and len(body[0]) == at + 2:
        kinds = [*[""] * at, "question", "answer"]
    return _folded(body, at, kinds, heads)


def _folded(body: Sequence[Sequence[Tag]], at: int, kinds: list[str], heads: list[str]) -> list[Row]:
    """Returns the rows that ask; one that does not goes on with the answer of the row above, or of the first one."""
    rows: list[Row] = []
    waiting: list[Sequence[Tag]] = []
    for cells in body:
        if len(cells) > at and re.search(r"\w", words(cells[at])):
            rows.append(_row(cells, at, kinds, heads))
        elif rows:
            _add(rows[-1], cells, kinds)
        else:
            waiting.append(cells)
    for cells in waiting if rows else ():
        _add(rows[0], cells, kinds)
    return rows


def _add(row: Row, cells: Sequence[Tag], kinds: list[str]) -> None:
    of = dict(enumerate(kinds))
    told = [cell for at, cell in enumerate(cells) if of.get(at) not in ("number", "level", "section")]
    row.answers.extend(cell for cell in told if words(cell) or cell.find(["img", "pre"]))
    row.without.append(line_of(cells[0]))


def _is_list(kinds: list[str], body: Sequence[Sequence[Tag]], at: int) -> bool:
    """Tells whether a column that is headed as questions are holds questions."""
    return "answer" in kinds or sum(_asks(row, at) for row in body) * 2 >= len(body)


def _asking_column(body: Sequence[Sequence[Tag]]) -> int | None:
    """Returns the first column most of whose cells end with a question mark, in two rows at least."""
    width = max((len(row) for row in body), default=0)
    counts = [sum(_asks(row, at) for row in body) for at in range(width)]
    return next((at for at, count in enumerate(counts) if count > 1 and count * 5 >= len(body) * 3), None)


def _asks(row: Sequence[Tag], at: int) -> bool:
    return len(row) > at and ASKS.search(words(row[at])) is not None


def _row(cells: Sequence[Tag], at: int, kinds: list[str], heads: list[str]) -> Row:
    of = {number: kinds[number] if number < len(kinds) else "" for number in range(len(cells))}
    told = [
        (number, cell) for number, cell in enumerate(cells) if number != at and (words(cell) or cell.find(["img", "span", "pre"]))
    ]
    unknown = [(number, cell) for number, cell in told if of[number] in ("", "question")]
    is_pair = "answer" not in kinds and len(unknown) == 1
    return Row(
        cells[at],
        [cell for number, cell in told if of[number] == "answer" or (is_pair and (number, cell) in unknown)],
        [] if is_pair else [(heads[number] if number < len(heads) else "", cell) for number, cell in unknown],
        next((words(cell) for number, cell in told if of[number] == "level"), ""),
        tuple(
            tag.strip()
            for number, cell in told
            if of[number] == "section"
            for tag in re.split(r"[,;]", words(cell))
            if tag.strip()
        ),
    )
