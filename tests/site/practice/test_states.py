"""Every state of the page to practice on: reached by keyboard or finger, accessible, within the screen, and without a jump."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from tests.browser import DESKTOP, PHONE
from tests.site.practice.conftest import KEY, card, progress
from tests.site.practice.test_listen import DEAF, VOICE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.xdist_group("practice")

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((each) => (window.shift += each.hadRecentInput ? 0 : each.value)))
    .observe({ type: "layout-shift", buffered: true });"""
KEPT = {
    KEY: progress({"leaves-0": card(1), "leaves-1": card(4, "2026-12-30", "2026-11-19"), "water-3": card(2, "2026-11-30")}),
    f"{KEY}:log": "{",
    f"{KEY}:marked": '{"format":1,"marked":["leaves-1"]}',
    f"{KEY}:suspended": '{"format":1,"suspended":["water-9"]}',
}


def begin(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^(Start|Continue).*:")).click()
    expect(page.locator(".practice-next button").first).to_be_visible()


def unfold(page: Page) -> None:
    closed = page.locator(".practice details:not([open]) > summary:visible")
    while closed.count():
        closed.first.click()


def states(page: Page) -> Iterator[str]:
    """Goes through the states of the page, and yields the name of each."""
    address = page.url
    expect(page.locator(".practice-pile")).to_be_visible()
    yield "first view"
    unfold(page)
    for offset, name in ((10, "Make a plan"), (20, "Add as another interview")):
        page.get_by_label("My interview is on", exact=True).fill((date.today() + timedelta(days=offset)).isoformat())
        page.get_by_role("button", name=name).click()
    unfold(page)
    yield "everything unfolded, with a plan for two interviews"
    page.goto(f"{address}?topic=leaves&changed")
    begin(page)
    page.locator(".practice-say > summary").click()
    page.get_by_label("Your answer").fill("Mine.")
    yield "card, typing"
    page.get_by_role("button", name="Show the short answer").click()
    page.get_by_label("Two.").check()
    yield "card, comparing"
    page.get_by_role("button", name="Show the full answer").click()
    page.get_by_role("link", name="the neighbour").first.click()
    expect(page.locator(".practice-peek .short")).to_be_visible()
    yield "card, everything"
    page.get_by_role("button", name="Good").click()
    yield "done"
    page.goto(f"{address}?topic=leaves&mode=mock")
    begin(page)
    page.get_by_label("Your answer").fill("Mine again.")
    page.get_by_role("button", name="Show the short answer").click()
    page.get_by_label("Two.").check()
    yield "mock interview"
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="End").click()
    expect(page.locator(".practice-verdict li")).to_have_count(3)
    yield "report"
    page.goto(f"{address}?topic=leaves&mode=interviewer")
    begin(page)
    page.get_by_label("Candidate", exact=True).fill("Ada")
    yield "interviewing"
    page.goto(f"{address}?topic=leaves&mode=listen")
    begin(page)
    expect(page.locator(".practice-turn")).to_contain_text("Your turn")
    page.keyboard.press("Space")
    yield "listening"


@pytest.mark.parametrize(("scheme", "viewport"), [("dark", PHONE), ("light", DESKTOP)])
def test_every_state_is_accessible_and_stands_still(visit: Callable[..., Page], scheme: str, viewport: dict[str, int]) -> None:
    page = visit(viewport=viewport, color_scheme=scheme, reduced_motion="reduce", kept=KEPT, script=VOICE + SHIFTS)

    seen = []
    for name in states(page):
        seen.append(name)
        assert Axe().run(page, options=RULES).response["violations"] == [], name
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], name
        assert page.evaluate("window.shift") <= 0.05, name
    assert len(seen) >= 8


def test_listening_without_a_voice_is_accessible(visit: Callable[..., Page]) -> None:
    page = visit("practice/?topic=leaves&mode=listen", viewport=PHONE, script=DEAF)
    begin(page)

    assert Axe().run(page, options=RULES).response["violations"] == []


def test_question_may_be_called_constructor(visit: Callable[..., Page]) -> None:
    def renamed(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("leaves-0", "constructor"))

    page = visit()
    for address in ("**/deck.js", "**/topics/leaves/"):
        page.route(address, renamed)
    page.goto(f"{page.url}?topic=leaves&level=junior&size=all")
    begin(page)
    while (show := page.get_by_role("button", name="Show the short answer")).is_visible():
        show.click()
        page.get_by_role("button", name="Good").click()

    log = page.evaluate("key => JSON.parse(localStorage[key])", f"{KEY}:log")
    assert [day["constructor"] for day in log["log"].values()] == ["g"]
