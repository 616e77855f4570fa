"""The service worker: what a browser keeps of the site, so that it opens without a network."""

from __future__ import annotations

import json
import os
import re
from fnmatch import translate
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from handbook.markup.templates import template
from handbook.site.deck import SHORT
from handbook.storage.files import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "sw.js"
NEVER = (
    "*.pdf", "*.epub", "*.apkg", "*.csv", "*.gz", "*.map", "*.md", "*.txt", "*.xml", "questions.json", "questions.schema.json",
    "feed.json", SHORT, "assets/javascripts/lunr/*", "assets/*.png", NAME,
)  # fmt: skip
"""Downloads, what only machines or a site on disk read, the theme's word lists of other languages, and pictures elsewhere."""
NEEDED = ("sitemap.xml",)
"""The theme reads it to tell which links lead to pages of the site."""
CORE = (
    "", "404.html", "assets/*", "browse/", "deck.js", "manifest.webmanifest", "practice/", "search/*", "sitemap.xml", "topics/",
)  # fmt: skip
"""What searching and practicing need: kept from the first visit on."""
RARE = ("assets/math-*.woff2", "assets/serif-*-*.woff2")
"""Parts of it that most readers never need."""
ANSWERS = "topics/*"
"""The answers to practice with: a part of the core unless they are many."""
LATER = (ANSWERS, "q/*", "figures/*")
"""What is kept only once it was looked at, where all of it is too much to list."""
MOST_BYTES, MOST_FILES, MOST_ANSWERS = 40_000_000, 3_000, 6_000_000


def write_service_worker(site: Path) -> None:
    """Writes the service worker of a site that is complete otherwise."""
    files = dict(_files(site))
    if len(files) > MOST_FILES or sum(map(os.path.getsize, files.values())) > MOST_BYTES:
        files = {path: file for path, file in files.items() if not _is(path, LATER) or path in CORE}
    answers = sum(os.path.getsize(file) for path, file in files.items() if _is(path, (ANSWERS,)))
    core = (*CORE, ANSWERS) if answers <= MOST_ANSWERS else CORE
    entries = {path: _entry(file, kept=_is(path, core) and not _is(path, RARE)) for path, file in files.items()}
    listed = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    version = json.dumps(blake2b(listed.encode(), digest_size=8).hexdigest())
    with written(site / NAME) as out:
        out.write(template("site", "service-worker.js").render(version=version, files=listed))


def _entry(file: str, *, kept: bool) -> tuple[str | int, ...]:
    """Returns a digest of a file, its size, and a one if it is kept from the first visit on."""
    with open(file, "rb") as opened:
        content = opened.read()
    return (blake2b(content, digest_size=8).hexdigest(), len(content), *((1,) if kept else ()))


def _files(site: Path) -> Iterator[tuple[str, str]]:
    """Yields what may be kept: the address from the site's root, and the file; a Path for each would take long."""
    for name in sorted(_names(str(site), "")):
        if name in NEEDED or not _is(name, NEVER):
            yield name.removesuffix("index.html") if name.rpartition("/")[2] == "index.html" else name, f"{site}/{name}"


def _names(folder: str, lead: str) -> Iterator[str]:
    """Yields the files below a folder, by their names from the site's root."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _names(entry.path, f"{lead}{entry.name}/")
            else:
                yield f"{lead}{entry.name}"


@cache
def _pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)))


def _is(name: str, patterns: tuple[str, ...]) -> bool:
    return _pattern(patterns).match(name) is not None
