"""Questions to come back to, what is weak or due by topic and level, and what changed since it was practiced."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.site.practice.conftest import KEY, card, progress

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.xdist_group("practice")

OLD = {
    "leaves-0": card(1, "2026-11-20", "2026-11-19"),
    "leaves-1": card(5, "2090-01-01", "2026-11-19"),
    "water-3": card(3, "2090-01-01", "2026-11-28"),
}


@pytest.mark.parametrize("path", ["topics/water/#water-2", "q/water-2/"])
def test_question_is_marked_while_reading_and_practiced_on_its_own(visit: Callable[..., Page], tea: str, path: str) -> None:
    page = visit(path)
    star = page.get_by_role("button", name="Come back to “What about water number 2?”")
    expect(star).to_have_attribute("aria-pressed", "false")
    star.press("Enter")
    expect(star).to_have_attribute("aria-pressed", "true")

    page.goto(f"{tea}tags/")
    expect(page.locator(".question-list .starred").first).to_be_visible()
    page.goto(f"{tea}practice/")
    page.get_by_role("link", name="1 marked to come back to").press("Enter")
    page.get_by_role("button", name="Start: 1 card").click()
    expect(page.locator(".practice-question")).to_have_text("What about water number 2?")
    page.keyboard.press("m")
    expect(page.locator(".practice-card .star")).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("handbookProgress.marked()") == []


def test_mark_of_another_tab_and_of_a_former_id_are_shown(visit: Callable[..., Page], tea: str) -> None:
    page = visit("topics/leaves/", kept={f"{KEY}:marked": '{"format":1,"marked":["once-called-otherwise"]}'})
    other = page.context.new_page()
    other.goto(f"{tea}practice/?marked")
    expect(other.get_by_role("button", name="Start: 1 card")).to_be_visible()

    expect(page.locator("#leaves-0 + .question .star")).to_have_attribute("aria-pressed", "true")


def test_statistics_tell_what_is_weak_due_and_changed_and_lead_to_just_those(visit: Callable[..., Page]) -> None:
    page = visit(kept={KEY: progress(OLD)})
    page.locator(".practice-numbers > summary").click()
    table = page.locator(".practice-numbers table")
    expect(table.first.locator("tbody tr")).to_have_text(
        [re.compile(r"Leaves\s*2 of 3\s*1\s*1\s*1"), re.compile(r"Water\s*1 of 12\s*–\s*–\s*–")]
    )
    expect(table.last.locator("tbody tr").first).to_have_text(re.compile(r"Junior\s*2 of 5\s*1\s*1\s*–"))

    table.first.locator("tbody tr").first.get_by_role("link", name="1").last.click()

    expect(page).to_have_url(re.compile(r"practice/\?topic=leaves&changed$"))
    page.get_by_role("button", name="Continue: 1 card").click()
    expect(page.locator(".practice-news")).to_have_text("Changed since you rated it. The second point is new.")
    expect(page.locator(".practice-steps button")).to_be_visible()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Good").click()
    page.get_by_role("button", name="Practice more").click()
    expect(page.get_by_role("button", name="No question matches")).to_be_disabled()


def test_pages_tell_what_changed_until_it_is_practiced_again(visit: Callable[..., Page]) -> None:
    page = visit("topics/leaves/", kept={KEY: progress(OLD)})
    news = page.locator("#leaves-1 + .question .news")
    expect(news).to_have_text("changed since you rated it")

    page.evaluate("handbookProgress.rate('leaves-1', 'good')")

    expect(news).to_have_count(0)


def test_new_questions_are_told_unless_all_of_a_page_are_new(visit: Callable[..., Page]) -> None:
    page = visit("topics/water/")
    date_all = """days => {
      document.querySelectorAll(".question").forEach((question, at) => (question.dataset.added = days[at] ?? days[0]));
      dispatchEvent(new Event("handbook:progress"));
    }"""

    page.evaluate(date_all, ["9999-01-01", "2000-01-01"])
    count = page.locator(".question").count()
    expect(page.locator(".news")).to_have_text(["new"] * (count - 1))

    page.evaluate(date_all, ["9999-01-01"])
    expect(page.locator(".news")).to_have_count(0)


def test_two_devices_put_together_lose_nothing(visit: Callable[..., Page]) -> None:
    page = visit(kept={f"{KEY}:marked": '{"format":1,"marked":["water-1"]}'})
    expect(page.locator(".practice-pile")).to_be_visible()
    page.evaluate("handbookProgress.setAnswer('water-1', 'Mine.')")
    other = progress(
        {"water-0": card()}, marked=["water-2"], suspended=["water-5"], log={"2026-11-28": {"water-0": "g"}},
        answers={"water-1": {"day": "2026-01-01", "text": "Older."}, "water-2": {"day": "2026-01-01", "text": "Theirs."}},
    )  # fmt: skip

    page.evaluate("text => handbookProgress.imported(text)", other)

    assert page.evaluate("[handbookProgress.marked(), handbookProgress.suspended(), Object.keys(handbookProgress.log())]") == [
        ["water-1", "water-2"], ["water-5"], ["2026-11-28"],
    ]  # fmt: skip
    assert page.evaluate("['water-1', 'water-2'].map((id) => handbookProgress.answer(id).text)") == ["Mine.", "Theirs."]


def test_question_that_is_set_aside_is_not_due_and_an_answer_of_a_former_id_takes_no_newer_ones_place(
    visit: Callable[..., Page],
) -> None:
    answers = {"once-called-otherwise": {"day": "2026-01-01", "text": "Old."}, "leaves-0": {"day": "2026-01-02", "text": "New."}}
    page = visit(
        kept={
            KEY: progress({"water-1": card(due="2026-01-01"), "water-2": card(due="2026-01-01")}),
            f"{KEY}:suspended": '{"format":1,"suspended":["water-1"]}',
            f"{KEY}:answers": json.dumps({"format": 1, "answers": answers}),
        }
    )
    expect(page.locator(".practice-pile")).to_be_visible()

    assert page.evaluate("['water-1', 'water-2'].map((id) => handbookProgress.isDue(id))") == [False, True]
    assert page.evaluate("handbookProgress.answer('leaves-0').text") == "New."
