"""The page to practice on, in a real browser: it begins with one button, and nothing on it gets lost."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, Route, expect

from tests.site.practice.conftest import KEY, card, progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("practice")

PHONE = {"width": 390, "height": 800}
LEAVES = "practice/?topic=leaves"
LATER = "by => { const now = performance.now.bind(performance); performance.now = () => now() + by; }"
SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((each) => (window.shift += each.hadRecentInput ? 0 : each.value)))
    .observe({ type: "layout-shift", buffered: true });"""


def day(offset: int = 0) -> str:
    return (date.today() + timedelta(days=offset)).isoformat()


def start(page: Page) -> Page:
    page.get_by_role("button", name=re.compile("^(Start|Continue).*:")).click()
    heading(page)
    return page


def heading(page: Page) -> str:
    """Returns the question of a card, once its answer is there to be shown."""
    expect(page.locator(".practice-steps button")).to_be_visible()
    return page.locator(".practice-question").inner_text()


def cards(page: Page) -> dict[str, dict[str, object]]:
    text = page.evaluate("key => localStorage.getItem(key)", KEY)
    found: dict[str, dict[str, object]] = json.loads(text)["cards"] if text else {}
    return found


def rate(page: Page, key: str) -> None:
    heading(page)
    page.keyboard.press("Space")
    expect(page.locator(".practice-rating")).to_be_visible()
    page.keyboard.press(key)


def where(page: Page, text: str) -> None:
    expect(page.locator(".practice-where")).to_contain_text(text)


def test_run_of_cards_by_keyboard_alone_goes_on_after_a_reload(visit: Callable[..., Page]) -> None:
    page = visit(LEAVES)
    page.get_by_role("button", name="Start: 3 cards").press("Enter")
    first = heading(page)
    expect(page.locator(".practice-question")).to_be_focused()
    expect(page.locator(".practice-body .short")).to_have_count(0)

    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="In 60 seconds")).to_be_focused()
    expect(page.get_by_role("heading", name="The full answer")).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="The full answer")).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator(".practice-question")).not_to_have_text(first)
    second = heading(page)
    page.keyboard.press("Space")
    page.reload()

    expect(page.locator(".practice-question")).to_have_text(second)
    expect(page.locator(".practice-body .short")).to_be_visible()
    page.keyboard.press("1")
    where(page, "Card 3 of 3")
    rate(page, "3")
    where(page, "Once more: 1 card left")
    assert heading(page) == second
    rate(page, "2")
    expect(page.get_by_role("heading", name="Done")).to_be_focused()
    expect(page.locator(".practice-results")).to_contain_text(re.compile("Good.*Again.*Easy", re.DOTALL))
    expect(page.locator("[data-practice]")).to_contain_text("2 of 3 questions known at the first try")
    assert sorted((card["box"], card["due"]) for card in cards(page).values()) == [(1, day(1)), (2, day(2)), (3, day(4))]


def test_last_step_is_undone_with_all_it_did(visit: Callable[..., Page]) -> None:
    known = {f"leaves-{number}": card(4, day(-1), day(-9), 3) for number in range(3)}
    page = start(visit(LEAVES, kept={KEY: progress(known)}))
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    first = heading(page)
    rate(page, "1")
    rate(page, "3")
    where(page, "Card 3 of 3")

    page.keyboard.press("z")
    where(page, "Card 2 of 3")
    expect(page.locator(".practice-rating")).to_be_visible()
    page.get_by_role("button", name="Undo").click()

    where(page, "Card 1 of 3")
    assert page.locator(".practice-question").inner_text() == first
    assert cards(page) == known
    assert page.evaluate("key => localStorage.getItem(key)", f"{KEY}:log") == json.dumps(
        {"format": 1, "log": {day(): {}}}, separators=(",", ":")
    )
    page.keyboard.press("2")
    rate(page, "2")
    rate(page, "2")
    expect(page.get_by_role("heading", name="Done")).to_be_visible()


