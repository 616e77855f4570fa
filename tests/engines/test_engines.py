"""The ways through a site that matter, in Firefox and in WebKit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.engines.conftest import Host
    from tests.engines.engine import Engine

pytestmark = pytest.mark.xdist_group("engines")

HITS = "[...document.querySelectorAll('.md-search-result__item')].map((hit) => hit.textContent)"
STYLE = "(found => found ? getComputedStyle(found) : {})(document.querySelector('#steeping + .question .short a.term'))"
DARK = "(([r, g, b]) => (r + g + b) / 3 < 100)(getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number))"


def shown(selector: str) -> str:
    return f"!!document.querySelector({selector!r})?.checkVisibility()"


def test_deep_link_opens_its_answer(engine: Engine, host: Host) -> None:
    engine.open(f"{host.url}topics/leaves/#steeping")

    engine.until(shown("#steeping + .question .short"))
    engine.until("Math.abs(document.querySelector('#steeping').getBoundingClientRect().top) < innerHeight / 2")


def test_search_finds_a_question_by_what_was_said_and_leads_there(engine: Engine, host: Host) -> None:
    engine.open(host.url)
    engine.click("input[name=query]")
    engine.until("document.activeElement?.name", "query")
    engine.press("lift the bag")

    engine.until(f"({HITS})[0]?.includes('How long does it steep?')")
    engine.run("document.querySelector('.md-search-result__item a').click()")
    engine.until("location.hash", "#steeping")
    engine.until(shown("#steeping + .question .short"))


def test_browse_is_narrowed_by_a_choice(engine: Engine, host: Host) -> None:
    engine.open(f"{host.url}browse/")
    engine.until("document.querySelectorAll('.browse-found li').length", 3)
    engine.click("label:has([name=level][value=senior])")

    engine.until("[...document.querySelectorAll('.browse-found li')].filter((item) => item.checkVisibility()).length", 1)
    engine.until("location.search", "?level=senior")


def test_card_is_rated_and_its_rating_kept(engine: Engine, host: Host) -> None:
    engine.open(f"{host.url}practice/?topic=leaves")
    engine.run("localStorage.clear()")
    engine.open(f"{host.url}practice/?topic=leaves")
    engine.until(shown(".practice-begin button, .practice button"))
    engine.run("[...document.querySelectorAll('button')].find((button) => /^Start: 3 cards/.test(button.textContent)).click()")
    engine.until(shown(".practice-steps button"))
    engine.press(" ")
    engine.until(shown(".practice-rating"))
    engine.press("3")

    engine.until("Object.keys(JSON.parse(localStorage.getItem('handbook-progress:/tea/') ?? '{}').cards ?? {}).length", 1)
    engine.open(f"{host.url}practice/?topic=leaves")
    engine.until("Object.keys(JSON.parse(localStorage.getItem('handbook-progress:/tea/')).cards).length", 1)


def test_term_is_marked_and_explains_itself(engine: Engine, host: Host) -> None:
    engine.open(f"{host.url}topics/leaves/#steeping")
    engine.until(shown("#steeping + .question .short a.term"))

    engine.until(
        f"(({{ textDecorationLine: line, textDecorationStyle: style }}) => `${{line}} ${{style}}`)({STYLE})", "underline dotted"
    )
    engine.point("#steeping + .question .short a.term")
    engine.until(f"{shown('.term-card')} && document.querySelector('.term-card').textContent.includes('bitter')")
    engine.press("Escape")
    engine.until(shown(".term-card"), wanted=False)


def test_page_is_dark_when_that_is_chosen(engine: Engine, host: Host) -> None:
    engine.open(f"{host.url}topics/leaves/")
    assert engine.run(DARK) is False
    for scheme in ("default", "slate"):
        engine.run("document.querySelector('.md-header__option label:not([hidden])').click()")
        engine.until("document.body.dataset.mdColorScheme", scheme)

    engine.until(DARK)
    engine.run("localStorage.clear()")


def test_page_for_a_printer_has_everything_open(engine: Engine, host: Host) -> None:
    engine.open(f"{host.url}topics/leaves/")
    engine.run("dispatchEvent(new Event('beforeprint'))")

    engine.until("[...document.querySelectorAll('.question details')].every((part) => part.open)")
    engine.run("dispatchEvent(new Event('afterprint'))")


def test_nothing_is_wider_than_a_phone(engine: Engine, host: Host) -> None:
    engine.resize(390, 800)
    for path in ("", "topics/leaves/#steeping", "q/water/", "practice/", "browse/"):
        engine.open(host.url + path)
        engine.until("document.documentElement.scrollWidth <= innerWidth")
    engine.resize(1280, 900)


def test_site_opens_without_a_network_after_a_visit(engine: Engine, host: Host) -> None:
    engine.open(f"{host.url}topics/leaves/")
    engine.until("navigator.serviceWorker.ready.then((worker) => worker.active.state)", "activated")
    engine.open(f"{host.url}topics/leaves/")
    engine.until("!!navigator.serviceWorker.controller")
    host.off()
    try:
        engine.open(f"{host.url}topics/leaves/?again#steeping")
        engine.until("document.querySelectorAll('h2.question-title').length", 3)
    finally:
        host.on()
