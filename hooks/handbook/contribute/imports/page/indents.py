"""Moves what stands under an item of a list as far in as Markdown wants it: four spaces are too few under `100.`."""

from __future__ import annotations

import re

ITEM = re.compile(r"(?P<lead> *)(?:[-*+]|\d{1,9}[.)]) {1,4}(?=\S)")
FENCE = re.compile(r" *(`{3,}|~{3,})")
LEAST = 2


def indented(lines: list[str]) -> list[str]:
    """Returns the lines, those under an item that would fall out of it moved in; no line changes its place."""
    made = [*lines]
    fence, at = "", 0
    while at < len(made):
        mark = FENCE.match(made[at])
        item = None if fence or mark else ITEM.match(made[at])
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif item:
            _move(made, at + 1, len(item["lead"]), item.end())
        at += 1
    return made


def _move(lines: list[str], start: int, outer: int, inner: int) -> None:
    """Moves the lines under an item in, where the furthest out of them is under it and yet not far enough in."""
    end = next((at for at in range(start, len(lines)) if lines[at].strip() and _indent(lines[at]) < outer + LEAST), len(lines))
    under = [at for at in range(start, end) if lines[at].strip()]
    least = min((_indent(lines[at]) for at in under), default=inner)
    is_apart = bool(under) and under[0] > start
    if least < inner and (is_apart or any(under[n + 1] - under[n] > 1 for n in range(len(under) - 1))):
        for at in under:
            lines[at] = " " * (inner - least) + lines[at]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
