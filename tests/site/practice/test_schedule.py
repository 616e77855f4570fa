"""When a card comes back, which of two states is newer, and what a text with progress may be: pure rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.site.practice.conftest import card, progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("practice")
TODAY = "2026-11-30"


@pytest.fixture(scope="module")
def page(blank: Callable[..., Page]) -> Page:
    return blank("progress/schedule.js", "progress/backup.js")


def after(page: Page, before: dict[str, object] | None, rating: str) -> dict[str, object]:
    found: dict[str, object] = page.evaluate(
        "([card, rating, today]) => schedule.after(card ?? undefined, rating, today)", [before, rating, TODAY]
    )
    return found


@pytest.mark.parametrize(
    ("box", "rating", "then", "due"),
    [
        (1, "good", 2, "2026-12-02"),
        (2, "good", 3, "2026-12-04"),
        (7, "good", 7, "2027-02-02"),
        (1, "easy", 3, "2026-12-04"),
        (6, "easy", 7, "2027-02-02"),
        (1, "again", 1, "2026-12-01"),
        (7, "again", 1, "2026-12-01"),
    ],
)
def test_card_that_is_due_moves_by_leitners_rules(page: Page, box: int, rating: str, then: int, due: str) -> None:
    assert after(page, card(box, TODAY, times=4), rating) == {"box": then, "due": due, "last": TODAY, "times": 5}


@pytest.mark.parametrize(("rating", "box"), [("again", 1), ("good", 2), ("easy", 3)])
def test_new_card_starts_in_the_first_box(page: Page, rating: str, box: int) -> None:
    found = after(page, None, rating)
    assert (found["box"], found["times"]) == (box, 1)


@pytest.mark.parametrize("rating", ["good", "easy"])
def test_early_review_does_not_promote_and_never_brings_the_card_nearer(page: Page, rating: str) -> None:
    assert after(page, card(3, "2026-12-01"), rating) == card(3, "2026-12-04", TODAY, 2)
    assert after(page, card(3, "2026-12-24"), rating)["due"] == "2026-12-24"


def test_card_of_a_clock_that_was_ahead_comes_back_by_the_clock_of_today(page: Page) -> None:
    assert after(page, card(3, "2028-01-05", "2028-01-01"), "good") == card(4, "2026-12-08", TODAY, 2)


def test_early_review_that_failed_goes_back_to_the_first_box(page: Page) -> None:
    assert after(page, card(5, "2026-12-14"), "again") == card(1, "2026-12-01", TODAY, 2)


@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        (card(last="2026-11-29"), card(last="2026-11-28", times=9), True),
        (card(last="2026-11-28", times=9), card(last="2026-11-29"), False),
        (card(times=3), card(times=2), True),
        (card(times=2), card(times=3), False),
        (card(), None, True),
        (None, card(), False),
    ],
)
def test_newer_of_two_states_is_the_later_one_and_then_the_more_practiced(
    page: Page, one: object, other: object, first: bool
) -> None:
    assert page.evaluate("([one, other]) => schedule.later(one, other)", [one, other]) == (one if first else other)


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-99-99", "2025-02-29", "2026-1-1", "20261130", "", None, 20261130, "2026-11-30x"]
)
def test_day_that_is_none_is_no_day(page: Page, day: object) -> None:
    assert not page.evaluate("day => schedule.isDay(day)", day)


def test_days_are_counted_over_months_years_and_leap_days(page: Page) -> None:
    assert page.evaluate("schedule.addDays('2026-12-31', 1)") == "2027-01-01"
    assert page.evaluate("schedule.addDays('2028-02-28', 1)") == "2028-02-29"
    assert page.evaluate("schedule.daysBetween('2026-10-20', '2026-11-01')") == 12
    assert page.evaluate("schedule.isDay('2028-02-29')")


def test_text_is_read_as_it_was_written(page: Page) -> None:
    text = progress({"dropout": card(), "adam": card(4)})
    printed = page.evaluate("text => schedule.print(schedule.parse(text).cards)", text)
    assert page.evaluate("text => JSON.parse(text)", printed) == {"format": 1, "cards": {"adam": card(4), "dropout": card()}}
    assert printed.index("adam") < printed.index("dropout")


READ = "text => { const { cards, bad } = schedule.parse(text); return { cards: Object.fromEntries(cards), bad } }"


@pytest.mark.parametrize(
    "bad",
    [card(0), card(8), card(1.5), card(due="2026-02-30"), card(last="soon"), card(times=-1), {"box": 1}, None, 7, "x", []],  # type: ignore[arg-type]
)
def test_only_a_bad_card_is_left_out(page: Page, bad: object) -> None:
    found = page.evaluate(READ, progress({"good-one": card(), "bad-one": bad}))
    assert found == {"cards": {"good-one": card()}, "bad": ["bad-one"]}


def test_card_of_what_is_no_id_is_left_out(page: Page) -> None:
    found = page.evaluate(READ, progress({"good-one": card(), "Bad One": card(), "bad--one": card()}))
    assert found == {"cards": {"good-one": card()}, "bad": ["Bad One", "bad--one"]}


@pytest.mark.parametrize(
    "text", ["", "{", "null", "[]", "7", '{"format": 2, "cards": {}}', '{"format": 1}', '{"format": 1, "cards": []}']
)
def test_text_that_is_no_progress_is_not_read(page: Page, text: str) -> None:
    assert page.evaluate("text => { try { schedule.parse(text); return false } catch { return true } }", text)


def refused(page: Page, text: str) -> str:
    context = {"handbook": "Tea", "today": TODAY, "questions": [{"id": "adam", "formerly": ["old-adam"]}]}
    reason: str = page.evaluate(
        "([text, context]) => { try { backup.parse(text, context); return '' } catch (error) { return error.reason } }",
        [text, context],
    )
    return reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (progress({"adam": card()}), ""),
        (progress({"old-adam": card()}), ""),
        (progress({"gone-since": card()}, handbook="Tea"), ""),
        (progress({}, handbook="Tea"), ""),
        ("no json", "json"),
        ("[]", "other"),
        ('{"format": 2, "cards": {}}', "newer"),
        (progress({"adam": card()}, handbook="Coffee"), "handbook"),
        (progress({"adam": card()}, handbook=None), "handbook"),
        (progress({"espresso": card()}), "unknown"),
        (progress({}), "unknown"),
        (progress({"adam": card(9)}), "card"),
        (progress({"adam": card(due="2026-99-99")}), "card"),
        (progress({"adam": card(last="9999-12-31")}), "future"),
        (progress({"adam": card(due="2027-12-01")}), ""),
        (progress({"adam": card(due="2027-12-02")}), "future"),
    ],
)
def test_file_is_taken_only_where_it_is_sound_and_of_this_handbook(page: Page, text: str, reason: str) -> None:
    assert refused(page, text) == reason


@pytest.mark.parametrize(
    ("name", "mine", "theirs", "both"),
    [
        ("log", {"one": {"adam": "g"}}, {"one": {"adam": "gg", "sgd": "a"}}, {"one": {"adam": "gg", "sgd": "a"}}),
        ("log", {"one": {"adam": "gg"}}, {"one": {"adam": "g"}, "two": {}}, {"one": {"adam": "gg"}, "two": {}}),
        ("plan", {"date": "2026-12-01"}, {"date": "2027-01-01"}, {"date": "2026-12-01"}),
        ("plan", {}, {"date": "2027-01-01"}, {"date": "2027-01-01"}),
        ("suspended", ["adam"], ["sgd", "adam"], ["adam", "sgd"]),
        ("answers", {"a": {"day": "2"}}, {"a": {"day": "1"}, "b": {"day": "1"}}, {"a": {"day": "2"}, "b": {"day": "1"}}),
        ("answers", {"a": {"day": "1"}}, {"a": {"day": "2"}}, {"a": {"day": "2"}}),
        ("interviews", [{"began": "1"}], [{"began": "1"}, {"began": "2"}], [{"began": "1"}, {"began": "2"}]),
    ],
)
def test_what_two_devices_know_is_put_together(page: Page, name: str, mine: object, theirs: object, both: object) -> None:
    assert page.evaluate("([name, mine, theirs]) => backup.merges[name](mine, theirs)", [name, mine, theirs]) == both


def test_what_is_known_of_a_former_id_goes_to_the_new_one_and_the_newer_state_wins(page: Page) -> None:
    move = """([old, now]) => {
        const cards = new Map([["old-adam", old], ...(now ? [["adam", now]] : [])]);
        const moved = schedule.rename(cards, [{ id: "adam", formerly: ["old-adam"] }]);
        return [moved, Object.fromEntries(cards)];
    }"""
    assert page.evaluate(move, [card(5), None]) == [True, {"adam": card(5)}]
    assert page.evaluate(move, [card(5), card(2, last="2026-11-30")]) == [True, {"adam": card(2, last="2026-11-30")}]
    assert page.evaluate("schedule.rename(new Map(), [{ id: 'adam', formerly: ['old-adam'] }])") is False
