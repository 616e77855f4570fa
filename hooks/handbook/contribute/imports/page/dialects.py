"""Writes what Material for MkDocs, Obsidian and their like add to Markdown as GitHub's; no line changes its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from handbook.contribute.imports.page.fences import outside
from handbook.markup.inline.signs import EMOJI, drawn_emoji

if TYPE_CHECKING:
    from handbook.contribute.imports.page.notes import Notes

NOTE = re.compile(r'(?P<lead> *)(?P<sign>!!!|\?\?\?\+?) +(?P<kind>[\w-]+)[\w -]*?(?: *"(?P<title>[^"]*)")? *$')
TAB = re.compile(r'(?P<lead> *)===[!+]? +"(?P<title>[^"]+)" *$')
FOLDS = {"!!!": "", "???": "-", "???+": "+"}
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
EMBEDDED = re.compile(r"!\[\[([^\[\]|]+)(?:\|([^\[\]]*))?\]\]")
LINKED = re.compile(r"\[\[(?=[^\W\d])([^\[\]|,]+)(?:\|([^\[\]]+))?\]\](?!\()")
MARKED = re.compile(r"(?<![=\w])==(?=[^\s=])(.+?)(?<=[^\s=])==(?![=\w])")
HIDDEN = re.compile(r"\s*%%.*%%\s*$")
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$", re.IGNORECASE)
BULLET = re.compile(r"(?P<lead>\s*)(?P<sign>[•‣◦▪●○■□◆★→➔➜➤►▶▸➢✓✔✗✘✅❌])\ufe0f?[ \t]+(?=\S)")
INDENT = 4


def common(lines: list[str], notes: Notes) -> list[str]:
    """Returns the lines of a text as GitHub would want them."""
    made = [*lines]
    for at in outside(lines):
        line = made[at]
        if note := NOTE.match(line):
            _quote(made, at, note)
        elif tab := TAB.match(line):
            made[at] = f"{tab['lead']}**{tab['title']}**"
            _move_out(made, at + 1, len(tab["lead"]))
        elif HIDDEN.match(line):
            notes.drop(at + 1, at + 1, "a comment")
            made[at] = ""
        made[at] = _listed(lines, at, made[at])
        made[at] = _outside_code(made[at], at + 1, notes)
    return made


def _listed(lines: list[str], at: int, line: str) -> str:
    """Writes a line that begins with a bullet, as the one above or below it does, as an item of a list."""
    bullet = BULLET.match(line)
    beside = [BULLET.match(lines[near]) for near in (at - 1, at + 1) if 0 <= near < len(lines)]
    if bullet is None or not any(other and other["sign"] == bullet["sign"] for other in beside):
        return line
    return f"{bullet['lead']}- {line[bullet.end() :]}"


def _quote(lines: list[str], at: int, note: re.Match[str]) -> None:
    """Makes a note of what is indented under its line a note as GitHub writes them."""
    lead = note["lead"]
    end = _end_of_inside(lines, at + 1, len(lead) + INDENT)
    if end == at + 1:
        return
    title = f" {note['title']}" if note["title"] else ""
    lines[at] = f"{lead}> [!{note['kind']}]{FOLDS[note['sign']]}{title}"
    for inside in range(at + 1, end):
        lines[inside] = f"{lead}> {lines[inside][len(lead) + INDENT :]}".rstrip()


def _move_out(lines: list[str], start: int, outer: int) -> None:
    for inside in range(start, _end_of_inside(lines, start, outer + INDENT)):
        lines[inside] = lines[inside][:outer] + lines[inside][outer + INDENT :]


def _end_of_inside(lines: list[str], start: int, indent: int) -> int:
    """Returns the line behind the last one that stands so far in."""
    end = start
    for at in range(start, len(lines)):
        if lines[at].strip() and not lines[at].startswith(" " * indent):
            break
        end = at + 1 if lines[at].strip() else end
    return end


def _outside_code(line: str, number: int, notes: Notes) -> str:
    """Writes links between notes, what is embedded and what is marked in a line, but for code in it."""
    if "[[" not in line and "==" not in line and ":" not in line:
        return line
    parts, end = [], 0
    for code in CODE.finditer(line):
        parts += [_written(line[end : code.start()], number, notes), code[0]]
        end = code.end()
    return "".join([*parts, _written(line[end:], number, notes)])


def _written(text: str, number: int, notes: Notes) -> str:
    def embedded(found: re.Match[str]) -> str:
        name = found[1].strip()
        if PICTURE.search(name):
            return f"![{name}]({quote(name)})"
        notes.add(number, f"`{found[0]}`, which another note holds", "kept as text")
        return name

    def linked(found: re.Match[str]) -> str:
        notes.add(number, f"the link `{found[0]}` to another note", "kept as text")
        return str(found[2] or found[1].replace("#", " › "))

    text = LINKED.sub(linked, EMBEDDED.sub(embedded, text))
    text = EMOJI.sub(lambda found: drawn_emoji().get(found[0].lower(), found[0]), text)
    return MARKED.sub(r"<mark>\1</mark>", text)
