"""Listening: the browser's own voice reads answers on pages, and a run of questions with pauses; here a voice that is fast."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.site.practice.conftest import KEY

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.xdist_group("practice")

VOICE = """window.spoken = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, "speechSynthesis", { value: {
    speak(said) {
        spoken.push([said.text, said.rate, said.lang, said.voice?.name ?? ""]);
        said.onstart?.();
        this.timer = setTimeout(() => said.onend?.(), window.slow ? 1e6 : 5);
    },
    cancel() { clearTimeout(this.timer); },
    getVoices() { return window.voices ?? []; },
} });"""
DEAF = "Object.defineProperty(window, 'speechSynthesis', { value: undefined }); delete window.speechSynthesis;"
MUTE = VOICE.replace("said.onstart?.();", "return said.onerror?.({ error: 'voice-unavailable' });")
QUICK = {f"{KEY}:taste": '{"format":1,"taste":{"rate":1.5,"pause":0}}'}


def said(page: Page) -> list[str]:
    found: list[list[str]] = page.evaluate("spoken")
    return [text for text, *_ in found]


def play(page: Page) -> Page:
    page.get_by_role("button", name=re.compile("^Start listening:")).click()
    return page


def test_topic_is_read_question_by_question_to_its_end(visit: Callable[..., Page]) -> None:
    page = play(visit("practice/?mode=listen&topic=leaves", kept=QUICK, script=VOICE))

    expect(page.get_by_role("heading", name="Done")).to_be_visible(timeout=15_000)
    assert said(page) == [
        "What about leaves number 0?", "The short answer about leaves 0.",
        "What about leaves number 1?", "The short answer about leaves 1.",
        "What about leaves number 2?", "The short answer about leaves 2: twice x squared cups.", "See tea, and:", "one;", "two.",
    ]  # fmt: skip
    assert page.evaluate("spoken[0].slice(1)") == [1.5, "en", ""]
    assert page.evaluate("key => localStorage.getItem(key)", KEY) is None


def test_voice_waits_for_an_answer_is_paused_and_moved_by_keyboard_and_goes_on_where_it_was(visit: Callable[..., Page]) -> None:
    page = play(visit("practice/?mode=listen&topic=leaves", script=VOICE))
    expect(page.locator(".practice-turn")).to_contain_text("Your turn: 10 seconds left")
    expect(page.locator(".practice-body .short")).to_have_count(0)

    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.get_by_label("Time to answer").select_option("0")
    page.keyboard.press("ArrowRight")
    page.evaluate("window.slow = true")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").press("ArrowLeft")
    expect(page.locator(".practice-where")).to_contain_text("Card 2 of 3")

    page.reload()
    expect(page.locator(".practice-turn")).to_have_text("Paused.")
    page.get_by_label("Speed").select_option("2")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".practice-where")).to_contain_text("Card 3 of 3")
    assert page.evaluate("spoken[0].slice(0, 3)") == ["What about leaves number 1?", 2, "en"]
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Resume at card")).to_be_visible()


@pytest.mark.parametrize(("script", "why"), [(DEAF, "cannot read aloud"), (MUTE, "No voice for this language")])
def test_browser_without_a_voice_says_so_and_shows_the_answer(visit: Callable[..., Page], script: str, why: str) -> None:
    page = play(visit("practice/?mode=listen&topic=leaves", kept=QUICK, script=script))

    expect(page.locator(".practice-turn")).to_contain_text(why)
    expect(page.locator(".practice-body .short")).to_be_visible()


@pytest.mark.parametrize("path", ["topics/leaves/#leaves-2", "q/leaves-2/"])
def test_short_answer_of_a_page_is_read_by_a_voice_of_the_device_until_it_is_stopped(
    visit: Callable[..., Page], path: str
) -> None:
    voices = """window.slow = true; window.voices = [
        { name: "far", lang: "en-US", localService: false, default: true }, { name: "other", lang: "de-DE", localService: true },
        { name: "near", lang: "en-GB", localService: true },
    ];"""
    page = visit(path, script=VOICE + voices)
    button = page.locator("#leaves-2 + .question .aloud")

    button.click()
    expect(button).to_have_text("Stop")
    assert page.evaluate("spoken[0][3]") == "near"
    assert said(page) == ["The short answer about leaves 2: twice x squared cups."]
    button.press("Enter")

    expect(button).to_have_text("Listen")


def test_page_without_a_voice_has_no_button_to_listen(visit: Callable[..., Page]) -> None:
    page = visit("topics/leaves/#leaves-2", script=DEAF)

    expect(page.locator("#leaves-2 + .question .short")).to_be_visible()
    expect(page.locator(".aloud")).to_have_count(0)


def test_card_reads_what_it_shows(visit: Callable[..., Page]) -> None:
    page = visit("practice/?topic=leaves&level=senior", script=VOICE)
    page.get_by_role("button", name="Start:").click()
    expect(page.locator(".practice-steps button")).to_be_visible()
    page.keyboard.press("l")
    page.keyboard.press("Space")
    expect(page.locator(".practice-body .short")).to_be_visible()
    page.get_by_role("button", name="Listen").click()

    page.wait_for_timeout(300)
    assert said(page)[:2] == ["What about leaves number 2?", "The short answer about leaves 2: twice x squared cups."]


def test_long_sentence_is_said_in_pieces_of_one_breath(visit: Callable[..., Page]) -> None:
    page = visit("topics/", script=VOICE)
    long = "A sentence, which goes on and on, " * 20 + "ends. And a word: " + "x" * 450

    pieces: list[str] = page.evaluate("text => handbookAloud.piecesOf(text)", long)

    assert all(0 < len(piece) <= 200 for piece in pieces)
    assert "".join(pieces).replace(" ", "") == long.replace(" ", "")
