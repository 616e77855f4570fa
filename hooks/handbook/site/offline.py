"""The service worker: what a browser keeps of the site, so that it opens without a network."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from hashlib import blake2b
from typing import TYPE_CHECKING

from handbook.markup.templates import templates
from handbook.storage.files import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = "sw.js"
NEVER = (
    "*.pdf",
    "*.epub",
    "*.apkg",
    "*.gz",
    "*.map",
    "*.txt",
    "*.xml",
    "*.md",
    "*.csv",
    "feed.json",
    "questions.json",
    "questions.schema.json",
    "assets/javascripts/lunr/*",
    NAME,
)
"""Downloads, what only machines read, and the theme's word lists of other languages."""
NEEDED = ("sitemap.xml",)
"""The theme reads it to tell which links lead to pages of the site."""
LATER = ("topics/*", "q/*", "figures/*", "search/*")
"""What is kept only once it was looked at, where all of it is too much to fetch at a first visit."""
MOST_BYTES, MOST_FILES = 40_000_000, 3_000


def write_service_worker(site: Path) -> None:
    """Writes the service worker of a site that is complete otherwise."""
    files = dict(_files(site))
    if len(files) > MOST_FILES or sum(file.stat().st_size for file in files.values()) > MOST_BYTES:
        files = {path: file for path, file in files.items() if not _is(path, LATER) or path == "topics/"}
    digests = {path: blake2b(file.read_bytes(), digest_size=8).hexdigest() for path, file in files.items()}
    listed = json.dumps(digests, ensure_ascii=False, separators=(",", ":"))
    version = json.dumps(blake2b(listed.encode(), digest_size=8).hexdigest())
    with written(site / NAME) as out:
        out.write(templates("site").get_template("service-worker.js").render(version=version, files=listed))


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    """Yields what may be kept: the address from the site's root, and the file."""
    for file in sorted(site.rglob("*")):
        name = file.relative_to(site).as_posix()
        if file.is_file() and (name in NEEDED or not _is(name, NEVER)):
            yield name.removesuffix("index.html") if file.name == "index.html" else name, file


def _is(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)
