"""The page to practice on, in a real browser: a run of cards, what is remembered of it, and how it is carried about."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("practice")

EXTRA = "practice/?topic=extra"
LATER = "by => { const now = performance.now.bind(performance); performance.now = () => now() + by; }"


def day(offset: int = 0) -> str:
    """Returns the day that is so many days from today, as the page writes it."""
    return (date.today() + timedelta(days=offset)).isoformat()


@pytest.fixture
def practice(new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Opens the page with a choice."""
    return lambda path=EXTRA, **options: new_page(path, **options)


def start(page: Page) -> None:
    page.get_by_role("button", name="Start", exact=True).click()


def heading(page: Page) -> str:
    """Returns the question of a card, once its answer is there to be shown."""
    expect(page.locator(".practice-steps button")).to_be_visible()
    return page.locator(".practice-question").inner_text()


def stored(page: Page) -> dict[str, dict[str, object]]:
    text = page.evaluate("localStorage.getItem(Object.keys(localStorage).find((key) => key.startsWith('handbook-progress')))")
    cards: dict[str, dict[str, object]] = json.loads(text)["cards"] if text else {}
    return cards


def progress(**cards: dict[str, object]) -> bytes:
    return json.dumps({"format": 1, "cards": {id_.replace("_", "-"): card for id_, card in cards.items()}}).encode()


def take(page: Page, content: bytes) -> None:
    page.locator(".practice-keeping > summary").click()
    page.get_by_label("File with progress to import").set_input_files(
        {"name": "progress.json", "mimeType": "application/json", "buffer": content}
    )


def test_run_of_cards_by_keyboard_alone_is_remembered_over_a_reload(practice: Callable[..., Page]) -> None:
    page = practice()
    page.get_by_role("button", name="Start", exact=True).focus()
    page.keyboard.press("Enter")
    first = heading(page)
    expect(page.locator(".practice-question")).to_be_focused()
    expect(page.locator(".practice-body .short")).to_have_count(0)

    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="In 60 seconds")).to_be_focused()
    expect(page.get_by_role("heading", name="The full answer", exact=True)).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", name="The full answer", exact=True)).to_be_focused()
    page.keyboard.press("2")
    expect(page.locator(".practice-question")).not_to_have_text(first)
    second = heading(page)
    page.keyboard.press("Space")
    expect(page.locator(".practice-body .short")).to_be_visible()

    page.reload()

    expect(page.locator(".practice-question")).to_have_text(second)
    expect(page.locator(".practice-body .short")).to_be_visible()
    page.keyboard.press("1")
    expect(page.locator(".practice-where")).to_contain_text("Card 3 of 3")
    assert heading(page) == second
    page.keyboard.press("Space")
    page.keyboard.press("3")
    expect(page.get_by_role("heading", name="Done")).to_be_focused()
    expect(page.locator(".practice-results")).to_contain_text(re.compile("Good.*Again|Again.*Good", re.DOTALL))
    assert sorted((card["box"], card["due"]) for card in stored(page).values()) == [(1, day(1)), (2, day(2))]


def test_card_shows_the_parts_of_the_answer_and_keeps_the_ticks(practice: Callable[..., Page]) -> None:
    page = practice()
    start(page)
    if heading(page) == "What is next to it?":
        page.keyboard.press("x")
    expect(page.locator(".practice-question")).to_have_text("What does an answer with everything in it look like?")
    page.get_by_role("button", name="Show the short answer").click()
    page.get_by_label("Two.").check()
    page.get_by_role("button", name="Show the full answer").click()

    expect(page.get_by_label("Two.")).to_be_checked()
    expect(page.locator(".practice-body")).to_contain_text("It is like a shop window.")
    picture = page.locator(".practice-body img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    expect(page.locator('.practice-body a[href$="/topics/sequences-and-transformers/#lstm"]').first).to_be_visible()


def test_boxes_follow_leitners_rules(practice: Callable[..., Page]) -> None:
    page = practice()
    expect(page.locator("[data-practice] form")).to_be_visible()

    def after(box: int, rating: str) -> list[int]:
        page.evaluate("handbookProgress.reset()")
        card = {"box": box, "due": day(), "last": day(), "times": 1}
        page.evaluate("text => handbookProgress.imported(text)", progress(lstm=card).decode())
        moved: dict[str, int] = page.evaluate("rating => handbookProgress.after('lstm', rating)", rating)
        return [moved["box"], moved["days"]]

    assert [after(box, "good") for box in (1, 2, 6, 7)] == [[2, 2], [3, 4], [7, 64], [7, 64]]
    assert [after(box, "easy") for box in (1, 5, 6)] == [[3, 4], [7, 64], [7, 64]]
    assert [after(box, "again") for box in (1, 7)] == [[1, 1], [1, 1]]


def test_cards_that_are_due_make_todays_pile(practice: Callable[..., Page]) -> None:
    page = practice("practice/")
    due = {"box": 3, "due": day(), "last": day(-4), "times": 2}
    take(page, progress(lstm=due, gan={**due, "due": day(1)}))

    expect(page.locator(".practice-pile")).to_contain_text("2 of")
    expect(page.locator(".practice-pile")).to_contain_text("1 card due today.")
    page.get_by_role("button", name="Review them").click()

    expect(page.locator(".practice-where")).to_contain_text("Card 1 of 1")
    heading(page)
    page.keyboard.press("Space")
    page.keyboard.press("2")
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert stored(page)["lstm"] == {"box": 4, "due": day(8), "last": day(), "times": 3}


def test_progress_is_exported_reset_and_imported_again(practice: Callable[..., Page], tmp_path: Path) -> None:
    page = practice()
    page.on("dialog", lambda dialog: dialog.accept())
    start(page)
    heading(page)
    page.keyboard.press("Space")
    page.keyboard.press("3")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Practice more").click()
    before = stored(page)
    page.locator(".practice-keeping > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    page.get_by_role("button", name="Reset").click()
    expect(page.locator(".practice-pile")).to_contain_text("0 of")
    assert stored(page) == {}
    take(page, file.read_bytes())

    expect(page.locator(".practice-said")).to_have_text("1 card imported.")
    assert file.name == "handbook-progress.json"
    assert stored(page) == before != {}


def test_import_keeps_the_newer_state_of_each_card(practice: Callable[..., Page]) -> None:
    page = practice()
    card = {"box": 2, "due": day(2), "last": day(), "times": 4}
    take(page, progress(lstm=card, gan=card))
    expect(page.locator(".practice-said")).to_have_text("2 cards imported.")
    older, newer = {**card, "box": 5, "last": day(-2)}, {**card, "box": 6, "times": 5}

    take(page, progress(lstm=older, gan=newer))
    expect(page.locator(".practice-said")).to_have_text("2 cards imported.")

    assert (stored(page)["lstm"]["box"], stored(page)["gan"]["box"]) == (2, 6)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no json", "it is no JSON"),
        (b"[]", "no progress of this handbook"),
        (b'{"format": 1, "cards": {"lstm": {"box": 99, "due": "2026-11-22", "last": "2026-11-22", "times": 1}}}', "“lstm”"),
        (b'{"format": 1, "cards": {"lstm": null}}', "“lstm”"),
    ],
)
def test_file_that_is_no_progress_is_refused_and_changes_nothing(
    practice: Callable[..., Page], content: bytes, reason: str
) -> None:
    page = practice()
    take(page, progress(gan={"box": 2, "due": day(), "last": day(), "times": 1}))
    expect(page.locator(".practice-said")).to_have_text("1 card imported.")

    take(page, content)

    expect(page.locator(".practice-said")).to_contain_text(reason)
    assert [*stored(page)] == ["gan"]


