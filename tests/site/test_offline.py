"""The site without a network: after one visit it opens, searches and practices; a new build replaces the old one."""

from __future__ import annotations

import functools
import json
import re
import shutil
import threading
from http.server import SimpleHTTPRequestHandler
from time import monotonic
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from handbook.site import offline
from handbook.site.offline import write_service_worker
from tests.browser import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser import Served
    from tests.conftest import Project

pytestmark = pytest.mark.xdist_group("practice")

CACHES = "() => caches.keys()"
SECONDS = 30


def until(page: Page, condition: str) -> None:
    """Waits until a condition holds in the page; the policy of the site forbids Playwright's own way."""
    end = monotonic() + SECONDS
    while not page.evaluate(condition):
        assert monotonic() < end, condition
        page.wait_for_timeout(50)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files, but fails for all of them or lacks some of them where the host is told so."""

    host: Host

    def do_GET(self) -> None:
        if self.host.failing or self.path in self.host.missing:
            self.send_error(503 if self.host.failing else 404)
        else:
            super().do_GET()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Host:
    """A web server with a copy of a site, which can be switched off and on."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.port = 0
        self.failing = False
        self.missing: set[str] = set()
        self.on()

    def on(self) -> None:
        handler = type("Handler", (_Handler,), {"host": self})
        self.server = Server(("127.0.0.1", self.port), functools.partial(handler, directory=str(self.site.parent)))
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def off(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.site.name}/"


