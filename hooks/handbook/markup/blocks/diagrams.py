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
LINE = re.compile(r"Line (?P<line>\d+): (?P<said>.*)", re.DOTALL)


def drawn(code: str, offset: int, notes: Notes) -> str:
    """Returns a diagram as a picture in HTML; refuses, at an offset of the text, what cannot be drawn."""
    try:
        from merm import render_diagram  # noqa: PLC0415  an extra
    except ImportError:
        notes.refuse(offset, "a diagram as code, mermaid", REMEDY)
        return ""
    try:
        svg = str(render_diagram(code))
    except Exception as error:
        found = LINE.match(str(error))
        remedy = "fix it, or list a picture of it under `figures`"
        row = int(found["line"]) if found else 0
        place = offset if not row else notes.starts[min(notes.line_of(offset) + row, len(notes.rows) - 1)]
        said = found["said"] if found else str(error)
        notes.refuse(place, f"a diagram that cannot be drawn ({clipped(said)})", remedy)
        return ""
    address = base64.b64encode(svg.encode()).decode()
    spoken = escape("; ".join(row.strip() for row in code.splitlines() if row.strip()))
    return f'<p class="diagram"><img class="diagram" alt="{spoken}" src="data:image/svg+xml;base64,{address}"></p>\n'
