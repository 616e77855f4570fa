"""Progress as a code for another device: what comes out is what went in, however it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect

from tests.site.practice.conftest import KEY, card, progress

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.xdist_group("practice")

TODAY = "2026-11-30"
CARDS = {
    "a": card(1, "2026-12-01", "2026-11-30", 1),
    "b-long-id": card(7, "2027-02-01", "2026-11-29", 40),
    "c": card(3, "2026-11-30", "2026-11-29", 2000),
    "d": card(2, "2025-01-03", "2025-01-01", 0),
}
QUESTIONS = [{"id": "a"}, {"id": "b-long-id"}, {"id": "c-new", "formerly": ["c"]}, {"id": "d"}]


@pytest.fixture(scope="module")
def page(blank: Callable[..., Page]) -> Page:
    return blank("progress/schedule.js", "progress/backup.js", "progress/code.js")


def code(page: Page, **more: Any) -> str:
    asked = {"handbook": "Tee & Kaffee", "today": TODAY, "cards": CARDS, **more}
    text: str = page.evaluate("asked => code.print({ ...asked, cards: new Map(Object.entries(asked.cards)) })", asked)
    return text


def read(page: Page, text: str, handbook: str = "Tee & Kaffee", questions: object = QUESTIONS) -> Any:
    return page.evaluate(
        """([text, context]) => {
            try {
                const { cards, more } = code.parse(text, context);
                return { cards: Object.fromEntries(cards), ...more };
            } catch (error) {
                return error.reason;
            }
        }""",
        [text, {"handbook": handbook, "questions": questions, "today": TODAY}],
    )


def test_code_brings_cards_marks_and_plan_to_where_they_belong_now(page: Page) -> None:
    plan = {"date": "2026-12-09", "since": TODAY, "minutes": 20, "topics": ["tea"], "levels": []}
    text = code(page, marked=["c", "unheard-of"], suspended=["d"], plan=plan)

    assert text.isascii()
    assert not set(text) & set(" \n+/=&?#%")
    folded = "\n ".join(text[at : at + 30] for at in range(0, len(text), 30))
    expected = {("c-new" if id_ == "c" else id_): each for id_, each in CARDS.items()}
    assert read(page, folded) == {"cards": expected, "marked": ["c-new"], "suspended": ["d"], "plan": plan}
    assert read(page, text, questions=QUESTIONS[:1])["cards"] == {"a": CARDS["a"]}


def test_code_of_a_whole_handbook_is_short_enough_to_send(page: Page) -> None:
    cards = {f"some-question-{number}": card(number % 6 + 1, "2026-12-05", "2026-11-20", number % 9) for number in range(134)}

    assert len(code(page, cards=cards)) < 1500


def test_code_with_a_slip_is_refused_wherever_the_slip_is(page: Page) -> None:
    text = code(page)

    for at in range(0, len(text), 3):
        assert read(page, text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :]) == "code"
    for wrong in ("h1.", text[:-1], text[3:], "h1.......", text + "x"):
        assert read(page, wrong) == "code"
    assert read(page, text, handbook="Coffee") == "code-elsewhere"
    assert read(page, code(page, today="2027-01-09", cards={"a": card(7, "2028-05-01", "2027-01-09")})) == "future"


def test_progress_moves_to_another_device_in_two_steps(visit: Callable[..., Page]) -> None:
    kept = {
        KEY: progress({"water-0": card(3, "2026-12-05", "2026-11-28", 2)}),
        f"{KEY}:marked": '{"format":1,"marked":["leaves-1"]}',
    }
    one = visit(kept=kept)
    one.locator(".practice-keeping > summary").click()
    text = one.get_by_label("Code with your progress").input_value()
    one.get_by_role("button", name="Copy the code").click()
    expect(one.locator(".practice-said")).to_contain_text("on the other device")

    other = visit()
    other.locator(".practice-keeping > summary").click()
    expect(other.get_by_role("button", name="Copy the code")).to_have_count(0)
    other.get_by_label("Code from another device").fill(text[:-1])
    other.get_by_role("button", name="Add", exact=True).click()
    expect(other.locator(".practice-said")).to_contain_text("the code is incomplete or has a typo")
    other.get_by_label("Code from another device").fill(text)
    other.get_by_label("Code from another device").press("Enter")

    expect(other.locator(".practice-said")).to_have_text("1 card imported.")
    assert other.evaluate("[handbookProgress.card('water-0').times, handbookProgress.marked()]") == [2, ["leaves-1"]]


def test_progress_that_is_too_large_for_a_code_goes_by_file(visit: Callable[..., Page]) -> None:
    many = {f"gone-{number}": card() for number in range(400)}
    page = visit(kept={KEY: progress({"water-0": card(), **many})})
    page.locator(".practice-keeping > summary").click()

    expect(page.get_by_text("too large for a code")).to_be_visible()
