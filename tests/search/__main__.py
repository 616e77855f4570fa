"""Compares the handbook's search with other engines: the same questions, the same queries, the same run, in a browser."""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import re
import shutil
import sys
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from playwright.sync_api import sync_playwright

from handbook.reading.loading import load as load_handbook
from tests.browser import FLAGS
from tests.conftest import PROJECT, Project
from tests.search import FOLDER, Outcome, Query, load
from tests.search.engines import write_handbook, write_minisearch, write_pagefind, write_stock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from handbook.records.handbook import Handbook

FIRST_QUERY = "what is overfitting"
ANSWERS = """async (queries) => {
  const found = [];
  for (const query of queries) found.push(await answer(query));
  return found;
}"""
TIME = """async (queries) => {
  const start = performance.now();
  for (const query of queries) await answer(query);
  return performance.now() - start;
}"""


VECTORS = re.compile(r"[vd]\d*\.js")
"""What a first result does not need."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files and counts what they have, compressed."""

    sent = later = 0

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if file.is_file() and file.name not in ("engine.js", "favicon.ico"):
            size = len(gzip.compress(file.read_bytes()))
            if VECTORS.fullmatch(file.name):
                _Handler.later += size
            else:
                _Handler.sent += size
        super().do_GET()


def build(root: Path, folder: Path) -> Path:
    """Builds the site of a handbook's data with this project's pages; returns the folder that holds it."""
    project = Project(folder / "project")
    project.root.mkdir()
    shutil.copy(PROJECT / "mkdocs.yml", project.root)
    shutil.copytree(root / "data", project.root / "data")
    shutil.copytree(PROJECT / "docs", project.root / "docs")
    for page in (project.root / "docs" / "topics").glob("[!i]*.md"):
        page.unlink()
    for topic in (root / "data").glob("*/_topic.yml"):
        project.write(f"docs/topics/{topic.parent.name}.md", f'{{{{ topic("{topic.parent.name}") }}}}\n')
    (project.root / "hooks").symlink_to(PROJECT / "hooks")
    outcome = project.build("--site-dir", str(folder / "public" / "handbook"), vectors="auto")
    if outcome.returncode:
        sys.exit(f"the build failed:\n{outcome.stderr}")
    return folder / "public"


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder on this machine only."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def measure(browser: Browser, url: str, queries: list[Query], nothing: list[str]) -> tuple[Outcome, dict[str, float]]:
    """Asks an engine all queries; returns what it found, and kilobytes, milliseconds and noise."""
    page = browser.new_page()
    _Handler.sent = _Handler.later = 0
    page.goto(url)
    page.wait_for_function("globalThis.ready")
    page.evaluate(ANSWERS, [FIRST_QUERY])
    sent, later = _Handler.sent, _Handler.later
    texts = [query.text for query in queries]
    outcome = Outcome(queries, page.evaluate(ANSWERS, texts))
    noise = sum(bool(ids) for ids in page.evaluate(ANSWERS, nothing)) / len(nothing)
    cost = {"kB": sent / 1000, "later": later / 1000, "ms": page.evaluate(TIME, texts) / len(texts), "noise": noise}
    page.close()
    return outcome, cost


def engines(minisearch: Path | None) -> dict[str, Callable[[Handbook, Path], None]]:
    """Returns what writes each engine's folder, by its name."""
    found: dict[str, Callable[[Handbook, Path], None]] = {"this handbook": write_handbook, "Material for MkDocs": write_stock}
    if find_spec("pagefind"):
        found["Pagefind"] = write_pagefind
    if minisearch:
        found["MiniSearch"] = partial(write_minisearch, program=minisearch)
    return found


def main() -> None:
    """Prints a table in Markdown, and the misses of the handbook's own search if they are asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.search", description=__doc__)
    parser.add_argument("--root", type=Path, default=PROJECT, help="the handbook whose data is searched")
    parser.add_argument("--queries", type=Path, default=FOLDER / "queries.yml", help="the queries")
    parser.add_argument("--minisearch", type=Path, help="the file dist/es/index.js or dist/umd/index.js of MiniSearch's package")
    parser.add_argument("--misses", action="store_true", help="print what the handbook's own search gets wrong")
    chosen = parser.parse_args()
    handbook = load_handbook(chosen.root)
    queries = load(chosen.queries, handbook.questions) + load(FOLDER / "source_items.yml", handbook.questions)
    nothing = yaml.safe_load((FOLDER / "nothing.yml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        public = build(chosen.root, Path(folder))
        names = engines(chosen.minisearch)
        for at, write in enumerate(names.values()):
            write(handbook, public / f"engine-{at}")
        with served(public) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
            for at, name in enumerate(names):
                outcome, cost = measure(browser, f"{url}engine-{at}/", queries, nothing)
                _print(name, outcome, cost, head=not at)
                if chosen.misses and not at:
                    print(outcome.misses(), file=sys.stderr)
            browser.close()


def _print(name: str, outcome: Outcome, cost: dict[str, float], *, head: bool) -> None:
    kinds = outcome.kinds()
    if head:
        columns = ["engine", "first", "first three", *kinds, "noise", "kB", "later", "ms"]
        print(f"{len(outcome.queries)} queries\n\n| {' | '.join(columns)} |\n| :-- {'| --: ' * (len(columns) - 1)}|")
    shares = [outcome.share(1), outcome.share(3), *(outcome.share(1, kind) for kind in kinds), cost["noise"]]
    costs = f"{cost['kB']:.0f} | {cost['later']:.0f} | {cost['ms']:.1f}"
    print(f"| {name} | {' | '.join(f'{100 * share:.0f} %' for share in shares)} | {costs} |", flush=True)


if __name__ == "__main__":
    main()