def test_end_asks_nothing_and_loses_nothing(visit: Callable[..., Page]) -> None:
    page = start(visit(LEAVES))
    rate(page, "2")
    where(page, "Card 2 of 3")
    page.keyboard.press("Escape")
    expect(page.locator(".practice-results")).to_contain_text("Good")

    page.reload()
    page.get_by_role("button", name="Resume at card 2 of 3").click()

    where(page, "Card 2 of 3")
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Resume at card 2 of 3").click()
    where(page, "Card 2 of 3")
    assert len(cards(page)) == 1


def test_button_counts_what_comes_and_due_and_unseen_come_before_the_rest(visit: Callable[..., Page]) -> None:
    early = {f"water-{number}": card(3, day(9), day(-1)) for number in range(6)}
    due = {"water-6": card(3, day(0), day(-4)), "water-7": card(1, day(-2), day(-3)), "water-8": card(2, day(-2), day(-4))}
    page = visit("practice/?topic=water", kept={KEY: progress({**early, **due})})

    expect(page.locator(".practice-pile")).to_contain_text("9 of 15 questions practiced. 3 cards due today.")
    page.get_by_role("button", name="Continue: 10 cards, 3 due").click()

    where(page, "Card 1 of 10")
    run = json.loads(page.evaluate("sessionStorage.getItem('handbook-practice:/tea/')"))["ids"]
    assert run[:3] == ["water-7", "water-8", "water-6"]
    assert sorted(run[3:6]) == ["water-10", "water-11", "water-9"]
    heading(page)
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Good")).to_contain_text("review in 2 days")
    expect(page.get_by_role("button", name="Again")).to_contain_text("review in 1 day")
    assert "box" not in page.locator("[data-practice]").inner_text().lower()


def test_choice_is_kept_in_the_address_and_counted_on_the_button(visit: Callable[..., Page]) -> None:
    page = visit("practice/?topic=leaves&level=senior")
    expect(page.get_by_role("button", name="Start: 1 card")).to_be_visible()
    expect(page.get_by_label("Senior").first).not_to_be_visible()
    page.locator(".practice-options > summary").click()
    options = page.locator(".practice-options")
    expect(options.get_by_label("Senior")).to_be_checked()

    options.get_by_label("Senior").uncheck()
    expect(page.get_by_role("button", name="Start: 3 cards")).to_be_visible()
    options.get_by_label("5", exact=True).check()
    options.get_by_label("due for review").check()

    assert page.url.endswith("practice/?topic=leaves&size=5&due")
    expect(page.get_by_role("button", name="No question matches")).to_be_disabled()


def test_card_shows_the_parts_of_the_answer_and_keeps_the_ticks(visit: Callable[..., Page]) -> None:
    page = start(visit(LEAVES))
    page.get_by_role("button", name="Show the short answer").click()
    page.get_by_label("Two.").check()
    page.get_by_role("button", name="Show the full answer").click()

    expect(page.get_by_label("Two.")).to_be_checked()
    expect(page.locator(".practice-body")).to_contain_text("Paragraph 39")
    page.reload()
    expect(page.get_by_label("Two.")).to_be_checked()


