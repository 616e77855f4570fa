"""Which files of a site the service worker keeps: a small site of every kind of file, without a browser."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from handbook.site import offline
from handbook.site.offline import write_service_worker

if TYPE_CHECKING:
    from pathlib import Path

READ = (
    "index.html",
    "topics/index.html",
    "topics/a/index.html",
    "q/x/index.html",
    "figures/a/b.svg",
    "search/words.js",
    "deck.js",
)
MACHINES = ("questions.json", "guide.pdf", "guide.epub", "cards.apkg", "sitemap.xml.gz", "a.js.map", "llms.txt", "feed.xml")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in (*READ, *MACHINES, "sitemap.xml", "assets/javascripts/lunr/de.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    return tmp_path


def kept(site: Path) -> set[str]:
    write_service_worker(site)
    files = re.search(r"const FILES = (\{.*?\});", (site / "sw.js").read_text("utf-8"))
    return {*json.loads(files[1])} if files else set()


def test_what_is_read_is_kept_and_no_download(site: Path) -> None:
    assert kept(site) == {name.removesuffix("index.html") for name in READ} | {"sitemap.xml"}


def test_a_worker_that_is_there_already_does_not_list_itself(site: Path) -> None:
    assert "sw.js" not in kept(site)
    assert "sw.js" not in kept(site)


@pytest.mark.parametrize(("limit", "least"), [("MOST_FILES", 3), ("MOST_BYTES", 10)])
def test_of_a_large_site_only_what_every_page_needs_is_kept(
    site: Path, monkeypatch: pytest.MonkeyPatch, limit: str, least: int
) -> None:
    monkeypatch.setattr(offline, limit, least)

    assert kept(site) == {"", "topics/", "search/words.js", "deck.js", "sitemap.xml"}
