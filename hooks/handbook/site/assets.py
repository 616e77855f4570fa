"""The styles and scripts of a site, by their names below `assets/`; a script in several parts is joined."""

from __future__ import annotations

from pathlib import Path

SITE = Path(__file__).parent
WORKER = SITE.parent / "search" / "worker"
STYLES = ("fonts.css", "handbook.css", "question.css", "pages.css", "practice.css", "print.css")
"""The styles that every page has, in this order."""
SCRIPTS = (
    "handbook.js", "places.js", "reading.js", "terms.js", "search.js", "browse.js", "progress.js", "home.js", "print.js",
    "offline.js",
)  # fmt: skip
"""The scripts that every page has, in this order; the others are asked for by these."""
JOINED: dict[str, tuple[Path, tuple[str, ...]]] = {}
"""The scripts in several parts: the folder, and the parts in their order, which share one function."""


def assets() -> dict[str, Path | str]:
    """Returns every style and script by its name, as a file or as text."""
    files = [*(SITE / "styles").glob("*.css"), *(SITE / "scripts").glob("*.js"), *WORKER.glob("*.js")]
    return {file.name: file for file in sorted(files)} | {name: _joined(*parts) for name, parts in JOINED.items()}


def _joined(folder: Path, parts: tuple[str, ...]) -> str:
    texts = [(folder / f"{part}.js").read_text("utf-8") for part in parts]
    return '(() => {\n"use strict";\n' + "\n".join(texts) + "})();\n"
