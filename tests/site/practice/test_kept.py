"""Progress is never lost: damaged, newer, blocked and full storage, two tabs, backups and other handbooks."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.site.practice.conftest import KEY, card, progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("practice")

BLOCKED = """for (const name of ["getItem", "setItem", "removeItem"]) {
    const real = Storage.prototype[name];
    Storage.prototype[name] = function (key, ...rest) {
        if (key.startsWith("handbook-progress")) throw new DOMException("no", "SecurityError");
        return real.call(this, key, ...rest);
    };
}"""
FULL = "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); };"


def day(offset: int = 0) -> str:
    return (date.today() + timedelta(days=offset)).isoformat()


def now(box: int = 3, due: int = 0, last: int = -4, times: int = 2) -> dict[str, object]:
    """Returns a card with days counted from today."""
    return card(box, day(due), day(last), times)


def stored(page: Page, name: str = "") -> object:
    text = page.evaluate("key => localStorage.getItem(key)", KEY + name)
    return json.loads(text) if text else None


def cards(page: Page) -> dict[str, dict[str, object]]:
    found = stored(page)
    assert isinstance(found, dict)
    assert found.keys() == {"format", "cards"}
    assert found["format"] == 1
    kept: dict[str, dict[str, object]] = found["cards"]
    return kept


def ready(page: Page) -> Page:
    expect(page.locator(".practice-pile")).to_be_visible()
    return page


def rate(page: Page, id_: str = "water-1", rating: str = "good") -> None:
    page.evaluate("([id, rating]) => handbookProgress.rate(id, rating)", [id_, rating])


def take(page: Page, text: str, button: str = "File with progress to import") -> None:
    page.locator(".practice-keeping").evaluate("details => details.open = true")
    page.get_by_label(button).set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": text.encode()})


@pytest.mark.parametrize("text", ["{", '{"format": 2, "cards": {"water-0": {}}}', "[]", progress({"water-0": now()})[:-1]])
def test_text_that_cannot_be_read_is_put_aside_said_and_given_out(visit: Callable[..., Page], text: str, tmp_path: Path) -> None:
    page = ready(visit(kept={KEY: text}))

    expect(page.locator(".practice-aside")).to_contain_text("could not be read")
    rate(page)
    page.reload()
    ready(page)

    assert [*cards(page)] == ["water-1"]
    assert page.evaluate("key => localStorage.getItem(key)", f"{KEY}:aside-1") == text
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('aside')).length") == 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the copy").click()
    download.value.save_as(tmp_path / "copy")
    assert (tmp_path / "copy").read_text("utf-8") == text


def test_only_the_bad_card_is_skipped_and_the_whole_is_put_aside(visit: Callable[..., Page]) -> None:
    text = progress({"water-0": now(), "water-2": now(8), "leaves-1": now(5, 3)})
    page = ready(visit(kept={KEY: text}))

    rate(page)

    assert sorted(cards(page)) == ["leaves-1", "water-0", "water-1"]
    assert page.evaluate("key => localStorage.getItem(key)", f"{KEY}:aside-1") == text


def test_what_cannot_be_put_aside_is_not_written_over(visit: Callable[..., Page]) -> None:
    only = """const set = Storage.prototype.setItem;
    Storage.prototype.setItem = function (key, text) {
        if (key.includes("aside")) throw new DOMException("full", "QuotaExceededError");
        set.call(this, key, text);
    };"""
    page = ready(visit(kept={KEY: "{"}, script=only))

    rate(page)

    assert page.evaluate("key => localStorage.getItem(key)", KEY) == "{"
    assert page.evaluate("handbookProgress.card('water-1').box") == 2
    assert page.evaluate("handbookProgress.trouble()") == "full"


BESIDE = ("log", "plan", "suspended", "marked", "answers", "interviews", "taste", "pace", "keys")
WRONG = {
    "log": {"2026-11-30": "x"},
    "plan": {"date": "2026-12-09", "since": "2026-11-30"},
    "marked": [7],
    "answers": {"a": {"day": "x"}},
    "interviews": [{}],
    "taste": "x",
}


@pytest.mark.parametrize("text", ["{", '{"format": 2}', "null", json.dumps({"format": 1, **WRONG})])
def test_damage_beside_the_cards_stops_nothing(visit: Callable[..., Page], text: str) -> None:
    page = ready(visit(kept={f"{KEY}:{name}": text for name in BESIDE}))

    rate(page)
    page.evaluate("handbookProgress.took(9)")
    page.evaluate("handbookProgress.setMarked('water-1', true)")
    page.evaluate("handbookProgress.setAnswer('water-1', 'Mine.')")

    assert page.evaluate("[handbookProgress.marked(), handbookProgress.answer('water-1').text]") == [["water-1"], "Mine."]
    assert [*cards(page)] == ["water-1"]
    assert text in page.evaluate("handbookProgress.aside()")


@pytest.mark.parametrize(("script", "said"), [(BLOCKED, "does not let the site keep"), (FULL, "storage is full")])
def test_storage_that_takes_nothing_is_said_before_the_first_rating_and_remembered_until_one_leaves(
    visit: Callable[..., Page], script: str, said: str
) -> None:
    page = ready(visit(script=script))
    expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    assert page.evaluate("handbookProgress.persistent()") is False

    rate(page)
    rate(page, "water-2", "again")

    assert page.evaluate("['water-1', 'water-2'].map((id) => handbookProgress.card(id).box)") == [2, 1]
    expect(page.locator(".practice-pile")).to_contain_text("2 of 15 questions practiced")
    assert json.loads(page.evaluate("handbookProgress.exported()"))["cards"].keys() == {"water-1", "water-2"}


def test_storage_that_is_free_again_takes_all_that_waited(visit: Callable[..., Page]) -> None:
    page = ready(
        visit(
            script=f"const real = Storage.prototype.setItem; window.free = () => {{ Storage.prototype.setItem = real; }}; {FULL}"
        )
    )
    rate(page)

    page.evaluate("free()")
    rate(page, "water-2")

    assert sorted(cards(page)) == ["water-1", "water-2"]
    assert page.evaluate("handbookProgress.trouble()") == ""


def test_two_tabs_agree(visit: Callable[..., Page]) -> None:
    one = ready(visit())
    other = one.context.new_page()
    other.goto(one.url)
    ready(other)

    rate(one, "water-1")
    expect(other.locator(".practice-pile")).to_contain_text("1 of 15 questions practiced")
    rate(other, "water-2")
    expect(one.locator(".practice-pile")).to_contain_text("2 of 15 questions practiced")

    assert sorted(cards(one)) == ["water-1", "water-2"]


def test_marks_of_another_tab_come_to_a_page_that_is_open(visit: Callable[..., Page]) -> None:
    one = visit("topics/water/")
    other = one.context.new_page()
    other.goto(one.url.replace("topics/water", "practice"))
    ready(other)

    rate(other, "water-1")

    expect(one.locator("#water-1 + .question .progress")).to_have_text("review in 2 days")


def test_handbooks_of_one_host_do_not_share_their_progress(visit: Callable[..., Page]) -> None:
    other = progress({"water-0": now()})
    page = ready(visit(kept={"handbook-progress:/coffee/": other, "handbook-progress:": other}))

    expect(page.locator(".practice-pile")).to_contain_text("0 of 15 questions practiced")
    rate(page)

    assert page.evaluate("localStorage.getItem('handbook-progress:/coffee/')") == other


def test_renamed_question_keeps_the_newer_of_its_two_states(visit: Callable[..., Page]) -> None:
    page = ready(visit(kept={KEY: progress({"once-called-otherwise": now(6, 9), "leaves-0": now(2, 2, -1)})}))
    assert cards(page) == {"leaves-0": now(2, 2, -1)}

    take(page, progress({"once-called-otherwise": now(4, 8, 0)}))
    expect(page.locator(".practice-said")).to_have_text("1 card imported.")

    assert cards(page) == {"leaves-0": now(4, 8, 0)}


def test_import_keeps_the_newer_state_of_each_card(visit: Callable[..., Page]) -> None:
    page = ready(visit(kept={KEY: progress({"water-0": now(2, 2, 0, 4), "water-1": now(2, 2, 0, 4)})}))

    take(page, progress({"water-0": now(5, 9, -2, 4), "water-1": now(6, 9, 0, 5), "water-2": now()}))
    expect(page.locator(".practice-said")).to_have_text("3 cards imported.")

    assert {id_: kept["box"] for id_, kept in cards(page).items()} == {"water-0": 2, "water-1": 6, "water-2": 3}


def test_backup_is_restored_as_it_is(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = ready(visit(kept={KEY: progress({"water-0": now(5, 9, -2)})}))
    page.on("dialog", lambda dialog: dialog.accept())
    rate(page, "water-1")
    page.evaluate("handbookProgress.suspend('water-5', true)")
    page.locator(".practice-keeping > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    download.value.save_as(tmp_path / download.value.suggested_filename)
    text = (tmp_path / "handbook-progress.json").read_text("utf-8")
    before, log = cards(page), stored(page, ":log")
    assert (json.loads(text)["handbook"], json.loads(text)["format"]) == ("Tea", 1)

    rate(page, "water-0", "again")
    rate(page, "water-7")
    page.evaluate("handbookProgress.suspend('water-5', false)")
    take(page, text, "Backup to restore")

    expect(page.locator(".practice-said")).to_have_text("2 cards restored.")
    assert (cards(page), stored(page, ":log")) == (before, log)
    assert page.evaluate("handbookProgress.suspended()") == ["water-5"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no json", "it is not JSON"),
        ("[]", "no progress of this handbook"),
        (progress({"water-0": now()}, handbook="Coffee"), "another handbook, “Coffee”"),
        (progress({"espresso": now()}), "none of its questions is known here"),
        (progress({"water-0": card(2, "2026-99-99")}), "“water-0” cannot be read"),
        (progress({"water-0": card(2, "2026-12-01", "9999-12-31")}), "“water-0” has a date"),
    ],
)
@pytest.mark.parametrize("label", ["File with progress to import", "Backup to restore"])
def test_file_that_does_not_fit_is_refused_and_changes_nothing(
    visit: Callable[..., Page], text: str, reason: str, label: str
) -> None:
    page = ready(visit(kept={KEY: progress({"leaves-1": now()})}))
    page.on("dialog", lambda dialog: dialog.accept())

    take(page, text, label)

    expect(page.locator(".practice-said")).to_contain_text(reason)
    assert cards(page) == {"leaves-1": now()}


def test_ratings_are_logged_by_day_beside_the_cards(visit: Callable[..., Page]) -> None:
    page = ready(visit())
    rate(page, "water-1", "again")
    rate(page, "water-1", "good")
    rate(page, "water-2", "easy")

    assert stored(page, ":log") == {"format": 1, "log": {day(): {"water-1": "ag", "water-2": "e"}}}
    page.evaluate("handbookProgress.unrate('water-2', null)")
    assert stored(page, ":log") == {"format": 1, "log": {day(): {"water-1": "ag"}}}


def test_pages_are_marked_with_what_was_practiced(visit: Callable[..., Page], tea: str) -> None:
    page = visit("topics/water/", kept={KEY: progress({"water-0": now(4, 9), "water-1": now(2, 0), "water-2": now(2, 1)})})

    expect(page.locator("#water-0 + .question .progress")).to_have_text("review in 9 days")
    expect(page.locator("#water-1 + .question .progress")).to_have_text("due")
    expect(page.locator("#water-2 + .question .progress")).to_have_text("review in 1 day")
    page.goto(f"{tea}topics/")
    expect(page.locator(".topic-index > li", has_text="Water").locator(".progress")).to_have_text("3 practiced, 1 due")
    page.goto(f"{tea}tags/")
    expect(page.locator(".question-list .progress").first).to_be_visible()


def test_cards_are_asked_for_again_after_they_could_not_be_loaded(visit: Callable[..., Page]) -> None:
    page = visit("topics/water/")
    page.route("**/deck.js", lambda route: route.abort())
    failed = page.evaluate("handbookProgress.deck().then(() => '', (error) => error.message)")
    page.unroute("**/deck.js")

    assert failed == "the questions could not be loaded"
    assert page.evaluate("handbookProgress.deck().then((deck) => deck.questions.length)") == 15


RUNS = [
    "{", "null", "7", "[]", '{"ids": []}', '{"ids": ["water-1"], "history": [], "size": 1, "at": -1, "stage": 0}',
    '{"ids": ["water-1"], "history": [], "size": 1, "at": 0, "stage": -1}',
    '{"ids": ["water-1"], "history": [7], "size": 1, "at": 0, "stage": 0}',
    '{"ids": ["water-1"], "history": [], "size": 1, "at": 0, "stage": 0}',
    '{"ids": ["water-1"], "history": [], "size": 1, "at": 0, "stage": 9, "ticks": {"water-1": 7}, "ratings": 7, "mode": 7}',
]  # fmt: skip


def test_damage_to_what_a_tab_keeps_stops_nothing(visit: Callable[..., Page]) -> None:
    page = visit("practice/")
    for text in RUNS:
        page.evaluate("text => sessionStorage.setItem('handbook-practice:/tea/', text)", text)
        page.reload()
        page.locator(".practice button").first.wait_for()
        card = page.get_by_role("button", name="Show the full answer")
        if card.count():
            card.click()
            page.get_by_label("Two.").check()
            page.keyboard.press("e")
    for text in ("7", "null", '{"answers": 7}', '{"answers": {"water-1": 7}, "whole": 7}', '{"anchor": 7, "from": "x"}'):
        page.goto(page.url.replace("practice/", "topics/water/").partition("?")[0])
        page.evaluate("text => sessionStorage.setItem('handbook-place:' + navigation.currentEntry.key, text)", text)
        page.reload()
        page.locator("html[data-arrived]").wait_for(state="attached")