def test_link_in_a_card_stays_in_the_card(visit: Callable[..., Page]) -> None:
    page = start(visit(LEAVES))
    address, title = page.url, heading(page)
    page.get_by_role("button", name="Show the short answer").click()
    page.get_by_role("button", name="Show the full answer").click()

    page.get_by_role("link", name="the neighbour").first.click()

    expect(page.locator(".practice-peek .short")).to_contain_text("The short answer about leaves")
    assert (page.url, page.locator(".practice-question").inner_text()) == (address, title)
    with page.context.expect_page() as opened:
        page.locator(".practice-peek").get_by_role("link", name="Open it on its page").click()
    assert "/topics/leaves/" in opened.value.url
    page.locator(".practice-peek").get_by_role("button", name="Close").click()
    expect(page.locator(".practice-peek")).to_have_count(0)


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 720}])
def test_ratings_stay_in_reach_however_long_the_answer_is(visit: Callable[..., Page], viewport: dict[str, int]) -> None:
    page = start(visit(LEAVES, viewport=viewport))
    page.get_by_role("button", name="Show the short answer").click()
    expect(page.get_by_role("button", name="Good")).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Show the full answer").click()

    for share in (0, 0.3, 0.6):
        page.evaluate("share => scrollTo(0, share * document.querySelector('.practice').offsetHeight)", share)
        expect(page.get_by_role("button", name="Good")).to_be_in_viewport(ratio=1)
    height = page.get_by_role("button", name="Good").evaluate("button => button.getBoundingClientRect().height")
    assert height >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_keys_are_written_on_the_buttons_and_can_be_switched_off(visit: Callable[..., Page]) -> None:
    page = visit(LEAVES)
    page.locator(".practice-options > summary").click()
    page.get_by_label("One-letter keys").uncheck()
    page.reload()
    start(page)
    expect(page.locator(".practice-bar kbd").first).to_be_hidden()
    title = heading(page)
    page.keyboard.press("x")
    page.keyboard.press("t")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.keyboard.press("/")
    assert not page.locator("[data-md-toggle=search]").is_checked()
    where(page, "Card 1 of 3")
    assert heading(page) == title
    expect(page.get_by_role("timer")).to_have_text("60 s")

    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Practice more").click()
    page.locator(".practice-options > summary").click()
    page.get_by_label("One-letter keys").check()
    start(page)
    expect(page.get_by_role("button", name="Skip").locator("kbd")).to_have_text("x")
    page.keyboard.press("x")
    where(page, "Card 2 of 3")


def test_letters_typed_into_the_search_are_no_commands(visit: Callable[..., Page]) -> None:
    page = start(visit(LEAVES))
    title = heading(page)

    page.locator("input[name=query]").click()
    page.keyboard.type("x t2")

    assert page.locator("input[name=query]").input_value() == "x t2"
    assert heading(page) == title


def test_question_that_is_set_aside_is_not_asked_until_it_is_taken_back(visit: Callable[..., Page]) -> None:
    page = start(visit(LEAVES))
    page.get_by_role("button", name="Set aside").click()
    where(page, "Card 2 of 3")
    page.get_by_role("button", name="End").click()
    page.get_by_role("button", name="Practice more").click()
    expect(page.get_by_role("button", name="Start: 2 cards")).to_be_visible()

    page.locator(".practice-options > summary").click()
    page.get_by_role("button", name="Ask it again").click()

    expect(page.get_by_role("button", name="Start: 3 cards")).to_be_visible()


def test_interviewer_sees_points_mistakes_and_follow_ups_with_the_answer_at_hand(visit: Callable[..., Page]) -> None:
    page = start(visit("practice/?topic=leaves&level=junior&mode=interviewer"))

    expect(page.get_by_label("One.")).to_be_visible()
    expect(page.get_by_text("It is all.")).to_be_visible()
    expect(page.get_by_text("And then?")).to_be_visible()
    expect(page.get_by_text("The short answer about leaves 0.")).not_to_be_visible()
    page.get_by_role("button", name="Finish").click()
    assert cards(page) == {}


def test_clock_counts_sixty_seconds_and_says_when_they_are_over(visit: Callable[..., Page]) -> None:
    page = start(visit(LEAVES))
    page.keyboard.press("t")
    page.evaluate(LATER, 20_000)
    expect(page.get_by_role("timer")).to_have_text("40 s")
    page.evaluate(LATER, 41_000)

    expect(page.get_by_role("timer")).to_have_text("0 s")
    expect(page.get_by_role("status").filter(has_text="Time's up.")).to_be_attached()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}])
