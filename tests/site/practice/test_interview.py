"""Answers that one types, and interviews with a report: one's own, and those of others."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.site.practice.conftest import KEY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("practice")


def begin(page: Page) -> Page:
    page.get_by_role("button", name=re.compile("^(Start|Continue)")).click()
    expect(page.locator(".practice-steps button").first).to_be_visible()
    return page


def write(page: Page, text: str) -> None:
    if not page.get_by_label("Your answer").is_visible():
        page.locator(".practice-say > summary").click()
    page.get_by_label("Your answer").fill(text)


def test_answer_that_is_typed_stands_beside_the_model_and_is_there_another_day(visit: Callable[..., Page]) -> None:
    page = begin(visit("practice/?topic=leaves&level=senior"))
    write(page, "Twice x t 2.\n1 cup.")
    page.reload()
    expect(page.get_by_label("Your answer")).to_have_value("Twice x t 2.\n1 cup.")

    page.get_by_role("button", name="Show the short answer").click()
    expect(page.locator(".practice-compare")).to_contain_text(re.compile("Your answer.*1 cup.*In 60 seconds.*twice", re.DOTALL))
    expect(page.get_by_role("group", name="What the interviewer listens for")).to_be_visible()
    page.get_by_role("button", name="Good").click()
    page.evaluate(
        "key => localStorage.setItem(key, localStorage.getItem(key).replace(/\\d{4}-\\d\\d-\\d\\d/, '2026-11-02'))",
        f"{KEY}:answers",
    )

    page.goto(page.url)
    begin(page)
    expect(page.get_by_label("Your answer")).to_have_value("")
    page.get_by_role("button", name="Show the short answer").click()
    expect(page.locator(".practice-typed")).to_contain_text(re.compile("Your answer of .*2.*Twice x t 2", re.DOTALL))


def test_dictation_is_offered_only_where_the_browser_hears_on_its_own(visit: Callable[..., Page]) -> None:
    hears = """window.SpeechRecognition = class {
        static available = async ({ processLocally }) => (processLocally ? "available" : "no");
        start() { setTimeout(() => this.onresult({ resultIndex: 0, results: [[{ transcript: "two cups " }]] }), 10); }
        stop() { this.onend(); }
    };"""
    page = begin(visit("practice/?topic=leaves", script=hears))
    write(page, "I say")
    page.get_by_role("button", name="Dictate").click()
    expect(page.get_by_label("Your answer")).to_have_value("I say two cups")

    other = begin(visit("practice/?topic=leaves", script=hears.replace('"available"', '"downloadable"')))
    write(other, "I say")
    expect(other.get_by_role("button", name="Dictate")).to_have_count(0)
    expect(other.get_by_text("your device’s own dictation")).to_be_visible()


def test_mock_interview_ends_with_what_was_missed_by_keyboard_alone(visit: Callable[..., Page], tmp_path: Path) -> None:
    page = visit("practice/?topic=leaves&mode=mock")
    page.get_by_role("button", name="Start the interview: 3 questions").press("Enter")
    expect(page.locator(".practice-steps button")).to_be_visible()
    write(page, "<b>Mine</b>")
    page.get_by_role("button", name="Show the short answer").press("Enter")
    page.get_by_label("Two.").press("Space")
    expect(page.locator(".practice-rating")).to_have_count(0)
    page.get_by_role("button", name="Next question").press("Enter")
    expect(page.locator(".practice-where")).to_contain_text("Card 2 of 3")
    expect(page.locator(".practice-steps button")).to_be_visible()
    page.keyboard.press("x")
    expect(page.locator(".practice-where")).to_contain_text("Card 3 of 3")
    expect(page.locator(".practice-steps button")).to_be_visible()
    page.locator(".practice-question").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Finish")).to_be_visible()
    page.keyboard.press("Enter")

    report = page.locator(".practice-report")
    expect(report.get_by_role("heading", name="Your mock interview")).to_be_focused()
    expect(report).to_contain_text("2 questions asked · 1 of 6 key points named")
    first = report.locator("article").first
    expect(first.locator("li")).to_have_text(["✗ Missed: One.", "✗ Missed: Three.", "✓ Named: Two."])
    expect(first).to_contain_text("<b>Mine</b>")
    assert "/topics/leaves/#leaves-" in str(first.get_by_role("link").get_attribute("href"))
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the report").click()
    assert re.fullmatch(r"interview-report-[\d-]+\.html", download.value.suggested_filename)
    download.value.save_as(tmp_path / "report.html")
    text = (tmp_path / "report.html").read_text("utf-8")
    assert text.startswith("<!doctype html>")
    assert "http-equiv" not in text
    assert "&lt;b&gt;Mine&lt;/b&gt;" in text
    assert "Missed: </strong><span>One.</span>" in re.sub(r"</?p>", "", text)

    page.reload()
    expect(report.locator("article").first.locator("li")).to_have_count(3)
    page.get_by_role("button", name="Practice the 2 questions with missed points").click()
    expect(page.locator(".practice-where")).to_contain_text("Card 1 of 2")
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None


def test_interview_of_somebody_is_noted_kept_printed_and_deleted(visit: Callable[..., Page]) -> None:
    page = begin(visit("practice/?topic=leaves&mode=interviewer&size=5"))
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Candidate", exact=True).fill("Ada")
    page.get_by_label("Date", exact=True).fill("2026-12-03")
    page.get_by_label("One.").check()
    page.get_by_label("Notes").fill("Clear, x 1 z.")
    page.get_by_role("button", name="Next question").click()
    expect(page.locator(".practice-where")).to_contain_text("Card 2 of 3")
    expect(page.get_by_label("Candidate", exact=True)).to_have_value("Ada")

    page.evaluate("sessionStorage.clear()")
    page.goto(page.url)
    page.locator(".practice-reports > summary").click()
    page.get_by_role("button", name=re.compile("Open: .*Ada")).click()

    report = page.locator(".practice-report")
    expect(report).to_contain_text("Ada · December 3, 2026 · 1 question asked · 1 of 3 key points named")
    expect(report).to_contain_text("Clear, x 1 z.")
    page.get_by_label("Overall impression").fill("Good.")
    page.get_by_label("Overall impression").blur()
    expect(report).to_contain_text("Good.")
    page.emulate_media(media="print")
    expect(report).to_be_visible()
    expect(page.get_by_label("Overall impression")).to_be_hidden()
    expect(page.get_by_role("button", name="Save the report")).to_be_hidden()
    page.emulate_media(media="screen")

    page.get_by_role("button", name="Resume at card 2 of 3").click()
    expect(page.locator(".practice-where")).to_contain_text("Card 2 of 3")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Practice more").click()
    page.locator(".practice-reports > summary").click()
    page.get_by_role("button", name=re.compile("Delete: .*Ada")).click()
    expect(page.locator(".practice-reports")).to_have_count(0)
    assert json.loads(page.evaluate("key => localStorage.getItem(key)", f"{KEY}:interviews")) == {"format": 1, "interviews": []}
