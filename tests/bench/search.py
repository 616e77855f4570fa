"""Measures the search of a large site: what a first query loads, and how long a reader waits, on a page that was just opened."""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import os
import random
import re
import shutil
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from handbook.markup.lines import plain_line
from handbook.reading.loading import load
from tests.bench import bank
from tests.bench.__main__ import build
from tests.browser import FLAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from handbook.records.handbook import Handbook
    from tests.bench.bank import Item

TYPED = ("what is overfitting", "how does the attention mask work", "vanishng gradeints", "why not mse for classif")
WATCH = """() => {
  globalThis.times = [0, 0, 0, 0];
  document.addEventListener("keydown", ({ key }) => {
    if (key.length > 1 || key === "/") return;
    times[0] ||= performance.now();
    times[1] = performance.now();
  }, true);
  const list = document.querySelector(".md-search-result__list");
  new MutationObserver(() => {
    if (list.querySelector("article")) times[2] ||= performance.now();
    if (list.querySelector("article p") && times[3] < times[1]) times[3] = performance.now();
  }).observe(list, { childList: true });
}"""
KEY = 80
"""Milliseconds between two keys."""
REST = 1_000
"""Milliseconds that the last parts, those with sentences, are waited for."""
INVENTED = 30_000
"""Words that are no English, as many as a bank of this size would have: they are rarer the later they come."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed, as a web server does, and counts the bytes of the search."""

    sent = 0

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path.partition("?")[0]))
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            self.send_error(404)
            return
        body = gzip.compress(file.read_bytes(), 6)
        if "/search/" in self.path:
            _Handler.sent += len(body)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves a folder on this machine only."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def worded(items: list[Item], handbook: Handbook) -> list[Item]:
    """Returns a bank in the words of this handbook, every seventh of them an invented one."""
    dice = random.Random(7)  # noqa: S311  test data
    syllables = [first + vowel + last for first in "bdfgklmnprstv" for vowel in "aeiou" for last in ("", "n", "r", "st", "lm")]
    invented = ["".join(dice.choices(syllables, k=3)) for _ in range(INVENTED)]
    rarity = [*accumulate(1 / (at + 10) for at in range(INVENTED))]
    asked = [[question.question, *question.asked_as] for question in handbook.questions.values()]
    texts = [re.findall(r"[\w' ,-]{30,}", f"{question.short} {question.answer}") for question in handbook.questions.values()]

    def altered(text: str) -> str:
        words = plain_line(text).replace("`", "").split()
        rare = iter(dice.choices(invented, cum_weights=rarity, k=len(words)))
        return " ".join(next(rare) if dice.random() < 1 / 7 else word for word in words)[:280].strip() or "Nothing"

    def altered_item(item: Item) -> Item:
        own = dice.randrange(len(asked))
        sentences = [altered(dice.choice(dice.choice(texts))) for _ in range(24)]
        return replace(
            item,
            title=altered(asked[own][0]),
            asked_as=list(dict.fromkeys(altered(text) for text in asked[own][1:])),
            short=". ".join(sentences[:3]),
            answer=". ".join(sentences[3:20]),
            key_points=list(dict.fromkeys(sentences[20:])),
        )

    return [altered_item(item) for item in items]


def measure(browser: Browser, url: str, query: str) -> None:
    """Types a query on a page that was just opened, and prints a row of the table."""
    page = browser.new_context(service_workers="block").new_page()
    page.goto(url, wait_until="networkidle")
    _Handler.sent = 0
    page.evaluate(WATCH)
    page.keyboard.press("/")
    page.keyboard.type(query, delay=KEY)
    page.locator(".md-search-result__item p").first.wait_for()
    page.wait_for_timeout(REST)
    first, last, hit, sentence = page.evaluate("times")
    print(f"| {query} | {(hit - first) / 1000:.1f} | {(sentence - last) / 1000:.1f} | {_Handler.sent / 1e6:.2f} |", flush=True)
    page.close()


def main() -> None:
    """Prints a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000, help="number of questions (10000)")
    chosen = parser.parse_args()
    os.environ["GUIDES"] = "off"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bank.write_data(folder, worded(bank.items(chosen.count), load(bank.PROJECT)))
        shutil.copy(bank.PROJECT / "data" / "synonyms.yml", folder / "data")
        glossary = (bank.PROJECT / "data" / "glossary.yml").read_text("utf-8")
        (folder / "data" / "glossary.yml").write_text(re.sub(r"(?m)^  topics: .*\n", "", glossary), "utf-8")
        build(folder)
        index = sum(file.stat().st_size for file in (folder / "site" / "search").rglob("*.js"))
        print(f"{chosen.count:,} questions; all parts of the index and the texts: {index / 1e6:.0f} MB\n")
        print(f"| typed, a key each {KEY} ms | s from the first key to a hit | s from the last key to the sentences | MB |")
        print("| :-- | --: | --: | --: |")
        with served(folder / "site") as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
            for query in TYPED:
                measure(browser, url, query)
            browser.close()


if __name__ == "__main__":
    main()
