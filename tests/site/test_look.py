"""How pages look: on the screen, in the dark and on paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.browser import Served

pytestmark = pytest.mark.xdist_group("browser")
PALE = (Path(__file__).parent / "pale.js").read_text("utf-8")
HEADER = "getComputedStyle(document.querySelector('header')).backgroundColor"
STRENGTH = (
    "name => (({ fontSize, fontWeight }) => [parseFloat(fontSize), +fontWeight])(getComputedStyle(document.querySelector(name)))"
)


def test_page_has_no_banner_unless_there_is_something_to_say(new_page: Callable[..., Page]) -> None:
    for path in ("", "topics/extra/", "no-such-page/"):
        assert new_page(path).locator(".md-banner").count() == 0


def test_title_is_the_strongest_heading(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/")
    title, question = page.evaluate(STRENGTH, ".md-content h1"), page.evaluate(STRENGTH, ".question-title")

    assert title[0] > question[0]
    assert title[1] >= question[1]


def test_page_has_the_colours_of_the_system_before_the_theme_comes_and_then_those_chosen(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/", color_scheme="dark")
    page.route("**/bundle.*.js", lambda route: route.fulfill(body=""))
    page.reload()
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_attribute("data-md-color-scheme", "default")

    page.get_by_title("Switch to light mode").click()
    page.get_by_title("Switch to dark mode").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_title("Use the system setting")).to_be_visible()
    expect(page.locator("meta[name=theme-color]")).to_have_attribute("content", page.evaluate(HEADER))


@pytest.mark.parametrize("path", ["100%", "no-such-page/foo%E0%A4"])
def test_page_that_is_not_there_takes_any_address(browser: Browser, served: Served, path: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(served.url + path)

    expect(page.get_by_label("What were you asked?")).to_have_value(re.compile("100|foo"))
    assert errors == []
    page.close()


def test_print_from_the_dark_theme_is_dark_on_white(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/", color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    page.wait_for_timeout(300)

    assert page.evaluate(PALE) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"


def test_button_to_the_top_covers_no_text(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/")
    button = page.locator(".md-top")
    page.mouse.wheel(0, 900)
    page.mouse.wheel(0, -200)
    expect(button).to_be_visible()
    box, text = button.bounding_box(), page.locator(".md-content__inner > p, .question-title").last.bounding_box()
    assert box
    assert text
    assert box["height"] < 60
    assert box["x"] > text["x"] + text["width"]

    page.set_viewport_size({"width": 390, "height": 800})
    expect(button).to_be_hidden()


def test_long_query_ends_before_the_buttons_of_the_search(new_page: Callable[..., Page]) -> None:
    page = new_page("?q=training", viewport={"width": 390, "height": 800})
    box = page.locator("input[name=query]")
    box.fill("why does the training of a very deep network with a long query never end")
    expect(page.locator(".md-search__suggest")).to_have_css("visibility", "hidden")
    first = page.locator(".md-search__options > *").first.bounding_box()
    free = box.evaluate("box => box.getBoundingClientRect().right - parseFloat(getComputedStyle(box).paddingRight)")
    assert first
    assert free <= first["x"]
