"""Takes the picture of the README from the site as it is: `python -m tests.screenshot [SITE]`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.bench.reader import built, served
from tests.browser import FLAGS
from tests.conftest import PROJECT

PICTURE = PROJECT / "docs" / "assets" / "screenshot.png"
PAGE, QUESTION = "topics/gradients/#backpropagation", "backpropagation"
WINDOW = {"width": 1280, "height": 840}
COLOURS = 64
"""Text on a plain ground needs no more, and the picture is a quarter as large."""


def take(site: Path, target: Path) -> None:
    """Writes a picture of a topic's page with one answer open."""
    with served(site) as (url, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=list(FLAGS))
        page = browser.new_page(viewport=WINDOW, color_scheme="light", reduced_motion="reduce", device_scale_factor=1.5)  # type: ignore[arg-type]
        page.goto(url + PAGE)
        page.evaluate("document.fonts.ready")
        page.evaluate(f"document.getElementById('{QUESTION}').scrollIntoView()")
        page.wait_for_timeout(1_000)
        page.screenshot(path=target)
        browser.close()
    Image.open(target).convert("RGB").quantize(COLOURS).save(target, optimize=True)


def main() -> None:
    """Takes the picture of a site that is there, or of one that is built for it."""
    with tempfile.TemporaryDirectory() as folder:
        take(Path(sys.argv[1]) if len(sys.argv) > 1 else built(PROJECT, Path(folder) / "site"), PICTURE)


if __name__ == "__main__":
    main()
