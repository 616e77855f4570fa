"""Reading: the short answer first, parts that fold, terms that explain themselves, and coming back to a place."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.xdist_group("browser")

ANSWER = "#with-everything + .question > details.answer"
OPEN_PARTS = "() => [...document.querySelectorAll('#with-everything + .question .part[open]')].map(part => part.dataset.part)"


def settled(page: Page) -> float:
    """Returns how far a page is scrolled once it stands still."""
    page.wait_for_timeout(1200)
    return float(page.evaluate("scrollY"))


def heading_from_top(page: Page, id_: str) -> float:
    return float(page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", id_))


# --- Short first


def test_answer_opens_with_the_short_and_the_full_answer_and_folds_the_rest(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/")
    page.locator(f"{ANSWER} > summary").click()

    expect(page.locator(f"{ANSWER} .short")).to_be_visible()
    expect(page.locator(f"{ANSWER} .full")).to_be_visible()
    assert page.evaluate(OPEN_PARTS) == []
    expect(page.locator(f"{ANSWER} .part > summary").first).to_be_visible()


def test_part_that_a_reader_opens_is_open_in_the_next_answer_and_the_next_time(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/#with-everything")
    page.locator(f"{ANSWER} .part[data-part=key-points] > summary").click()
    page.goto(page.url.split("#")[0].replace("topics/extra/", "topics/gradients/"))
    page.locator("#backpropagation + .question > details.answer > summary").click()

    assert page.locator("#backpropagation + .question .part[open]").evaluate_all("parts => parts.map(p => p.dataset.part)") == [
        "key-points"
    ]


def test_switch_shows_more_or_less_and_is_kept_in_the_address_and_the_browser(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/")
    page.get_by_role("button", name="Everything", exact=True).click()
    assert page.locator("details.answer:not([open]), .part:not([open])").count() == 0
    assert page.url.endswith("?view=everything")

    page.get_by_role("button", name="Short", exact=True).click()
    expect(page.locator(f"{ANSWER} .short")).to_be_visible()
    expect(page.locator(f"{ANSWER} .full")).to_be_hidden()

    page.locator(ANSWER).get_by_role("button", name="Read the full answer").click()
    expect(page.locator(f"{ANSWER} .full")).to_be_visible()

    page.goto(page.url.split("?")[0])
    expect(page.get_by_role("button", name="Short", exact=True)).to_have_attribute("aria-pressed", "true")
    assert page.locator("details.answer[open]").count() == 0


def test_address_with_a_view_shows_the_page_as_it_was_shared(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/?view=short")

    expect(page.locator("#neighbour + .question .short")).to_be_visible()
    expect(page.locator("#neighbour + .question .full")).to_be_hidden()


def test_reading_path_shows_short_answers_and_fetches_a_full_one_when_it_is_asked_for(new_page: Callable[..., Page]) -> None:
    page = new_page("paths/brush-up/")
    page.get_by_role("button", name="Open all").click()
    shorts = page.locator("details.peek .short")
    assert shorts.count() >= 10
    expect(shorts.first).to_be_visible()

    page.get_by_role("button", name="Read the full answer").first.click()

    expect(page.locator("details.peek .full").first).to_be_visible()


def test_answer_ends_with_the_next_question(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/#neighbour")
    link = page.locator("#neighbour + .question .next-question a")
    expect(link).to_have_text("What does an answer with everything in it look like?")

    link.click()

    expect(page.locator(ANSWER)).to_have_attribute("open", "")


@pytest.mark.parametrize("view", ["short", "full"])
def test_everything_is_there_without_scripts_and_on_paper(new_page: Callable[..., Page], view: str) -> None:
    page = new_page("topics/extra/", java_script_enabled=False)
    page.locator(f"{ANSWER} > summary").click()
    expect(page.locator(f"{ANSWER} .references")).to_be_visible()

    page = new_page(f"topics/extra/?view={view}")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(f"{ANSWER} .references")).to_be_visible()

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(f"{ANSWER} .references")).to_be_hidden()


@pytest.mark.parametrize("view", ["short", "full"])
def test_text_that_the_browser_finds_is_opened(new_page: Callable[..., Page], view: str) -> None:
    page = new_page("topics/extra/")
    page.goto(page.url + f"?view={view}#:~:text=Goodfellow")
    page.wait_for_timeout(500)

    expect(page.locator(f"{ANSWER} .references")).to_be_visible()


def test_wide_formula_is_whole_on_paper(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/#with-everything")
    page.set_viewport_size({"width": 660, "height": 900})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert page.locator(f"{ANSWER} .formula").evaluate_all("boxes => boxes.every(box => box.scrollWidth <= innerWidth)")


# --- Terms


def test_term_explains_itself_where_it_stands_when_it_is_tapped(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/gradients/#backpropagation", viewport=PHONE, has_touch=True)
    address = page.url
    term = page.locator("#backpropagation + .question .short a.term").first
    term.tap()

    card = page.locator(".term-card")
    expect(card).to_be_visible()
    expect(card).to_contain_text(re.compile(r"\w+ .*\.\s*In the glossary"))
    assert page.url == address
    box = card.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]

    page.locator("#backpropagation").tap()
    expect(card).to_be_hidden()


def test_term_explains_itself_to_the_keyboard_and_leads_to_the_glossary(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/gradients/#backpropagation")
    page.locator("#backpropagation + .question > details.answer > summary").focus()
    while not page.evaluate("document.activeElement.matches('.short a')"):
        page.keyboard.press("Tab")
    expect(page.locator(".term-card")).to_be_visible()
    assert page.locator("a.term[aria-describedby]").count() == 1

    page.keyboard.press("Escape")
    expect(page.locator(".term-card")).to_be_hidden()

    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#term-*")


def test_term_explains_itself_to_the_mouse(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/gradients/#backpropagation")
    page.locator("#backpropagation + .question .short a.term").first.hover()
    expect(page.locator(".term-card")).to_be_visible()

    page.mouse.move(5, 5)
    expect(page.locator(".term-card")).to_be_hidden()


# --- Coming back


def test_back_leads_to_the_place_that_was_left(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/gradients/#backpropagation")
    page.locator("#vanishing-exploding-gradients + .question > details.answer > summary").click()
    page.locator("#residual-connections").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 300)")
    before = settled(page)
    place = heading_from_top(page, "residual-connections")

    page.evaluate("document.querySelector('.md-tabs__link[href*=glossary]').click()")
    page.wait_for_url("**/glossary/")
    page.wait_for_timeout(500)
    page.go_back()
    page.wait_for_url("**/topics/gradients/**")

    assert abs(settled(page) - before) < 60
    assert abs(heading_from_top(page, "residual-connections") - place) < 5
    for id_ in ("backpropagation", "vanishing-exploding-gradients"):
        assert page.locator(f"#{id_} + .question > details.answer[open]").count() == 1


def test_back_after_a_link_on_the_same_page_leads_to_the_place_that_was_left(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/gradients/#backpropagation")
    page.evaluate("scrollTo(0, 2500)")
    before = settled(page)

    page.locator(".md-sidebar--secondary a[href$='#gradient-clipping']").evaluate("link => link.click()")
    page.wait_for_timeout(800)
    assert abs(page.evaluate("scrollY") - before) > 200
    page.go_back()

    assert abs(settled(page) - before) < 60


@pytest.mark.parametrize("hash_", ["", "#backpropagation"])
def test_reload_leaves_open_what_was_open(new_page: Callable[..., Page], hash_: str) -> None:
    page = new_page("topics/gradients/" + hash_)
    page.locator("#gradient-clipping + .question > details.answer > summary").click()
    page.locator("#gradient-clipping + .question .part > summary").first.click()
    page.evaluate("document.getElementById('residual-connections').scrollIntoView()")
    before = settled(page)

    page.reload()

    assert abs(settled(page) - before) < 60
    assert page.locator("#gradient-clipping + .question > details.answer[open]").count() == 1
    assert page.locator("#gradient-clipping + .question .part[open]").count() == 1


def test_answer_that_is_opened_is_in_the_address(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/")
    page.locator("#neighbour + .question > details.answer > summary").click()

    assert page.url.endswith("topics/extra/#neighbour")


def test_click_that_opens_another_tab_moves_nothing(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/#with-everything")
    page.locator(f"{ANSWER} > summary").click()
    page.evaluate("scrollTo(0, 0)")
    before = settled(page)

    with page.context.expect_page():
        page.locator("#neighbour + .question a.tag").first.click(modifiers=["Control"])
    page.wait_for_timeout(300)

    assert page.evaluate("scrollY") == before
    assert page.locator(f"{ANSWER}[open]").count() == 0


def test_names_of_links_and_buttons_say_which_question_they_belong_to(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/")
    page.get_by_role("button", name="Open all").click()
    page.wait_for_timeout(600)

    names = page.evaluate(
        "() => [...document.querySelectorAll('.md-content__inner :is(details.answer > summary, .question-end a, .headerlink)')]"
        ".map(element => element.ariaLabel ?? element.textContent)"
    )
    assert len(names) == len(set(names)), names


def test_sign_beside_a_heading_copies_its_address(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/", permissions=["clipboard-read", "clipboard-write"])
    page.locator("#neighbour").hover()
    page.locator("#neighbour > .headerlink").click()
    page.wait_for_timeout(300)

    assert page.evaluate("navigator.clipboard.readText()").endswith("topics/extra/#neighbour")


# --- The home page


def test_home_page_searches_what_is_typed_and_what_an_interviewer_says(new_page: Callable[..., Page]) -> None:
    page = new_page("")
    page.get_by_placeholder("What were you asked?").first.click()
    page.keyboard.type("zygomorphic")
    expect(page.locator(".md-search-result__item a").first).to_contain_text("everything")

    page = new_page("")
    assert page.locator(".ask-said a").count() == 3
    said = page.locator(".ask-said a").first
    leads_to = said.get_attribute("href")
    said.click()
    expect(page.locator(f".md-search-result__item a[href*='#{str(leads_to).partition('#')[2]}']").first).to_be_visible()


def test_home_page_goes_on_with_what_is_due(new_page: Callable[..., Page]) -> None:
    page = new_page("")
    expect(page.locator(".home-continue")).to_be_hidden()
    cards = {
        "with-everything": {"box": 1, "due": "2020-01-01", "last": "2019-12-31", "times": 1},
        "neighbour": {"box": 7, "due": "2999-01-01", "last": "2019-12-31", "times": 1},
    }
    page.evaluate("text => localStorage.setItem('handbook-progress:/handbook/', text)", json.dumps({"format": 1, "cards": cards}))

    page.reload()

    expect(page.locator(".home-continue")).to_contain_text("1 card is due · 2 of")
    expect(page.locator(".home-continue a")).to_have_attribute("href", re.compile(r"/handbook/practice/"))
    expect(page.locator(".topic-index > li .topic-done")).to_have_count(1)


def test_tabs_are_six_and_lead_to_everything(new_page: Callable[..., Page]) -> None:
    page = new_page("")

    assert page.locator(".md-tabs__item").count() <= 6
