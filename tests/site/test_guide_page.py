"""The page that chooses what to print, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.browser import Served

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("request", lambda asked: None if asked.url.startswith((served.url, "data:")) else complaints.append(asked.url))
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(served.url + "print/")
    yield page
    page.close()
    assert complaints == []


def printed(page: Page, folder: Path) -> str:
    page.get_by_role("button", name="Print from the browser").click()
    expect(page.locator("[data-print-said]")).to_contain_text("ready to print")
    page.pdf(path=folder / "sheet.pdf", prefer_css_page_size=True)
    return " ".join(" ".join(sheet.extract_text() for sheet in PdfReader(folder / "sheet.pdf").pages).split())


def test_chosen_topic_is_printed_with_its_answers_and_nothing_of_the_page(page: Page, tmp_path: Path) -> None:
    page.get_by_label("Extra").check()

    text = printed(page, tmp_path)

    assert "What does an answer with everything in it look like?" in text
    assert "The whole of its neighbour." in text
    assert "Print from the browser" not in text
    assert "backpropagation, and what role" not in text
    [size] = {tuple(map(round, sheet.mediabox[2:])) for sheet in PdfReader(tmp_path / "sheet.pdf").pages}
    assert size == (595, 842)


def test_sheet_for_interviewers_of_one_level_on_letter(page: Page, tmp_path: Path) -> None:
    for label in ("Extra", "Senior", "Interviewer’s sheet", "Letter"):
        page.get_by_label(label, exact=label not in {"Extra", "Senior"}).check()

    text = printed(page, tmp_path)

    assert "What does an answer with everything in it look like?" in text
    assert "And then?" in text
    assert "What is next to it?" not in text
    assert "zygomorphic" in text
    assert "Where it breaks down" not in text
    assert "Details" not in text
    [size] = {tuple(map(round, sheet.mediabox[2:])) for sheet in PdfReader(tmp_path / "sheet.pdf").pages}
    assert size == (612, 792)


def test_command_follows_the_choice(page: Page) -> None:
    page.get_by_label("Flash cards").check()
    page.get_by_label("Extra").check()
    page.get_by_label("Junior").check()

    expect(page.locator("[data-print-command]")).to_have_text(
        "handbook pdf --variant cards --topic extra --level junior -o flash-cards.pdf"
    )


def test_ready_guide_is_offered_where_it_fits_the_choice(page: Page) -> None:
    facts = 'data-format="pdf" data-variant="study" data-paper="a4" data-layout="book" data-pages="120" data-topic=""'
    link = f'<a href="x.pdf" {facts}>Study guide</a>'
    ready = f'<ul class="print-ready"><li>{link}</li></ul>'
    page.evaluate("html => document.querySelector('[data-print]').insertAdjacentHTML('beforebegin', html)", ready)
    page.get_by_label("Letter").check()
    expect(page.locator("[data-print-ready]")).to_be_hidden()

    page.get_by_label("A4").check()
    expect(page.locator("[data-print-ready]")).to_be_visible()

    expect(page.locator("[data-print-size]")).to_have_text(re.compile(r"^\d+ questions, 120 pages$"))

    page.get_by_label("Extra").check()
    expect(page.locator("[data-print-ready]")).to_be_hidden()
    expect(page.locator("[data-print-size]")).to_have_text(re.compile(r"^2 questions, about \d+ pages?$"))


def test_nothing_that_matches_is_said(page: Page) -> None:
    page.get_by_label("Extra").check()
    page.get_by_label("Junior").check()
    page.get_by_role("button", name="Print from the browser").click()

    expect(page.get_by_role("status").filter(has_text="No questions match")).to_be_visible()


def test_page_says_what_to_do_without_javascript(browser: Browser, served: Served) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(served.url + "print/")

    expect(page.get_by_text("open its page and print it")).to_be_visible()
    expect(page.locator("[data-print]")).to_be_hidden()
    page.close()
