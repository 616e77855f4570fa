"""The web manifest, by which a browser installs the site like a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook

PAPER = "#fffefb"
"""The ground of a page, as the styles have it."""
SHORT = 12
"""How many letters of a name stand under an icon."""


def webmanifest(handbook: Handbook) -> str:
    """Returns the manifest as JSON."""
    settings = handbook.settings
    return json.dumps(
        {
            "name": settings.title,
            "short_name": settings.title if len(settings.title) <= SHORT else "Handbook",
            "lang": settings.language,
            "start_url": ".",
            "scope": ".",
            "display": "standalone",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [{"src": "assets/mark.svg", "sizes": "any", "type": "image/svg+xml"}],
        },
        ensure_ascii=False,
    )
