"""The search of the built site in a real browser: the right question first, and nothing where there is nothing."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.search import FOLDER, Outcome, Query, ask, load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser import Served

pytestmark = pytest.mark.xdist_group("browser")

FIRST, AMONG_THREE = 0.9, 0.955
"""What is reached now, less one in a hundred; the aim is 0.9 and 0.97."""
UNTOLD = 0.08
"""The share of queries for something else that find a question and are not told of it; and of good ones that are told so."""
IDS = {file.stem for file in (Path(__file__).parents[2] / "data").glob("*/[!_]*.yml")}
QUERIES, SOURCE_ITEMS = load(FOLDER / "queries.yml", IDS), load(FOLDER / "source_items.yml", IDS)
NOTHING: list[str] = yaml.safe_load((FOLDER / "nothing.yml").read_text("utf-8"))
HOSTILE = [
    "", "   ", "?!.,;", "(", "[a-z", ".*+?^${}()|[]\\", "__proto__", "constructor", "toString hasOwnProperty", "<b>bold</b>",
    "&amp; &lt;", "🎉🎉", "勾配消失問題とは", "نزول التدرج", "a " * 5_000, "x" * 10_000, "level:", "level:__proto__",
    "topic:nowhere tag:", "\u0000",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """One page for all queries: each starts a worker of its own."""
    page = browser.new_page()
    page.goto(served.url)
    yield page
    page.close()


@pytest.fixture(scope="module")
def worker(served: Served) -> str:
    return f"{served.url}assets/search-worker.js"


def outcome(page: Page, worker: str, queries: list[Query]) -> Outcome:
    return Outcome(queries, ask(page, worker, [query.text for query in queries]))


@pytest.mark.parametrize("name", ["queries", "source_items"])
def test_every_query_is_for_a_question_that_is_there(name: str) -> None:
    asked = yaml.safe_load((FOLDER / f"{name}.yml").read_text("utf-8"))

    assert len(asked) > 20
    assert asked.keys() - IDS == set()


def test_each_wording_that_the_handbook_began_with_finds_its_question_first(page: Page, worker: str) -> None:
    found = outcome(page, worker, SOURCE_ITEMS)

    assert found.share(1) == 1, found.misses()


def test_queries_of_all_kinds_find_their_question(page: Page, worker: str) -> None:
    found = outcome(page, worker, QUERIES)

    print(found.misses())
    assert found.share(1) >= FIRST, found.misses()
    assert found.share(3) >= AMONG_THREE, found.misses()


def test_own_wordings_of_every_question_find_it_first(page: Page, worker: str) -> None:
    files = sorted((Path(__file__).parents[2] / "data").glob("*/[!_]*.yml"))
    questions = [(file.stem, yaml.safe_load(file.read_text("utf-8"))) for file in files]
    wordings = [
        Query(text, "own", id_) for id_, question in questions for text in (question["question"], *question.get("asked_as", ()))
    ]

    shared = {text for text, times in Counter(query.text for query in wordings).items() if times > 1}
    found = outcome(page, worker, [query for query in wordings if query.text not in shared])

    assert found.share(1) == 1, found.misses()


def test_nearly_every_query_for_something_else_finds_nothing_or_is_told_so(page: Page, worker: str) -> None:
    found = {query: ids for query, ids in zip(NOTHING, ask(page, worker, NOTHING, sure=True), strict=True) if ids}
    good = ask(page, worker, [query.text for query in QUERIES[::4]], sure=True)

    assert len(found) <= UNTOLD * len(NOTHING), found
    assert sum(not ids for ids in good) <= UNTOLD * len(good)


def test_hit_that_may_be_about_something_else_says_so(browser: Browser, served: Served, page: Page, worker: str) -> None:
    answers = zip(NOTHING, ask(page, worker, NOTHING), ask(page, worker, NOTHING, sure=True), strict=True)
    told = next(query for query, ids, sure in answers if ids and not sure)
    shown = browser.new_page()
    shown.goto(served.url)
    shown.keyboard.press("/")
    shown.keyboard.type(told)

    expect(shown.locator(".md-search-result__item").first).to_contain_text("This may not answer it, but nothing comes nearer.")
    shown.close()


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_query_is_answered(page: Page, worker: str, query: str) -> None:
    before = page.evaluate("performance.now()")

    ask(page, worker, [query])

    assert page.evaluate("performance.now()") - before < 2_000


@pytest.mark.parametrize("query", [query.text for query in SOURCE_ITEMS[::9]])
def test_typed_query_shows_its_question_first(browser: Browser, served: Served, query: str) -> None:
    page = browser.new_page()
    page.goto(served.url)
    page.keyboard.press("/")
    page.keyboard.type(query)
    wanted = next(item.id for item in SOURCE_ITEMS if item.text == query)

    expect(page.locator(".md-search-result__item a").first).to_have_attribute("href", re.compile(f"#{wanted}$"))
    page.close()
