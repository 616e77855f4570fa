"""What a reader meets, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import PAGES, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser import Served

pytestmark = pytest.mark.xdist_group("browser")


def is_open(page: Page, question: str) -> bool:
    return bool(page.evaluate("id => document.querySelector(`#${id} + .question > details.answer`).open", question))


def test_answers_start_closed(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/gradients/")

    assert page.locator("details.answer").count() >= 2
    assert page.locator("details.answer[open]").count() == 0


def test_link_to_a_question_opens_only_its_answer(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/gradients/#weight-initialization")

    expect(page.locator("#weight-initialization + .question > details.answer[open]")).to_be_visible()
    expect(page.locator("#weight-initialization")).to_be_in_viewport()
    assert not is_open(page, "backpropagation")


def test_link_into_an_answer_opens_it(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/")
    note = page.locator("details.answer li[id]").first.get_attribute("id")
    assert note
    assert "fn" in note

    page = new_page(f"topics/extra/#{note}")

    expect(page.locator(f"[id='{note}']")).to_be_in_viewport()


@pytest.mark.parametrize("id_", ["lstm", "with-everything", "once-called-otherwise"])
def test_permanent_link_leads_to_the_open_answer(new_page: Callable[..., Page], id_: str) -> None:
    page = new_page(f"q/{id_}/")
    now = "with-everything" if id_ == "once-called-otherwise" else id_

    page.wait_for_url(f"**/q/{now}/")
    expect(page.locator(f"#{now} + .question > .answer > .short")).to_be_visible()


def test_cross_link_to_another_topic_opens_the_answer_without_a_reload(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/#with-everything")
    page.evaluate("window.stillHere = true")

    page.locator("#with-everything + .question a[href$='#lstm']").first.click()

    page.wait_for_url("**/topics/sequences-and-transformers/#lstm")
    expect(page.locator("#lstm + .question > details.answer[open]")).to_be_visible()
    assert page.evaluate("window.stillHere") is True


def test_cross_link_on_the_same_page_opens_the_answer_also_the_second_time(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/#with-everything")
    link = page.locator("#with-everything + .question a[href$='#neighbour']").first
    neighbour = page.locator("#neighbour + .question > details.answer")
    for _ in range(2):
        link.click()
        expect(neighbour).to_have_attribute("open", "")
        neighbour.locator("summary").click()
        expect(neighbour).not_to_have_attribute("open", "")


def test_search_hit_opens_its_answer_with_the_words_marked(new_page: Callable[..., Page]) -> None:
    page = new_page("")
    page.evaluate("window.stillHere = true")
    page.keyboard.press("/")
    page.keyboard.type("zygomorphic")

    hit = page.locator(".md-search-result__item a").first
    expect(hit).to_contain_text("everything")
    hit.click()

    expect(page.locator("#with-everything + .question > details.answer[open]")).to_be_visible()
    expect(page.locator("#with-everything + .question mark").first).to_be_visible()
    assert page.evaluate("window.stillHere") is True


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("vanishing gradients LSTM", "lstm"),
        ("What is overfitting", "overfitting"),
        ("SMOTE", "imbalanced-data"),
        ("how does backpropagation work", "backpropagation"),
    ],
)
def test_search_finds_the_question(new_page: Callable[..., Page], words: str, id_: str) -> None:
    page = new_page(f"?q={words}")

    expect(page.locator(f".md-search-result__item a[href*='#{id_}']").first).to_be_attached()


def test_open_all_and_close_all(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/foundations/")
    questions = page.locator("details.answer").count()

    page.get_by_role("button", name="Open all").click()
    assert page.locator("details.answer[open]").count() == questions

    page.get_by_role("button", name="Close all").click()
    assert page.locator("details.answer[open]").count() == 0


def test_print_shows_every_answer_and_leaves_them_closed(new_page: Callable[..., Page], tmp_path: Path) -> None:
    page = new_page("topics/foundations/")
    page.pdf(path=tmp_path / "topic.pdf")

    text = re.sub(r"\s+", " ", " ".join(sheet.extract_text() for sheet in PdfReader(tmp_path / "topic.pdf").pages))
    first_words = "answers => answers.map((answer) => answer.querySelector('p').firstChild.textContent)"
    for words in page.locator("details.answer .full").evaluate_all(first_words):
        assert re.sub(r"\s+", " ", words)[:40].strip() in text
    assert "Open all" not in text
    assert page.locator("details.answer[open]").count() == 0


def test_print_opens_answers_also_where_styles_cannot(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/foundations/#loss-functions")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details.answer:not([open])").count() == 0

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.answer[open]").count() == 1


def test_keyboard_alone_finds_opens_and_reads(new_page: Callable[..., Page]) -> None:
    page = new_page("")
    page.keyboard.press("s")
    page.keyboard.type("zygomorphic")
    expect(page.locator(".md-search-result__item a").first).to_contain_text("everything")
    page.keyboard.press("Enter")
    expect(page.locator("#with-everything + .question > details.answer[open]")).to_be_visible()

    page.locator("#neighbour + .question .star").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    expect(page.locator("#neighbour + .question > details.answer[open]")).to_be_visible()


def test_everything_can_be_read_without_javascript(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/", java_script_enabled=False)
    expect(page.locator(".answer-buttons")).to_be_hidden()

    page.locator("#neighbour + .question summary").click()

    expect(page.locator("#neighbour + .question .full")).to_be_visible()


def test_search_that_finds_nothing_says_whom_to_ask(new_page: Callable[..., Page]) -> None:
    page = new_page("")
    write = page.locator(".search-write")
    page.locator("[data-md-component=search-query]").click()

    page.keyboard.type("dropout")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    expect(write).to_be_hidden()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("level:mid kubernetes & ingress?")  # as a mouse pastes it: no key is released

    expect(page.locator(".md-search-result__item")).to_have_count(0)
    expect(write).to_have_attribute("href", "mailto:editors@example.org?subject=kubernetes%20%26%20ingress%3F")
    expect(write).to_be_visible()


def test_page_that_is_not_there_searches_for_its_words(new_page: Callable[..., Page]) -> None:
    page = new_page("no-such-page/batch-normalization/")
    expect(page.get_by_label("What were you asked?")).to_have_value("batch normalization")

    page.get_by_role("button", name="Search").click()

    expect(page.locator(".md-search-result__item a[href*='#batch-normalization']").first).to_be_visible()


def test_colours_follow_the_system(new_page: Callable[..., Page]) -> None:
    for scheme, name in (("light", "default"), ("dark", "slate")):
        page = new_page("", color_scheme=scheme)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)


CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def test_code_and_a_search_are_copied_by_their_buttons(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/#with-everything", **CLIPBOARD)
    page.locator("#with-everything + .question pre").hover()
    page.locator("#with-everything + .question pre button").click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('print('))")

    page.keyboard.press("/")
    page.keyboard.type("zygomorphic")
    page.locator(".md-search__options a, .md-search__options button[title]").first.click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.endsWith('?q=zygomorphic'))")


def test_button_leads_back_to_the_top(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/gradients/")
    page.get_by_role("button", name="Open all").click()
    page.mouse.wheel(0, 2_000)
    page.wait_for_function("scrollY > 1500")
    page.mouse.wheel(0, -200)
    page.locator(".md-top").click()

    page.wait_for_function("scrollY === 0")


def test_policy_stops_a_script_that_is_not_the_sites(browser: Browser, served: Served) -> None:
    page = browser.new_page()
    page.goto(served.url + "topics/gradients/")
    page.evaluate(
        "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s);"
        "const i = document.createElement('img'); i.setAttribute('onerror', 'window.ran = true'); i.src = 'nothing.png';"
        "document.body.append(i);"
    )
    page.wait_for_timeout(300)

    assert page.evaluate("window.ran") is None
    page.close()


@pytest.mark.parametrize("path", [path for path in PAGES if path != "q/once-called-otherwise/"])  # which leads on at once
def test_page_fits_a_phone(new_page: Callable[..., Page], path: str) -> None:
    page = new_page(path, viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
