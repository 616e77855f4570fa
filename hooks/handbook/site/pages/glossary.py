"""The page of the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.markup.links import Links
from handbook.site.pages.titles import escape_title, render_block

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook
    from handbook.site.pages.place import Place


def glossary(handbook: Handbook, place: Place) -> str:
    """Returns every term with its other names, its meaning and the questions that use it, by first letter."""
    letters: dict[str, list[str]] = {}
    for term in sorted(handbook.glossary, key=str.casefold):
        letter = term[0].upper() if term[0].isalpha() else "#"
        letters.setdefault(letter, []).append(term)
    links = Links(handbook, place.base, place.url)
    parts = []
    for letter, terms in letters.items():
        entries = [
            {"name": t, "anchor": handbook.texts.anchors[t], "term": handbook.glossary[t], "uses": handbook.uses[t]}
            for t in terms
        ]
        anchor = f"letter-{letter.lower() if letter != '#' else 'other'}"
        listed = render_block(handbook, "glossary.html", entries=entries, links=links)
        parts.append(f"## {escape_title(letter)} {{ #{anchor} }}\n\n{listed}")
    return "\n\n".join(parts)
