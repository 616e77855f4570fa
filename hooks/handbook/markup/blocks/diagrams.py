"""Diagrams written as Mermaid, drawn when the site is built: the extra `diagrams` brings what draws them."""

from __future__ import annotations

import base64
import re
from html import escape
from typing import TYPE_CHECKING

from handbook.markup.findings import clipped

if TYPE_CHECKING:
    from handbook.markup.findings import Notes

REMEDY = "install handbook[diagrams], which draws it, or list a picture of it under `figures`"
FLOW = re.compile(r"\s*(?:%%[^\n]*\n\s*|---\n.*?\n---\n\s*)*(?:graph|flowchart)\b", re.DOTALL)
KEPT = re.compile(r'("[^"\n]*"|\[[^\]\n]*\]|\{[^}\n]*\}|\((?:[^()\n]|\([^()\n]*\))*\)|\|[^|\n]*\||%%[^\n]*)')
"""What stands in a flowchart between signs of its own: no arrow of it is one."""
WORDED = re.compile(r"[ \t]*(--|==|-\.)[ \t]*([^\s|>=.-][^|>\n;]*?)[ \t]*(--+>|==+>|\.+->|---|===|\.-)")
ARROW = re.compile(r"[ \t]*(<?(?:--+[-ox>]|==+[=>]|-\.+->?|~~~)(?!-))[ \t]*")
STYLED = re.compile(r"(\s*(?:(?:style|class|click)\s+|linkStyle|classDef|subgraph|direction))([\w-]*)")
HYPHENED = re.compile(r"(?<![\w:-])[A-Za-z]\w*(?:-\w+)+(?![\w-])")
ENDS = {"--": "-->", "==": "==>", "-.": "-.->"}
LINE = re.compile(r"Line (?P<line>\d+): (?P<said>.*)", re.DOTALL)


def drawn(code: str, offset: int, notes: Notes) -> str:
    """Returns a diagram as a picture in HTML; refuses, at an offset of the text, what cannot be drawn."""
    try:
        from merm import render_diagram  # noqa: PLC0415  an extra
    except ImportError:
        notes.refuse(offset, "a diagram as code, mermaid", REMEDY)
        return ""
    try:
        svg = str(render_diagram(_spaced(code) if FLOW.match(code) else code))
    except Exception as error:
        found = LINE.match(str(error))
        remedy = "fix it, or list a picture of it under `figures`"
        row = int(found["line"]) if found else 0
        place = offset if not row else notes.starts[min(notes.line_of(offset) + row, len(notes.rows) - 1)]
        said = found["said"] if found else str(error)
        notes.refuse(place, f"a diagram that cannot be drawn ({clipped(said)})", remedy)
        return ""
    address = base64.b64encode(svg.encode()).decode()
    spoken = escape("; ".join(row.strip().rstrip(";") for row in code.splitlines() if row.strip()))
    return f'<p class="diagram"><img class="diagram" alt="{spoken}" src="data:image/svg+xml;base64,{address}"></p>\n'


def _spaced(code: str) -> str:
    """Returns a flowchart with spaces around its arrows and one statement a line, as what draws it wants them."""
    code = "".join(part if at % 2 else WORDED.sub(_labelled, part) for at, part in enumerate(KEPT.split(code)))
    parts = KEPT.split(code)
    for at in range(0, len(parts), 2):
        following = parts[at + 1] if at + 1 < len(parts) else ""
        spaced = re.sub(r";[ \t]*", "\n", ARROW.sub(r" \1 ", parts[at]))
        spaced = "\n".join(_without_hyphens(row, following) for row in spaced.split("\n"))
        parts[at] = spaced.rstrip(" ") if following.startswith("|") else spaced
        if at and parts[at - 1].startswith("|"):
            parts[at] = f" {parts[at].lstrip(' ')}"
    return "".join(parts)


def _labelled(found: re.Match[str]) -> str:
    """Returns an arrow with words in it as one with a label behind it."""
    arrow = ENDS[found[1]] if found[3].endswith(">") else found[3]
    return f" {arrow}|{found[2]}| "


def _without_hyphens(row: str, following: str) -> str:
    """Returns a row of a flowchart, up to what is in brackets, whose names have no hyphens; they stay in what is shown."""
    styled = STYLED.match(row)
    if styled:
        return f"{styled[1]}{styled[2].replace('-', '_') if styled[2] else ''}{row[styled.end() :]}"

    def renamed(name: re.Match[str]) -> str:
        shown = not row[name.end() :].strip() and following[:1] in tuple("[{(")
        return name[0].replace("-", "_") + ("" if shown else f'["{name[0]}"]')

    return HYPHENED.sub(renamed, row)
