"""Filters in a real browser: the Browse page, and those of the search box."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.browser import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.xdist_group("browser")


def shown(page: Page) -> list[str]:
    """Returns the addresses of the questions that the page shows, without what is before their ids."""
    links = page.locator(".browse-found li:visible a")
    return [str(link.get_attribute("href")).partition("#")[2] for link in links.all()]


def count(page: Page, name: str, value: str) -> str:
    return page.locator(f"label:has([name={name}][value={value}]) .browse-choice-count").inner_text()


def test_choices_narrow_the_list_and_each_others_counts(new_page: Callable[..., Page]) -> None:
    page = new_page("browse/")
    everything = len(shown(page))
    juniors = int(count(page, "level", "junior"))

    page.locator("[name=topic][value=extra]").check()

    expect(page.locator(".browse-count")).to_have_text(f"2 of {everything} questions")
    assert sorted(shown(page)) == ["neighbour", "with-everything"]
    assert (count(page, "level", "senior"), count(page, "level", "mid"), count(page, "level", "junior")) == ("1", "1", "0")
    assert 0 < juniors < everything
    page.locator("[name=level][value=senior]").check()
    expect(page.locator(".browse-count")).to_have_text(f"1 of {everything} questions")
    assert count(page, "topic", "extra") == "1"


def test_state_is_in_the_address_and_follows_the_back_button(new_page: Callable[..., Page]) -> None:
    page = new_page("browse/?topic=extra&level=senior")
    expect(page.locator("[name=level][value=senior]")).to_be_checked()
    assert shown(page) == ["with-everything"]

    page.locator("[name=level][value=mid]").check()
    expect(page).to_have_url(re.compile(r"browse/\?topic=extra&level=mid&level=senior$"))
    page.go_back()

    expect(page.locator("[name=level][value=mid]")).not_to_be_checked()
    expect(page).to_have_url(re.compile(r"browse/\?topic=extra&level=senior$"))
    expect(page.locator(".browse-count")).to_contain_text("1 of ")


def test_words_are_found_as_in_the_search_and_can_be_narrowed(new_page: Callable[..., Page]) -> None:
    page = new_page("browse/")
    page.get_by_label("What were you asked?").fill("zygomorhpic")

    expect(page.locator(".browse-hits li")).to_have_count(1)
    assert shown(page) == ["with-everything"]
    assert count(page, "topic", "extra") == "1"
    expect(page).to_have_url(re.compile(r"\?find=zygomorhpic$"))
    page.get_by_role("button", name="Clear the filters").click()
    expect(page.locator(".browse-hits")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"browse/$"))


def test_browse_works_by_keyboard_and_says_how_many(new_page: Callable[..., Page]) -> None:
    page = new_page("browse/")
    page.locator("[name=topic][value=extra]").focus()
    page.keyboard.press("Space")

    expect(page.get_by_role("status").filter(has_text="2 of ")).to_be_visible()


def test_browse_without_javascript_is_the_list_of_all_questions(new_page: Callable[..., Page]) -> None:
    page = new_page("browse/", java_script_enabled=False)

    expect(page.locator(".browse-filters")).to_be_hidden()
    assert {"with-everything", "neighbour", "lstm", "gan"} <= set(shown(page))
    expect(page.locator(".browse-count")).to_have_text(f"{len(shown(page))} questions")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_search_is_narrowed_by_a_press_and_by_keyboard(new_page: Callable[..., Page], viewport: dict[str, int]) -> None:
    page = new_page("?q=training", viewport=viewport)
    hits = page.locator(".md-search-result__item")
    expect(hits.first).to_be_visible()

    page.get_by_role("button", name="Senior").click()

    expect(page.get_by_label("Search", exact=True).locator("input[name=query]")).to_have_value("training level:senior")
    expect(hits.first).to_contain_text("Senior")
    expect(hits.filter(has_not_text="Senior")).to_have_count(0)
    page.locator("input[name=query]").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Junior")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("input[name=query]")).to_have_value("training level:junior")


def test_filters_in_the_query_list_and_count_questions(new_page: Callable[..., Page]) -> None:
    page = new_page("?q=topic:extra")

    expect(page.locator(".md-search-result__item")).to_have_count(2)
    expect(page.locator(".md-search-result__meta")).to_have_text("2 questions")
    page.get_by_role("link", name="Browse with filters").click()
    expect(page).to_have_url(re.compile(r"browse/\?topic=extra$"))
    expect(page.locator(".browse-count")).to_contain_text("2 of ")


def test_hit_tells_question_topic_level_and_sentence(new_page: Callable[..., Page]) -> None:
    page = new_page("?q=zygomorphic")
    hit = page.locator(".md-search-result__item").first

    expect(hit.locator("h2")).to_have_text("What does an answer with everything in it look like?")
    expect(hit.locator("p")).to_have_text("A short answer with the rare word zygomorphic, and emphasis.")
    expect(hit.locator("p mark")).to_have_text("zygomorphic")
    expect(hit.locator(".md-tag")).to_have_text(["Extra", "Senior"])


def test_words_are_marked_in_the_answer_and_leave_formulas_whole(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/?h=g,print,x#with-everything")
    block = page.locator("#with-everything + .question")

    expect(block.locator("code mark").first).to_have_text("print")
    assert block.locator("math mark").count() == 0
    assert page.locator("#neighbour + .question mark").count() == 0
    page.evaluate("document.querySelector('#with-everything + .question a[href$=\"#neighbour\"]').click()")
    expect(page.locator("mark[data-found]")).to_have_count(0)


def test_nothing_is_loaded_for_the_search_before_it_is_used(new_page: Callable[..., Page]) -> None:
    page = new_page("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_load_state("networkidle")
    assert not any(
        "search/words.js" in url for url in page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    )

    page.keyboard.press("/")
    page.keyboard.type("gan")

    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_suggestion_completes_the_word_and_is_taken_by_the_right_arrow(new_page: Callable[..., Page]) -> None:
    page = new_page("")
    page.keyboard.press("/")
    page.keyboard.type("backpropag")
    expect(page.locator("[data-md-component=search-suggest]")).to_have_text("backpropagation")

    page.keyboard.press("ArrowRight")

    expect(page.locator("input[name=query]")).to_have_value("backpropagation")


def test_other_pages_are_found_after_questions(new_page: Callable[..., Page]) -> None:
    page = new_page("?q=quixotic")

    expect(page.locator(".md-search-result__item a[href*='about/more/']").first).to_be_attached()
