"""No page, in no state, has a violation of WCAG 2.2 AA that axe finds, light and dark, on a phone and on a desktop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import DESKTOP, PAGES, PHONE
from tests.looping import some

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("accessibility")

TWO = (("light", DESKTOP), ("dark", PHONE))
FOUR = (*TWO, ("light", PHONE), ("dark", DESKTOP))
LEVELS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def _everything_open(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")


def _view(name: str) -> Callable[[Page], None]:
    return lambda page: page.click(f".view [data-view={name}]")


def _term(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    page.locator("a.term[data-meaning]").first.click()
    page.wait_for_selector(".term-card:popover-open")


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("gradient")
    page.wait_for_selector(".md-search-result__item a")


def _nothing(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("zqxj wvkk")
    expect(page.locator(".md-search-result__meta")).to_have_text("No question found")


def _filters(page: Page) -> None:
    page.evaluate("document.querySelectorAll('.browse-facet').forEach(facet => facet.open = true)")
    page.locator(".browse-filters [name=level]").first.check()
    page.fill(".browse-filters [name=find]", "gradient")
    page.wait_for_selector(".browse-hits:not([hidden]) li")


STATES = [
    *((path, "all open", _everything_open, FOUR if path in ("", "topics/extra/") else TWO) for path in PAGES),
    *(("topics/extra/", view, _view(view), TWO) for view in ("short", "full", "everything")),
    ("paths/brush-up/", "full", _view("full"), TWO),
    ("q/lstm/", "a term explained", _term, FOUR),
    ("topics/gradients/", "a term explained", _term, TWO),
    ("topics/extra/", "searched", _search, FOUR),
    ("topics/extra/", "nothing found", _nothing, TWO),
    ("browse/", "narrowed", _filters, FOUR),
]


@pytest.mark.parametrize(
    ("path", "act", "looks"), [state[0:1] + state[2:] for state in STATES], ids=[f"{s[0]}-{s[1]}" for s in STATES]
)
def test_page_has_no_accessibility_violation(
    new_page: Callable[..., Page], path: str, act: Callable[[Page], None], looks: tuple[tuple[str, dict[str, int]], ...]
) -> None:
    page = new_page(path, color_scheme="light", reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    act(page)
    for scheme, viewport in some(looks):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.wait_for_timeout(100)

        outcome = Axe().run(page, options=LEVELS)

        assert [_violation(found) for found in outcome.response["violations"]] == [], (scheme, viewport)


def _violation(found: dict[str, object]) -> str:
    nodes = found["nodes"]
    assert isinstance(nodes, list)
    return f"{found['id']}: " + json.dumps([(node["html"][:120], node["failureSummary"][:160]) for node in nodes[:3]])
