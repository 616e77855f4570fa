"""Finds code fences, and closes those that a Markdown text leaves open, so that they swallow no questions behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from handbook.contribute.imports.page.notes import Notes

FENCE = re.compile(r"(?P<lead>[\s>]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
MARK = re.compile(r"[\s>]*(`{3,}|~{3,})")
# A line that starts a question, or a part of the page, in one of the usual forms.
START = re.compile(
    r"\s{0,3}(#{2,6}\s+\S|\d+[.)]\s+(\*\*|#)|\*\*.*\?.*\*\*|<details|(\*\*)?Q(uestion)?\s*\d*\s*[.:)])", re.IGNORECASE
)
OPEN = "a code fence that is never closed"


def outside(lines: list[str]) -> list[int]:
    """Returns the places of the lines that are neither a fence nor between two."""
    found, fence = [], ""
    for at, line in enumerate(lines):
        if mark := MARK.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence:
            found.append(at)
    return found


def close_fences(lines: list[str], parser: MarkdownIt, notes: Notes) -> list[str]:
    """Returns the lines with every fence closed before the next question; no line changes its place."""
    for _ in range(len(lines)):
        fence = next((token for token in _fences(lines, parser) if _swallows(lines, token)), None)
        if fence is None or fence.map is None:
            break
        at = _end_of_code(lines, *fence.map)
        if at is None:
            break
        lines = [*lines[:at], (" " * _indent(lines[fence.map[0]])) + fence.markup, *lines[at + 1 :]]
        notes.add(fence.map[0] + 1, OPEN, f"closed on line {at + 1}, before the next question")
    for token in _fences(lines, parser):
        if token.map and not _is_closed(lines, token):
            notes.add(token.map[0] + 1, OPEN, f"closed after line {_last_line(lines, *token.map)}")
    return lines


def _fences(lines: list[str], parser: MarkdownIt) -> list[Token]:
    return [token for token in parser.parse("\n".join(lines)) if token.type == "fence" and token.map]


def _is_closed(lines: list[str], fence: Token) -> bool:
    first, end = fence.map or [0, 0]
    last = FENCE.match(lines[end - 1]) if end - 1 > first else None
    return bool(last and last["fence"].startswith(fence.markup) and not last["info"].strip())


def _swallows(lines: list[str], fence: Token) -> bool:
    """Tells whether a fence goes on over what is not its code: another fence opens inside, or it never ends."""
    first, end = fence.map or [0, 0]
    if not _is_closed(lines, fence):
        return not any(line.strip() for line in lines[end:]) and _end_of_code(lines, first, end) is not None
    inside = [FENCE.match(line) for line in lines[first + 1 : end - 1]]
    opens = next((at for at, row in enumerate(inside) if row and row["fence"] == fence.markup and row["info"].strip()), None)
    return opens is not None and _end_of_code(lines, first, first + 1 + opens) is not None


def _end_of_code(lines: list[str], first: int, end: int) -> int | None:
    """Returns the empty line before the first line that starts something else."""
    for at in range(first + 1, min(end, len(lines)) - 1):
        if not lines[at].strip() and START.match(lines[at + 1]):
            return at
    return None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _last_line(lines: list[str], first: int, end: int) -> int:
    return max((at for at in range(first, end) if lines[at].strip()), default=first) + 1
