"""The plan up to a day: its order, how much a day brings, its end, and its calendar; with a clock of its own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.site.practice.conftest import card

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("practice")
START = date(2026, 2, 23)


@pytest.fixture(scope="module")
def page(blank: Callable[..., Page]) -> Page:
    return blank("progress/schedule.js", "practice/planning/plan.js", "practice/planning/calendar.js")


def day(offset: int) -> str:
    return (START + timedelta(days=offset)).isoformat()


def ids(count: int) -> list[str]:
    return [f"q-{number}" for number in range(count)]


def plan(
    page: Page, *, questions: int = 20, at: int = 0, days: int = 10, cards: Mapping[str, object] | None = None, **more: Any
) -> Any:
    asked = {"order": ids(questions), "today": day(at), "since": day(0), "date": day(days), "minutes": 10, "pace": 60, **more}
    return page.evaluate(
        "([asked, cards]) => planAhead({ ...asked, cards: new Map(Object.entries(cards)) })", [asked, cards or {}]
    )


def order(page: Page, *questions: tuple[str, str, list[str]]) -> list[str]:
    records = [{"id": id_, "level": level, "prerequisites": needs} for id_, level, needs in questions]
    found: list[str] = page.evaluate("all => learningOrder(all, ['junior', 'mid', 'senior'])", records)
    return found


def test_order_is_by_level_and_what_others_build_on_comes_first(page: Page) -> None:
    found = order(
        page, ("s", "senior", []), ("m", "mid", []), ("leaf", "junior", []), ("core", "junior", []), ("user", "mid", ["core"])
    )
    assert found == ["core", "leaf", "m", "user", "s"]


def test_nothing_comes_before_what_it_needs_and_a_circle_ends(page: Page) -> None:
    assert order(page, ("a", "junior", ["b"]), ("b", "senior", ["c"]), ("c", "mid", ["elsewhere"])) == ["c", "b", "a"]
    assert sorted(order(page, ("a", "junior", ["b"]), ("b", "junior", ["a"]))) == ["a", "b"]
    assert order(page, ("odd", "unheard-of", []), ("a", "senior", [])) == ["a", "odd"]


def test_what_is_left_is_met_within_seventy_per_cent_of_the_days(page: Page) -> None:
    found = plan(page, questions=20, days=10)

    assert found["fresh"] == ids(3)  # 20 in 7 days
    assert [each["fresh"] for each in found["days"]] == [3, 3, 3, 3, 3, 3, 2, 0, 0, 0]
    assert [each["day"] for each in found["days"]] == [day(number) for number in range(10)]
    assert found["fits"]


def test_missed_days_are_made_up_for(page: Page) -> None:
    assert len(plan(page, questions=20, days=10, at=5)["fresh"]) == 10  # 20 in the 2 days that are left of 7: the budget
    assert len(plan(page, questions=16, days=10, at=5)["fresh"]) == 8


def test_day_never_brings_more_than_its_minutes_allow(page: Page) -> None:
    assert len(plan(page, questions=100, days=4)["fresh"]) == 10
    assert len(plan(page, questions=100, days=4, minutes=15, pace=90)["fresh"]) == 10
    assert len(plan(page, questions=100, days=4, minutes=15, pace=30)["fresh"]) == 30
    for each in plan(page, questions=100, days=12)["days"]:
        assert each["fresh"] + each["reviews"] <= 10


def test_reviews_that_are_due_come_the_weakest_first(page: Page) -> None:
    cards = {
        "q-0": card(3, day(1), day(-3)),
        "q-1": card(1, day(1), day(0)),
        "q-2": card(2, day(0), day(-2)),
        "q-3": card(2, day(1), day(-1)),
        "q-4": card(1, day(8), day(-9)),
    }
    found = plan(page, questions=5, days=10, at=1, cards=cards)
    assert found["reviews"] == ["q-1", "q-2", "q-3", "q-0", "q-4"]


def test_last_fifth_brings_nothing_new_and_what_was_seen_least_recently(page: Page) -> None:
    cards = {id_: card(7, day(60), day(-number), 3) for number, id_ in enumerate(ids(20))}
    found = plan(page, questions=20, days=10, at=8, cards=cards)
    assert (found["fresh"], found["reviews"]) == ([], ids(20)[:9:-1])


def test_last_fifth_still_brings_what_was_never_seen(page: Page) -> None:
    cards = {id_: card(2, day(9), day(7)) for id_ in ids(16)}
    found = plan(page, questions=20, days=10, at=9, cards=cards)
    assert found["fresh"] == ["q-16", "q-17", "q-18", "q-19"]
    assert len(found["reviews"]) == 6


def test_what_was_done_today_counts_and_does_not_come_again(page: Page) -> None:
    cards = {"q-0": card(2, day(2), day(0)), "q-1": card(2, day(2), day(0)), "q-2": card(1, day(1), day(0))}
    found = plan(page, questions=20, days=10, cards=cards)
    assert (found["fresh"], found["reviews"]) == ([], [])
    cards.popitem()
    assert plan(page, questions=20, days=10, cards=cards)["fresh"] == ["q-2"]


def test_cards_of_a_clock_that_was_ahead_are_not_done_today(page: Page) -> None:
    ahead = {"q-0": card(3, day(404), day(400)), "q-1": card(2, day(3), day(1))}
    found = plan(page, questions=2, days=10, cards=ahead)
    assert (found["done"], found["reviews"]) == (1, ["q-0"])


def test_day_that_is_thousands_of_years_ahead_is_planned_a_year_at_most(page: Page) -> None:
    assert len(plan(page, date="9999-12-31")["days"]) == 366


def test_plan_that_does_not_fit_says_what_to_leave_out_and_how_long_it_would_take(page: Page) -> None:
    found = plan(page, questions=50, days=4)
    assert (found["fits"], found["leaveOut"], found["needed"]) == (False, ids(50)[40:], 13)
    assert plan(page, questions=40, days=4)["fits"]


def two(page: Page, *, at: int = 0, cards: Mapping[str, object] | None = None, first: int = 10, second: int = 20) -> Any:
    """Plans for two interviews: ten questions for the nearer one, and those and ten more for the other."""
    interviews = [
        {"order": ids(20), "since": day(0), "date": day(second)},
        {"order": ids(10), "since": day(0), "date": day(first)},
    ]
    asked = {"interviews": interviews, "today": day(at), "minutes": 5, "pace": 60}
    return page.evaluate(
        "([asked, cards]) => planAhead({ ...asked, cards: new Map(Object.entries(cards)) })", [asked, cards or {}]
    )


def test_second_interview_has_its_new_cards_beside_the_first_and_its_own_days(page: Page) -> None:
    found = two(page)

    assert found["fresh"] == ["q-0", "q-1", "q-10"]  # 10 in 7 days, and 10 in 14
    assert len(found["days"]) == 20
    assert sum(each["fresh"] for each in found["days"]) == 20
    assert all(each["fresh"] + each["reviews"] <= 5 for each in found["days"])
    assert found["left"] == 10


def test_plan_goes_on_with_the_second_interview_when_the_first_has_passed(page: Page) -> None:
    found = two(page, at=11)

    assert found["left"] == 9
    assert found["fresh"] == ids(5)
    assert len(found["days"]) == 9


def test_two_interviews_that_do_not_fit_say_what_to_leave_out_of_each(page: Page) -> None:
    found = two(page, first=1, second=3)

    assert found["leaveOut"] == ids(10)[5:]
    assert (found["fits"], found["needed"]) == (False, 10)
    assert two(page, first=1, second=2)["leaveOut"] == [*ids(10)[5:], *ids(20)[15:]]


@pytest.mark.parametrize("days", [0, 1])
def test_plan_for_today_or_tomorrow_brings_all_that_fits(page: Page, days: int) -> None:
    found = plan(page, questions=20, days=days)
    assert (found["fresh"], found["left"], len(found["days"])) == (ids(10), 1, 1)


def test_calendar_has_an_entry_a_day_in_lines_that_are_short_and_escaped(page: Page) -> None:
    entries = [
        {"day": "2026-02-28", "title": "Tea; water, and \\ more", "text": "ü" * 60 + "\nend", "url": "https://example.org/"},
        {"day": "2026-03-01", "title": "Interview"},
    ]
    text: str = page.evaluate(
        "entries => calendar(entries, { now: new Date('2026-02-23T10:11:12.345Z'), host: 'example.org' })", entries
    )

    lines = text.split("\r\n")
    assert (lines[0], lines[-2:]) == ("BEGIN:VCALENDAR", ["END:VCALENDAR", ""])
    assert all(len(line.encode()) <= 75 for line in lines)
    whole = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260228\r\nDTEND;VALUE=DATE:20260301\r\n" in whole
    assert "SUMMARY:Tea\\; water\\, and \\\\ more\r\n" in whole
    assert f"DESCRIPTION:{'ü' * 60}\\nend\r\n" in whole
    assert "DTSTAMP:20260223T101112Z" in whole
    assert whole.count("BEGIN:VEVENT") == whole.count("END:VEVENT") == 2
    assert len({line for line in whole.split("\r\n") if line.startswith("UID:")}) == 2
