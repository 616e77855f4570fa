"""The styles and scripts of a site, by their names below `assets/`; a script in several parts is joined."""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.labels.labels import Labels
    from handbook.records.settings import Options

from handbook.site.look.levels import level_styles

SITE = Path(__file__).parents[1]
WORKER = SITE.parent / "search" / "worker"
STYLES = ("fonts.css", "handbook.css", "question.css", "own-page.css", "pages.css", "practice.css", "print.css", "levels.css")
"""The styles that every page has, in this order."""
SCRIPTS = (
    "words.js", "handbook.js", "reading.js", "places.js", "terms.js", "frames.js", "search.js", "browse.js", "progress.js",
    "home.js", "question.js", "aloud.js", "print.js", "offline.js",
)  # fmt: skip
"""The scripts that every page has, in this order; the others are asked for by these."""
WORDS = SITE / "scripts" / "words.js"
SPOKEN = ("aloud", "browse", "count", "home", "offline", "print", "progress", "question", "view")
"""The sections of the labels that the scripts of every page read."""
OWN_WORDS = {"practice.js": "practice"}
"""The sections that a script brings along, for pages that do without it."""
JOINED: dict[str, tuple[Path, tuple[str, ...]]] = {
    "progress.js": (SITE / "scripts" / "progress", ("schedule", "backup", "code", "store", "progress", "marks", "bookmarks")),
    "aloud.js": (SITE / "scripts" / "aloud", ("texts", "voice", "buttons")),
    "practice.js": (
        SITE / "scripts" / "practice",
        (
            "plan",
            "calendar",
            "dom",
            "statistics",
            "choice",
            "numbers",
            "setup",
            "keeping",
            "date",
            "run",
            "answer",
            "say",
            "listen",
            "interview",
            "card",
            "report",
            "end",
            "clock",
            "keys",
            "start",
        ),
    ),
}
"""The scripts in several parts: the folder, and the parts in their order, which share one function."""


def assets(words: Labels, options: Options) -> dict[str, Path | str]:
    """Returns every style and script by its name, as a file or as text; the scripts speak in these words."""
    files = [*(SITE / "styles").glob("*.css"), *(SITE / "scripts").glob("*.js"), *WORKER.glob("*.js")]
    return (
        {file.name: file for file in sorted(files)}
        | {name: _own_words(name, words) + _joined(*parts) for name, parts in JOINED.items()}
        | {WORDS.name: _words(words), "levels.css": level_styles(options)}
    )


def _joined(folder: Path, parts: tuple[str, ...]) -> str:
    texts = [(folder / f"{part}.js").read_text("utf-8") for part in parts]
    return '(() => {\n"use strict";\n' + "\n".join(texts) + "})();\n"


def _own_words(name: str, words: Labels) -> str:
    section = OWN_WORDS.get(name)
    return f"handbookWords.learn({dumps(words.below(section), ensure_ascii=False)});\n" if section else ""


def _words(words: Labels) -> str:
    """Returns the script that has the words: its two last values are put in, once each and only at its end."""
    script, _, end = WORDS.read_text("utf-8").rpartition('("texts", "language")')
    return f"{script}({dumps(words.below(*SPOKEN), ensure_ascii=False)}, {dumps(words.language)}){end}"
