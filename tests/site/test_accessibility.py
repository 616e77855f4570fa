"""No page has a violation of WCAG 2.2 AA that axe finds, light and dark, on a phone and on a desktop."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser import DESKTOP, PAGES, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("accessibility")

ALL = (*PAGES, "q/lstm/", "?q=gradient")
LOOKS = [
    *((path, "light", DESKTOP) for path in ALL),
    *((path, "dark", PHONE) for path in ALL),
    *((path, "light", PHONE) for path in ("", "topics/extra/")),
    *((path, "dark", DESKTOP) for path in ("", "topics/extra/")),
]


@pytest.mark.parametrize(
    ("path", "scheme", "viewport"), LOOKS, ids=[f"{path}-{scheme}-{viewport['width']}" for path, scheme, viewport in LOOKS]
)
def test_page_has_no_accessibility_violation(
    new_page: Callable[..., Page], path: str, scheme: str, viewport: dict[str, int]
) -> None:
    page = new_page(path, color_scheme=scheme, viewport=viewport, reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    page.wait_for_timeout(100)

    outcome = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})

    assert [_violation(found) for found in outcome.response["violations"]] == []


def _violation(found: dict[str, object]) -> str:
    nodes = found["nodes"]
    assert isinstance(nodes, list)
    return f"{found['id']}: " + json.dumps([(node["html"][:120], node["failureSummary"][:160]) for node in nodes[:3]])