def test_page_does_not_jump_while_it_loads(visit: Callable[..., Page], tea: str, viewport: dict[str, int]) -> None:
    page = visit("tags/", viewport=viewport, script=SHIFTS)

    def slowly(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/deck.js", slowly)
    page.goto(f"{tea}practice/")
    expect(page.get_by_role("button", name="Start:")).to_be_visible()
    page.wait_for_timeout(300)

    assert page.evaluate("window.shift") <= 0.05


def test_plan_up_to_a_day_is_made_told_and_followed(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit()
    page.locator(".practice-date > summary").click()
    page.get_by_label("My interview is on", exact=True).fill(day(10))
    page.get_by_label("and I have").select_option("10")
    page.get_by_role("button", name="Make a plan").click()

    expect(page.locator(".practice-pile")).to_contain_text("10 days left. Today: 3 new, 0 to review.")
    expect(page.locator(".practice-planned tbody tr")).to_have_count(10)
    with page.expect_download() as download:
        page.get_by_role("button", name="Add to my calendar").click()
    download.value.save_as(tmp_path / "practice.ics")
    assert (tmp_path / "practice.ics").read_text("utf-8").count("BEGIN:VEVENT") == 11
    page.get_by_role("button", name="Start: 3 cards").click()
    for _ in range(3):
        rate(page, "2")
    page.get_by_role("button", name="Practice more").click()
    expect(page.get_by_role("button", name="Done for today")).to_be_disabled()
    assert sorted(cards(page)) == ["leaves-0", "water-0", "water-3"]

    page.reload()
    page.locator(".practice-date > summary").click()
    page.get_by_role("button", name="Drop the plan").click()
    expect(page.get_by_role("button", name="Continue: 10 cards")).to_be_visible()


def test_second_interview_is_added_told_followed_and_removed(visit: Callable[..., Page]) -> None:
    page = visit()
    page.locator(".practice-date > summary").click()
    plan = page.locator(".practice-date")
    for offset, button in ((3, "Make a plan"), (9, "Add as another interview")):
        plan.get_by_label("My interview is on", exact=True).fill(day(offset))
        plan.get_by_role("button", name=button).click()

    expect(page.locator(".practice-pile")).to_contain_text(re.compile(r"3 days left\..*Then: ", re.DOTALL))
    expect(page.locator(".practice-planned tbody tr")).to_have_count(9)
    kept = json.loads(page.evaluate("key => localStorage.getItem(key)", f"{KEY}:plan"))["plan"]
    assert (kept["date"], [each["date"] for each in kept["more"]]) == (day(3), [day(9)])
    kept["date"] = day(-1)
    page.evaluate("plan => handbookProgress.setPlan(plan)", kept)
    expect(page.locator(".practice-pile")).to_contain_text("9 days left.")
    page.evaluate("plan => handbookProgress.setPlan(plan)", {**kept, "date": day(3)})
    page.reload()
    page.locator(".practice-date > summary").click()
    plan.get_by_role("button", name="Remove").first.press("Enter")
    expect(page.locator(".practice-pile")).to_contain_text("9 days left.")
    expect(plan.get_by_role("button", name="Remove")).to_have_count(0)


def test_plan_that_does_not_fit_is_told_plainly(visit: Callable[..., Page]) -> None:
    plan = {"format": 1, "plan": {"date": day(1), "since": day(), "minutes": 10, "topics": [], "levels": []}}
    page = visit(kept={f"{KEY}:plan": json.dumps(plan)})
    page.locator(".practice-date > summary").click()

    expect(page.locator(".practice-unfit")).to_contain_text("5 questions would stay unseen. Take about 15 minutes a day")
    expect(page.locator(".practice-unfit li")).to_have_count(5)


def test_plan_whose_day_has_passed_asks_for_another(visit: Callable[..., Page]) -> None:
    plan = {"format": 1, "plan": {"date": day(-1), "since": day(-9), "minutes": 10, "topics": [], "levels": []}}
    page = visit(kept={f"{KEY}:plan": json.dumps(plan)})

    expect(page.locator(".practice-pile")).to_contain_text("Set a new date, or drop the plan.")
    expect(page.get_by_role("button", name="Start: 10 cards")).to_be_enabled()
