"""The site while it is being written: `mkdocs serve`."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from functools import partial
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from handbook.plugin.later import Later

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project

TOPIC = "topics/gradients/"
FILE = "data/gradients/backpropagation.yml"


class Served:
    """A server of a project's pages, and what it says."""

    def __init__(self, project: Project) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "mkdocs", "serve", "-a", self.address],
            cwd=project.root, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        self.said: Queue[str] = Queue()
        self.listener = Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        for line in self.process.stderr or ():
            self.said.put(line)

    def wait(self, words: str) -> None:
        try:
            while words not in self.said.get(timeout=90):
                pass
        except Empty:
            pytest.fail(f"the server did not say {words!r}")

    def page(self, path: str) -> str:
        with urlopen(f"http://{self.address}/{path}", timeout=90) as answer:
            return str(answer.read().decode())

    def wait_for_page(self, path: str, words: str, seconds: float = 90) -> str:
        """Waits until a page shows the words."""
        until = time.monotonic() + seconds
        while words not in (page := self.page(path)):
            assert time.monotonic() < until, f"{path} never showed {words!r}"
            time.sleep(0.1)
        return page

    def cards(self) -> str:
        """Returns the questions as the search shows them."""
        folder = json.loads(self.page("search/words.js")[len("part(") : -1])["folder"]
        return self.page(f"search/{folder}/c0.js")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=10)
        self.listener.join(timeout=10)
        if self.process.stderr:
            self.process.stderr.close()


@pytest.fixture
def served(project: Project) -> Iterator[Served]:
    server = Served(project)
    try:
        server.wait("Serving on")
        yield server
    finally:
        server.stop()


def test_page_follows_an_edit_survives_a_mistake_and_recovers(project: Project, served: Served) -> None:
    time.sleep(1)  # for the watcher to see the state before
    file = project.root / FILE
    right = re.sub("^question: .*$", "question: Has this changed?", file.read_text(), flags=re.MULTILINE)

    file.write_text(right)
    page = served.wait_for_page(TOPIC, "Has this changed?")
    assert "Content-Security-Policy" not in page
    assert "Has this changed?" in served.cards()

    time.sleep(1)
    file.write_text(right.replace("question:", "qestion:", 1))
    page = served.wait_for_page(TOPIC, "the unknown key `qestion`")
    assert "Has this changed?" in page
    assert f"{FILE}:1:1: error: the unknown key `qestion`; did you mean `question`?" in page
    assert served.process.poll() is None

    time.sleep(1)
    file.write_text(right.replace("Has this changed?", "Is it mended?"))
    page = served.wait_for_page(TOPIC, "Is it mended?")
    assert "qestion" not in page
    assert "Is it mended?" in served.cards()


def test_what_waits_is_made_when_it_is_asked_for_and_not_while_a_site_is_built() -> None:
    later = Later()
    made: list[int] = []
    app = later.before(lambda environ, _: [environ["PATH_INFO"]], "search")
    later.put(partial(made.append, 1))

    app({"PATH_INFO": "/index.html"}, None)
    assert made == []
    assert app({"PATH_INFO": "/handbook/search/words.js"}, None) == ["/handbook/search/words.js"]
    app({"PATH_INFO": "/handbook/search/words.js"}, None)
    assert made == [1]

    later.begin()
    later.put(partial(made.append, 2))
    asking = Thread(target=app, args=({"PATH_INFO": "/search/words.js"}, None))
    asking.start()
    asking.join(0.2)
    assert made == [1]
    later.end()
    asking.join()
    assert made == [1, 2]