@pytest.fixture
def host(served: Served, tmp_path: Path) -> Iterator[Host]:
    host = Host(shutil.copytree(served.site, tmp_path / "handbook"))
    yield host
    host.off()


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    """A page that was visited once, and whose site is kept."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(host.url)
    until(page, "navigator.serviceWorker.controller !== null")
    yield page
    context.close()


def test_site_opens_searches_and_practices_after_one_visit_without_a_network(page: Page, host: Host) -> None:
    host.off()

    page.goto(host.url + "topics/gradients/#backpropagation")
    expect(page.locator("#backpropagation + .question .short")).to_be_visible()
    page.goto(host.url + "practice/?topic=extra")
    page.get_by_role("button", name="Start:").click()
    expect(page.locator(".practice-steps button")).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator(".practice-body .short")).to_be_visible()
    page.goto(host.url + "?q=dropout")
    expect(page.locator(".md-search-result__link").first).to_have_attribute("href", re.compile("#dropout"))
    missing = page.goto(host.url + "nowhere/")
    assert missing
    assert missing.status == 404
    host.on()


def test_what_was_read_is_kept_and_the_rest_when_the_reader_asks_for_it(page: Page, host: Host) -> None:
    page.goto(host.url + "about/more/")
    line = page.locator("[data-offline]")
    expect(line).to_contain_text(re.compile(r"search and practice \([\d.]+ MB\)"))
    until(page, f"caches.match('{host.url}about/more/').then((found) => !!found)")

    line.get_by_role("button", name=re.compile(r"Keep the whole handbook \([\d.]+ MB\)")).click()
    expect(line).to_contain_text("The whole handbook is kept", timeout=60_000)
    host.off()

    page.goto(host.url + "q/lstm/")
    expect(page.locator("body")).to_contain_text("LSTM")
    page.goto(host.url + "about/more/")
    expect(page.locator("h1")).to_contain_text("More")
    page.goto(host.url + "topics/gradients/#backpropagation")
    figure = page.locator("#backpropagation + .question figure img").first
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_js_property("complete", True)
    assert figure.evaluate("image => image.naturalWidth") > 0
    host.on()


def test_reader_can_have_nothing_kept(page: Page, host: Host) -> None:
    page.reload()
    page.locator("[data-offline]").get_by_role("button", name="Remove").click()

    expect(page.locator("[data-offline]")).to_contain_text("Nothing is kept")
    assert page.evaluate(CACHES) == []
    page.goto(host.url + "about/")
    page.wait_for_timeout(500)
    assert page.evaluate("navigator.serviceWorker.getRegistration().then((found) => !found)")


@pytest.mark.parametrize("path", ["topics/gradients", "topics/gradients/index.html", "index.html"])
def test_page_is_found_under_every_address_that_a_host_gives_it(page: Page, host: Host, path: str) -> None:
    host.off()

    page.goto(host.url + path)

    expect(page).to_have_url(host.url + path.removesuffix("index.html").rstrip("/") + ("/" if "topics" in path else ""))
    expect(page.locator("h1")).not_to_have_text("This page is not here")
    host.on()


def test_kept_page_is_shown_when_the_host_fails(page: Page, host: Host) -> None:
    host.failing = True

    answer = page.goto(host.url + "topics/gradients/")

    assert answer
    assert answer.status == 200
    expect(page.locator("h1")).to_contain_text("Gradients and initialization")


def test_site_is_kept_although_its_page_for_what_is_missing_is_answered_with_404(browser: Browser, host: Host) -> None:
    host.missing = {"/handbook/404.html"}
    context = browser.new_context()
    page = context.new_page()
    page.goto(host.url)
    until(page, "navigator.serviceWorker.controller !== null")
    host.off()

    page.goto(host.url + "topics/gradients/")

    expect(page.locator("h1")).to_contain_text("Gradients and initialization")
    context.close()
    host.on()


def test_page_of_a_portal_is_not_kept(page: Page, host: Host) -> None:
    file = host.site / "about" / "index.html"
    true = file.read_text("utf-8")
    file.write_text("<title>Sign in</title><h1>Sign in to the network</h1>", "utf-8")
    page.goto(host.url + "about/")
    page.wait_for_timeout(300)

    assert page.evaluate(f"caches.match('{host.url}about/').then((found) => !found)")
    file.write_text(true, "utf-8")


def test_site_can_be_installed(page: Page, host: Host) -> None:
    found = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")

    assert found["name"]
    assert found["start_url"] == "."
    assert (host.site / found["icons"][0]["src"]).is_file()


def test_new_build_replaces_what_was_kept(page: Page, host: Host) -> None:
    [before] = page.evaluate(CACHES)
    page.goto(host.url + "about/")
    until(page, f"caches.match('{host.url}about/').then((found) => !!found)")
    file = host.site / "about" / "index.html"
    file.write_text(file.read_text("utf-8").replace("</h1>", " of tomorrow</h1>"), "utf-8")
    write_service_worker(host.site)

    page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); }")
    until(page, f"caches.has('{before}').then((there) => !there)")
    host.off()
    page.goto(host.url + "about/")

    expect(page.locator("h1")).to_contain_text("of tomorrow")
    assert len(page.evaluate(CACHES)) == 1
    host.on()


def test_reader_with_a_network_always_sees_the_site_as_it_is(page: Page, host: Host) -> None:
    file = host.site / "about" / "index.html"
    file.write_text(file.read_text("utf-8").replace("</h1>", " of tomorrow</h1>"), "utf-8")

    page.goto(host.url + "about/")

    expect(page.locator("h1")).to_contain_text("of tomorrow")


def test_page_that_is_being_written_forgets_what_was_kept(page: Page, host: Host) -> None:
    for name in ("index.html", "about/index.html"):
        file = host.site / name
        file.write_text(file.read_text("utf-8").replace('<meta name="handbook-offline">', ""), "utf-8")

    page.goto(host.url)

    until(page, "navigator.serviceWorker.getRegistration().then((registration) => !registration)")


def listed(site: Path) -> dict[str, list[str | int]]:
    text = (site / "sw.js").read_text("utf-8")
    files: dict[str, list[str | int]] = json.loads(re.findall(r"const FILES = (\{.*?\});", text)[0])
    return files


def core(site: Path) -> set[str]:
    return {path for path, entry in listed(site).items() if len(entry) == 3}


def test_everything_that_a_reader_opens_is_kept_and_no_download(built: Project) -> None:
    files = listed(built.site)

    assert {"", "topics/", "topics/gradients/", "practice/", "deck.js", "q/lstm/", "404.html", "assets/handbook.css"} <= {*files}
    assert {"figures/gradients/graph.svg", "assets/math.woff2", "sitemap.xml"} <= {*files}
    assert not any(path.endswith((".pdf", ".epub", "questions.json", "sw.js", ".map", "index.html")) for path in files)
    for path in files:
        assert (built.site / path / ("index.html" if path.endswith("/") or not path else "")).is_file()


def test_pages_of_a_large_site_are_kept_only_once_they_were_read(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = shutil.copytree(built.site, tmp_path / "site")
    monkeypatch.setattr(offline, "MOST_BYTES", 1_000_000)

    write_service_worker(site)

    files = listed(site)
    assert {"", "topics/", "practice/", "deck.js", "404.html"} <= core(site)
    assert not any(path.startswith(("topics/g", "q/", "figures/")) for path in files)


def test_first_visit_keeps_what_searching_and_practicing_need_and_not_the_rest(built: Project) -> None:
    kept = core(built.site)

    assert {"", "topics/", "topics/gradients/", "practice/", "browse/", "deck.js", "search/words.js"} <= kept
    assert not any(path.startswith(("q/", "figures/", "about/", "glossary/")) for path in kept)


def test_answers_are_kept_at_the_first_visit_only_where_they_are_not_too_many(
    built: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = shutil.copytree(built.site, tmp_path / "site")
    monkeypatch.setattr(offline, "MOST_ANSWERS", 100_000)

    write_service_worker(site)

    assert "topics/gradients/" not in core(site)
    assert "topics/gradients/" in listed(site)


POINTS = ["One.", "Two.", "Three with code."]


def test_folder_opened_from_disk_searches_opens_and_practices(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((served.site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("what makes gradients vansh")
    hit = page.locator(".md-search-result__item a").first
    expect(hit).to_have_attribute("href", re.compile(r"topics/gradients/index\.html\?h=.*#vanishing-exploding-gradients$"))

    hit.click()
    expect(page.locator("details.answer[open]")).to_have_count(1)
    expect(page.locator("details.answer[open] mark").first).to_be_visible()

    page.goto((served.site / "browse" / "index.html").as_uri() + "?find=dropout")
    expect(page.locator(".browse-count")).to_contain_text(" of ")
    page.goto((served.site / "practice" / "index.html").as_uri())
    page.get_by_role("button", name="Start:").click()
    page.get_by_role("button", name="Show the short answer").click()
    expect(page.locator(".practice-card .short")).not_to_be_empty()
    assert page.evaluate("handbookShortAnswers['with-everything'].points.map(point => point.replace(/<.*?>/g, ''))") == POINTS
    page.get_by_role("button", name="Show the full answer").click()
    expect(page.get_by_role("link", name="Open it on its page")).to_have_attribute("href", re.compile(r"^file:.*/index\.html#"))
    assert said == []
    page.close()
