"""Draws the cover of an EPUB, which a reader's shelf shows."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

TEMPLATE = Path(__file__).parents[1] / "templates" / "shelf.typ"
DOTS = 144
"""A point of the page is two of the picture."""


def cover(facts: dict[str, Any]) -> bytes:
    """Returns the cover as PNG."""
    import typst  # noqa: PLC0415  a large library that only a guide needs

    with TemporaryDirectory(prefix="cover-") as folder:
        shown = {name: facts[name] for name in ("title", "subtitle", "author", "size", "edition")}
        (Path(folder) / "cover.json").write_text(json.dumps(shown), "utf-8")
        file = Path(folder) / "cover.typ"
        file.write_text(TEMPLATE.read_text("utf-8"), "utf-8")
        drawn = typst.compile(str(file), root=folder, format="png", ppi=DOTS, ignore_system_fonts=True)
    return drawn if isinstance(drawn, bytes) else drawn[0]
