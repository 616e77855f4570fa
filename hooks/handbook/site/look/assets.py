"""The style sheet and the scripts of a site, by their names below `assets/`: joined from their parts, without comments."""

from __future__ import annotations

from dataclasses import dataclass
from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING

from rcssmin import cssmin
from rjsmin import jsmin

from handbook.site.look.fonts import FACES
from handbook.site.look.levels import level_styles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.labels.labels import Labels
    from handbook.records.settings import Options

SITE = Path(__file__).parents[1]
WORKER = SITE.parent / "search" / "worker"
STYLE, SCRIPT = "assets/handbook.css", "assets/handbook.js"
"""What every page has; its other scripts are asked for by this one where a page needs them."""
STYLES = ("handbook", "question", "own-page", "pages", "practice", "print")
WORDS = SITE / "scripts" / "words.js"


@dataclass(frozen=True, slots=True)
class Script:
    """A script in several parts."""

    words: tuple[str, ...]
    """The sections of the labels that it reads."""
    parts: tuple[str, ...]
    """Its parts in their order: scripts, and folders with the parts of one more, which share one function."""


PARTS = {
    "aloud": ("texts", "voice", "buttons"),
    "practice": (
        "planning/plan", "planning/calendar", "dom", "planning/statistics", "choice", "planning/numbers", "setup", "keeping",
        "planning/date", "run", "cards/answer", "cards/say", "cards/listen", "cards/interview", "cards/card", "cards/report",
        "end", "clock", "keys", "start",
    ),
    "progress": ("schedule", "backup", "code", "store", "progress", "letters", "marks", "bookmarks"),
}  # fmt: skip
"""The parts of the scripts that share one function, by their folder, in their order."""
EVERYWHERE = (
    "arrival", "handbook", "page/reading", "page/places", "page/terms", "page/frames", "search", "progress", "home",
    "page/question", "aloud", "offline", "later",
)  # fmt: skip
SCRIPTS = {
    "handbook.js": Script(("aloud", "count", "home", "offline", "progress", "question", "view"), EVERYWHERE),
    "browse.js": Script(("browse",), ("browse",)),
    "print.js": Script(("print",), ("print",)),
    "practice.js": Script(("practice",), ("practice",)),
}
SEARCH = ("loading", "tokens", "lists", "understanding", "vectors", "ranking", "showing", "answering")
"""The parts of the worker that searches, in their order."""
ALONE = ("early", "from-disk", "scheme")
"""The scripts that come before all others."""


def assets(words: Labels, options: Options) -> dict[str, str]:
    """Returns the style sheet and every script by its name; the scripts speak in these words."""
    scripts = {name: _joined(name, script, words) for name, script in SCRIPTS.items()}
    alone = {file.name: file.read_text("utf-8") for file in [*map(_script, ALONE), WORKER / "search-starter.js"]}
    alone["search-worker.js"] = _closed(WORKER / f"{part}.js" for part in SEARCH)
    styles = [(SITE / "styles" / f"{name}.css").read_text("utf-8") for name in STYLES]
    sheet = "\n".join([*(face.rule for face in FACES), *styles, level_styles(options)])
    return {name: str(jsmin(text)) for name, text in (scripts | alone).items()} | {"handbook.css": str(cssmin(sheet))}


def _script(name: str) -> Path:
    return SITE / "scripts" / f"{name}.js"


def _joined(name: str, script: Script, words: Labels) -> str:
    said = dumps(words.below(*script.words), ensure_ascii=False)
    first = _with_words(said, words.language) if name == Path(SCRIPT).name else f"handbookWords.learn({said});\n"
    return "\n".join([first, *map(_part, script.parts)])


def _part(name: str) -> str:
    if name not in PARTS:
        return _script(name).read_text("utf-8")
    return _closed(SITE / "scripts" / name / f"{part}.js" for part in PARTS[name])


def _closed(files: Iterable[Path]) -> str:
    """Returns scripts in a function that they share."""
    return '(() => {\n"use strict";\n' + "\n".join(file.read_text("utf-8") for file in files) + "})();\n"


def _with_words(said: str, language: str) -> str:
    """Returns the script that has the words: its two last values are put in, once each and only at its end."""
    script, _, end = WORDS.read_text("utf-8").rpartition('("texts", "language")')
    return f"{script}({said}, {dumps(language)}){end}"
