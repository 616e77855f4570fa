"""A small handbook about tea, and the two browsers to look at it with."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.browser import Server
from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engines.engine import Engine

COMMAND = "import sys; from handbook.commands.cli import main; main()"
MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
LONG = "\n".join(f"Paragraph {number} of a long answer.\n" for number in range(40))


class Host:
    """A web server with the site, which can be switched off and on."""

    def __init__(self, folder: Path) -> None:
        self._handler = functools.partial(_Quiet, directory=str(folder))
        self._port = 0
        self.on()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/tea/"

    def on(self) -> None:
        self._server = Server(("127.0.0.1", self._port), self._handler)
        self._port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def off(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""


def _question(title: str, short: str, **more: object) -> str:
    record = {"question": title, "level": "junior", "tags": ["tea"], "short": short, "answer": f"The whole answer.\n\n{LONG}"}
    return yaml.safe_dump(record | more, allow_unicode=True)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder below which the handbook about tea is built, at `tea/`."""
    root = tmp_path_factory.mktemp("engines")
    subprocess.run([sys.executable, "-c", COMMAND, "init", "book", "--name", "Tea"], cwd=root, check=True, capture_output=True)
    for file in (root / "book/data").glob("*/*.yml"):
        file.unlink()
    leaves = root / "book/data/leaves"
    leaves.mkdir()
    (leaves / "_topic.yml").write_text("title: Leaves\nsummary: About leaves.\norder: 1\n", "utf-8")
    steeping = _question(
        "How long does it steep?",
        "Three minutes for a **black tea**; the tannin comes later.",
        asked_as=["When do I lift the bag out?"],
    )
    (leaves / "steeping.yml").write_text(steeping, "utf-8")
    (leaves / "oxidation.yml").write_text(
        _question("What is oxidation?", "Air turns the leaf brown, until heat ends it."), "utf-8"
    )
    (leaves / "water.yml").write_text(_question("How hot is the water?", "Near boiling, $T = 95$.", level="senior"), "utf-8")
    (root / "book/data/glossary.yml").write_text(
        "tannin:\n  meaning: What makes a tea that has steeped too long taste bitter.\n", "utf-8"
    )
    variables = {**os.environ, "GUIDES": "off", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "public/tea")]
    built = subprocess.run(command, cwd=root / "book", env=variables, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return root / "public"


@pytest.fixture(scope="session")
def host(site: Path) -> Iterator[Host]:
    """What serves the handbook; a test that switches it off switches it on again."""
    host = Host(site)
    yield host
    host.off()


def _missing(name: str) -> None:
    reason = f"no {name} on this machine: install one to run the tests of the site in it"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session", params=["firefox", "webkit"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each browser in turn; without one its tests are skipped, except where CI says that there must be one."""
    home = tmp_path_factory.mktemp(request.param)
    engine = {"firefox": _firefox, "webkit": _webkit}[request.param](home)
    yield engine
    engine.close()


def _firefox(home: Path) -> Engine:
    program = shutil.which("firefox-esr") or shutil.which("firefox")
    if not program:
        _missing("Firefox")
    return Firefox(str(program), home)


def _webkit(home: Path) -> Engine:
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("xvfb-run")
    browsers = sorted(Path("/").glob(MINI_BROWSERS.removeprefix("/")))
    if not (driver and screen and browsers):
        _missing("WebKit (webkit2gtk-driver and xvfb)")
    return WebKit(str(driver), str(browsers[-1]), home)
