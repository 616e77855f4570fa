"""A small handbook about tea to practice with, and a blank page for the scripts that need no page."""

from __future__ import annotations

import functools
import http.server
import json
import os
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.browser import Server
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser, Page

SCRIPTS = PROJECT / "hooks/handbook/site/scripts"
DESKTOP = {"width": 1280, "height": 900}
KEY = "handbook-progress:/tea/"
TOPICS = {"leaves": 3, "water": 12}
LONG = "\n".join(f"Paragraph {number} of a long answer.\n" for number in range(40))
SPECIAL: dict[str, dict[str, object]] = {
    "leaves-0": {"formerly": ["once-called-otherwise"]},
    "leaves-1": {"added": "2026-01-02", "changed": "2026-11-20", "changed_what": "The second point is new."},
    "leaves-2": {"short": "The short answer about leaves 2: twice $x^2$ cups. See `tea`, and:\n\n- one;\n- two.\n"},
}
"""What some questions have besides, or otherwise."""
COMMAND = "import sys; from handbook.commands.cli import main; main()"


def _question(topic: str, number: int) -> dict[str, object]:
    return {
        "question": f"What about {topic} number `{number}`?",
        "level": ("junior", "mid", "senior")[number % 3],
        "tags": ["tea"],
        "short": f"The short answer about {topic} {number}.",
        "answer": f"The whole answer. See [the neighbour](q:{topic}-{(number + 1) % TOPICS[topic]}).\n\n{LONG}",
        "misconceptions": [{"claim": "It is all.", "correction": "It is not."}],
        "follow_ups": [{"question": "And then?"}],
        "key_points": ["One.", "Two.", "Three."],
        **SPECIAL.get(f"{topic}-{number}", {}),
    }


@pytest.fixture(scope="session")
def tea(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the handbook about tea, which is built and served below a path."""
    root = tmp_path_factory.mktemp("tea")
    subprocess.run([sys.executable, "-c", COMMAND, "init", "book", "--name", "Tea"], cwd=root, check=True, capture_output=True)
    for file in (root / "book/data").glob("*/*.yml"):
        file.unlink()
    for topic, count in TOPICS.items():
        folder = root / "book/data" / topic
        folder.mkdir(parents=True)
        (folder / "_topic.yml").write_text(f"title: {topic.title()}\nsummary: About {topic}.\norder: {count}\n", "utf-8")
        for number in range(count):
            (folder / f"{topic}-{number}.yml").write_text(yaml.safe_dump(_question(topic, number)), "utf-8")
    site = root / "public/tea"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    without_guides = {**os.environ, "GUIDES": "off", "NO_MKDOCS_2_WARNING": "1"}
    built = subprocess.run(command, cwd=root / "book", env=without_guides, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr

    class Quiet(http.server.SimpleHTTPRequestHandler):
        """Serves files and says nothing."""

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    handler = functools.partial(Quiet, directory=str(root / "public"))
    with Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/tea/"
        server.shutdown()
        thread.join()


@pytest.fixture
def visit(browser: Browser, tea: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the handbook in a browser that keeps what it is given; nothing may go wrong in its scripts."""
    errors: list[str] = []
    contexts = []

    def open_page(path: str = "practice/", *, kept: dict[str, str] | None = None, script: str = "", **options: object) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "service_workers": "block", **options})  # type: ignore[arg-type]
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        if kept:
            page.route("**/blank", lambda route: route.fulfill(body="<title>Blank</title>", content_type="text/html"))
            page.goto(tea + "blank")
            page.evaluate("all => Object.entries(all).forEach(([key, text]) => localStorage.setItem(key, text))", kept)
        page.goto(tea + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="session")
def blank(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a blank page with some scripts of the site in it, which need nothing else."""
    contexts = []

    def open_page(*paths: str) -> Page:
        context = browser.new_context()
        contexts.append(context)
        page = context.new_page()
        for path in paths:
            page.add_script_tag(content=(SCRIPTS / path).read_text("utf-8"))
            if path == "progress/schedule.js":
                page.evaluate("window.handbookProgress = { schedule }")
        return page

    yield open_page
    for context in contexts:
        context.close()


def card(box: int = 2, due: str = "2026-12-01", last: str = "2026-11-29", times: int = 1) -> dict[str, object]:
    """Returns what is known of a card."""
    return {"box": box, "due": due, "last": last, "times": times}


def progress(cards: Mapping[str, object], **more: object) -> str:
    """Returns a text with progress."""
    return json.dumps({"format": 1, **more, "cards": cards})
