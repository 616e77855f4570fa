"""A browser and a site for it: the small handbook with one topic more, served on this machine only."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import copy_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
)  # fmt: skip
WITH_EVERYTHING = r"""
question: What does an answer with everything in it look like?
asked_as: [Show me everything., Which parts may an answer have?, "What of `code` in a title?", And a fourth?]
level: senior
tags: [testing, training]
short: A short answer with the rare word zygomorphic, and *emphasis*.
answer: |
  See [another question](q:neighbour), [](q:lstm) and a note[^1].
  Claims have sources [](ref:goodfellow-2016).

  | left | right |
  | :--- | ---: |
  | $x_1$ | a_rather_long_cell_that_a_phone_cannot_show_in_one_line_without_scrolling_so_that_the_table_is_wider |

  ```python
  print("a line of code that is much longer than a phone is wide, so that it has to be scrolled to be read")
  ```

  $$
  \begin{aligned} f(x) &= a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9 + a_{10} + a_{11} + a_{12}
  + a_{13} + a_{14} \\ g &= \frac{1}{2} \end{aligned}
  $$

  - [x] done
  - [ ] to do, with ++ctrl+c++, ==a mark==, H<sub>2</sub>O

  1. One
  2. Two

  > A quotation.

  [^1]: The note.
analogy: { text: It is like a shop window., breaks_down: Nothing is for sale. }
example: An example.
in_practice: Used in tests.
misconceptions: [{ claim: It is all, correction: It is not. }]
key_points: [One., Two., "Three with `code`."]
follow_ups: [{ question: And then?, see: neighbour }, { question: What else? }]
prerequisites: [lstm]
related: [neighbour, gan]
figures:
  - { file: picture.svg, alt: A square., caption: A square with $x = 1$. }
  - file: stripe-2.svg
    alt: A stripe that grows.
    caption: The stripe *grows*.
    parameter: Width
    frames:
      - { value: one, file: stripe-1.svg, alt: A narrow stripe. }
      - { value: two, file: stripe-2.svg, alt: A wider stripe. }
      - { value: three, file: stripe-3.svg, alt: A still wider stripe. }
      - { value: four, file: stripe-4.svg, alt: A square field. }
references: [goodfellow-2016]
reviewed: 2026-11-22
formerly: [once-called-otherwise]
"""
NEIGHBOUR = (
    "question: What is next to it?\nlevel: mid\ntags: [testing]\nshort: Its neighbour.\nanswer: The whole of its neighbour.\n"
)


PAGES = (
    "", "topics/", "topics/gradients/", "topics/extra/", "q/with-everything/", "q/lstm/", "q/once-called-otherwise/", "browse/",
    "reading-path/", "tags/", "changes/", "paths/brush-up/", "contribute/", "about/", "glossary/", "practice/", "print/",
    "no-such-page/",
)  # fmt: skip
"""A page of every kind."""
PHONE = {"width": 390, "height": 800}
DESKTOP = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Served:
    """A site that is being served, below a path as on most hosts."""

    url: str
    site: Path


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files, and the site's own page for what is not found."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
            return
        body = (Path(self.directory) / "handbook" / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    """A server that says nothing of browsers that no longer wait for an answer."""

    def handle_error(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving(public: Path) -> Iterator[str]:
    """Serves a folder on this machine; gives the address below which its `handbook/` is."""
    handler = functools.partial(_Handler, directory=str(public))
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/handbook/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Builds and serves the small handbook with the extra topic."""
    root = tmp_path_factory.mktemp("served")
    with serving(root / "public") as url:
        project = copy_project(root / "project", url)
        project.write("data/extra/_topic.yml", "title: Extra\nsummary: A topic for tests.\norder: 99\n")
        project.write("data/extra/with-everything.yml", WITH_EVERYTHING)
        project.write("data/extra/neighbour.yml", NEIGHBOUR)
        project.write(
            "data/extra/picture.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><rect width="9" height="4"/></svg>',
        )
        for width in range(1, 5):
            stripe = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><rect width="{width}" height="4"/></svg>'
            project.write(f"data/extra/stripe-{width}.svg", stripe)
        project.write("docs/topics/extra.md", '{{ topic("extra") }}\n')
        outcome = project.build("--site-dir", str(root / "public" / "handbook"))
        assert outcome.returncode == 0, outcome.stderr
        yield Served(url, root / "public" / "handbook")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests are skipped, except where CI says that there must be one."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if not found:
        reason = "no Chromium on this machine: install one to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, served: Served) -> Iterator[Callable[..., Page]]:
    """Opens pages that must not ask another host for anything nor complain on the console."""
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, **options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "service_workers": "block", **options})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        expected = "no-such-page" in path
        page.on("console", lambda said: None if expected and "404" in said.text else _note(said.type, said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: None if asked.url.startswith((served.url, "data:")) else complaints.append(asked.url))
        page.goto(served.url + path)
        return page

    def _note(kind: str, text: str) -> None:
        if kind in ("error", "warning") and "Service Worker registration blocked" not in text:
            complaints.append(text)

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