def test_progress_survives_a_question_that_was_renamed(practice: Callable[..., Page]) -> None:
    page = practice()
    take(page, progress(once_called_otherwise={"box": 4, "due": day(9), "last": day(), "times": 3}))
    expect(page.locator(".practice-said")).to_have_text("1 card imported.")

    page.reload()
    expect(page.locator(".practice-pile")).to_contain_text("1 of")

    assert [*stored(page)] == ["with-everything"]


def test_questions_and_topics_are_marked_with_what_was_practiced(practice: Callable[..., Page]) -> None:
    page = practice()
    card = {"box": 4, "due": day(9), "last": day(), "times": 3}
    take(page, progress(with_everything=card, neighbour={**card, "due": day()}))

    page.goto(page.url.split("practice/")[0] + "topics/extra/")
    expect(page.locator("#with-everything + .question .progress")).to_have_text("box 4")
    expect(page.locator("#neighbour + .question .progress")).to_have_text("due")
    page.goto(page.url.split("topics/")[0])
    expect(page.locator(".topic-index > li", has_text="Extra").locator(".progress")).to_have_text("2 practiced, 1 due")


def test_choice_is_kept_in_the_address_and_counted(practice: Callable[..., Page]) -> None:
    page = practice("practice/?topic=extra&level=senior")
    expect(page.get_by_label("Senior")).to_be_checked()
    expect(page.locator(".practice-match")).to_have_text("1 question matches; 1 card in this run.")

    page.get_by_label("Senior").uncheck()
    expect(page.locator(".practice-match")).to_have_text("2 questions match; 2 cards in this run.")
    page.get_by_label("5", exact=True).check()
    page.get_by_label("only those due").check()

    assert page.url.endswith("practice/?topic=extra&size=5&due")
    expect(page.locator(".practice-match")).to_have_text("No question matches.")
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_disabled()


def test_clock_counts_sixty_seconds_and_says_when_they_are_over(practice: Callable[..., Page]) -> None:
    page = practice()
    start(page)

    page.keyboard.press("t")
    page.evaluate(LATER, 20_000)
    expect(page.get_by_role("timer")).to_have_text("40 s")
    page.evaluate(LATER, 41_000)

    expect(page.get_by_role("timer")).to_have_text("0 s")
    expect(page.get_by_role("status").filter(has_text="Sixty seconds are over.")).to_be_attached()


def test_interviewer_sees_points_mistakes_and_follow_ups_with_the_answer_at_hand(practice: Callable[..., Page]) -> None:
    page = practice("practice/?topic=extra&level=senior&mode=interviewer")
    start(page)

    expect(page.get_by_label("One.")).to_be_visible()
    expect(page.get_by_text("It is all")).to_be_visible()
    expect(page.get_by_text("And then?")).to_be_visible()
    expect(page.get_by_text("zygomorphic")).not_to_be_visible()
    page.get_by_label("One.").check()
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".practice-results")).to_contain_text("1 point")
    assert stored(page) == {}


def test_letters_typed_into_the_search_are_no_commands(practice: Callable[..., Page]) -> None:
    page = practice()
    start(page)
    title = heading(page)

    page.locator("input[name=query]").click()
    page.keyboard.type("x t2")

    assert page.locator("input[name=query]").input_value() == "x t2"
    assert heading(page) == title


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_card_is_accessible_and_fits_a_phone(practice: Callable[..., Page], scheme: str) -> None:
    page = practice(EXTRA, viewport=PHONE, color_scheme=scheme, has_touch=True)
    page.get_by_role("button", name="Start", exact=True).tap()
    page.get_by_role("button", name="Show the short answer").tap()
    page.get_by_role("button", name="Show the full answer").tap()
    expect(page.locator(".practice-rating")).to_be_visible()

    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})

    assert found.response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
