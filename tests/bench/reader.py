"""Measures what a page costs its reader: the bytes of a first visit, the time it is blocked, and what moves by itself."""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, ClassVar

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

MOST_KB, MOST_OF_QUESTION, MOST_TIMES, MOST_SHIFT = 260, 190, 1.5, 0.05
"""What the project holds itself to: the first loads of the largest topic and question, blocked times, and movement."""
KINDS = ("", "topics/", "browse/", "practice/", "glossary/", "print/", "tags/", "reading-path/")
SLOWER = 4
TASK = "RunTask"
PHONE = {"width": 390, "height": 844}
REST = 2_500
"""Milliseconds after the load in which a page may still move or block."""
WATCH = """
window.moved = 0;
new PerformanceObserver(list => list.getEntries().forEach(shift => (window.moved += shift.hadRecentInput ? 0 : shift.value)))
  .observe({ type: "layout-shift", buffered: true });
"""
OPEN = """async () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const image of document.images) { image.loading = "eager"; await image.decode().catch(() => {}); }
  await document.fonts.ready;
}"""
ARTICLE = re.compile(r'(<article class="md-content__inner md-typeset">)(.*)(</article>)', re.DOTALL)
PLAIN = """site_name: Plain
site_url: ""
nav: [{Home: index.md}]
theme:
  name: material
  font: false
  features: [content.code.copy, navigation.footer, navigation.instant, navigation.tabs, navigation.top, search.suggest]
plugins: [search]
"""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed, as a web server does, and counts the bytes."""

    sent: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        packed = file.suffix not in (".woff2", ".png", ".gz")
        body = gzip.compress(file.read_bytes(), 6) if packed else file.read_bytes()
        self.sent.append(len(body))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # the page was left before it was whole
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def served(site: Path) -> Iterator[tuple[str, type[_Handler]]]:
    """Serves a folder and yields its address, and what counts its bytes."""
    handler = type("Counting", (_Handler,), {"sent": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", handler
        server.shutdown()


def built(root: Path, site: Path) -> Path:
    """Builds a site."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "GUIDES": "off"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml"), "-d", str(site)]
    subprocess.run(command, check=True, env=environment, cwd=root)
    return site


def plain(folder: Path, page: Path) -> Path:
    """Builds a plain page of the theme with the same content as a page of the handbook."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Plain\n", "utf-8")
    (folder / "mkdocs.yml").write_text(PLAIN, "utf-8")
    site = built(folder, folder / "site")
    content = ARTICLE.search(page.read_text("utf-8"))
    assert content
    file = site / "index.html"
    file.write_text(ARTICLE.sub(lambda found: found[1] + content[2] + found[3], file.read_text("utf-8")), "utf-8")
    return site


@contextmanager
def opened(browser: Browser, url: str, *, slower: int = 1) -> Iterator[Page]:
    """Opens a page as a first visit, on a phone, and waits until it rests."""
    context = browser.new_context(viewport=PHONE, service_workers="block")  # type: ignore[arg-type]
    context.add_init_script(WATCH)
    page = context.new_page()
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(url, wait_until="load")
    page.wait_for_timeout(REST)
    yield page
    context.close()


def blocked(browser: Browser, url: str) -> float:
    """Returns for how many milliseconds a page cannot be used while it comes, on a slow processor.

    It is what its tasks take of the processor beyond 50 ms each, so that other work on the machine does not count.
    """
    browser.start_tracing(categories=["devtools.timeline", "disabled-by-default-devtools.timeline"])
    with opened(browser, url, slower=SLOWER):
        events = json.loads(browser.stop_tracing())["traceEvents"]
    drawing = Counter((event["pid"], event["tid"]) for event in events if event["name"] == "UpdateLayoutTree")
    (thread, _), *_ = drawing.most_common(1)
    tasks = (
        event["tdur"] for event in events if event["name"] == TASK and "tdur" in event and (event["pid"], event["tid"]) == thread
    )
    return float(sum(max(0, spent / 1000 - 50) for spent in tasks))


def weight(browser: Browser, url: str, handler: type[_Handler]) -> tuple[float, float]:
    """Returns how many kB a first visit takes, and then with everything on the page open and looked at."""
    handler.sent.clear()
    with opened(browser, url) as page:
        first = sum(handler.sent)
        page.evaluate(OPEN)
        page.wait_for_timeout(500)
    return first / 1000, sum(handler.sent) / 1000


def moved(browser: Browser, url: str) -> float:
    """Returns how much of a page moves by itself while it comes, on a slow processor."""
    with opened(browser, url, slower=SLOWER) as page:
        return float(page.evaluate("moved"))


def largest(site: Path) -> str:
    """Returns the address of the topic whose page is the largest."""
    pages = sorted(site.glob("topics/*/index.html"), key=lambda page: page.stat().st_size)
    return f"topics/{pages[-1].parent.name}/"


def largest_question(site: Path) -> str:
    """Returns the address of the question with formulas whose page is the largest."""
    pages = [page for page in site.glob("q/*/index.html") if "<math" in page.read_text("utf-8")]
    return f"q/{max(pages, key=lambda page: page.stat().st_size).parent.name}/"


def main() -> None:
    """Prints the measures of a handbook as a table."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.bench.reader")
    parser.add_argument("root", nargs="?", type=Path, default=Path.cwd(), help="the handbook's folder")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is opened; the median counts")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=list(FLAGS))
        site = built(chosen.root.resolve(), folder / "site")
        topic, question = largest(site), largest_question(site)
        print("| page | kB | all seen | blocked, ms | a plain page, ms | times | moved |\n|:--|--:|--:|--:|--:|--:|--:|")
        with served(site) as (url, handler):
            for at, path in enumerate((*KINDS, question, topic)):
                shift = moved(browser, url + path)
                first, seen = weight(browser, url + path, handler)
                if path not in ("", question, topic):
                    print(f"| /{path} | {first:.0f} | {seen:.0f} | | | | {shift:.3f} |", flush=True)
                    continue
                beside = plain(folder / f"plain{at}", site / path / "index.html")
                with served(beside) as (other, _):
                    pairs = [(blocked(browser, url + path), blocked(browser, other)) for _ in range(chosen.rounds)]
                ours, theirs = (median(side) for side in zip(*pairs, strict=True))
                times = median(one / max(1, other) for one, other in pairs)
                print(
                    f"| /{path} | {first:.0f} | {seen:.0f} | {ours:.0f} | {theirs:.0f} | {times:.2f} | {shift:.3f} |", flush=True
                )
        browser.close()
    print(
        f"\nLimits: {MOST_KB} kB for the largest topic, {MOST_OF_QUESTION} kB for a question, {MOST_TIMES} times a plain page, "
        f"{MOST_SHIFT} moved on every page."
    )


if __name__ == "__main__":
    main()
