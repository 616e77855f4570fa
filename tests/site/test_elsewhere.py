"""A handbook without Material for MkDocs: ProperDocs and MaterialX make the same pages, and their search answers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

from tests.engines.conftest import Host
from tests.looping import some

pytestmark = [pytest.mark.xdist_group("engines"), pytest.mark.slow]

MATERIALX = ("mkdocs-materialx==10.2.2", "pagefind==1.5.2")
"""What takes the place of today's theme, and what it imports; their other requirements are installed."""
ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>(.*?)</article>', re.DOTALL)


def build(book: Path, site: Path, tool: str, settings: str, packages: Path | None = None) -> None:
    variables = {**os.environ, "GUIDES": "off", "NO_MKDOCS_2_WARNING": "1", **({"PYTHONPATH": str(packages)} if packages else {})}
    command = [sys.executable, "-m", tool, "build", "--strict", "--config-file", settings, "--site-dir", str(site)]
    built = subprocess.run(command, cwd=book, env=variables, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of one handbook as today's theme draws it and as MaterialX does."""
    root = tmp_path_factory.mktemp("elsewhere")
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(root / "packages"), *MATERIALX]
    subprocess.run(install, check=True, capture_output=True)
    start = "import sys; from handbook.commands.cli import main; main()"
    subprocess.run([sys.executable, "-c", start, "init", "book", "--name", "Tea"], cwd=root, check=True, capture_output=True)
    settings = (root / "book/mkdocs.yml").read_text("utf-8")
    assert "name: material\n" in settings
    (root / "book/materialx.yml").write_text(settings.replace("name: material\n", "name: materialx\n"), "utf-8")
    build(root / "book", root / "today/tea", "mkdocs", "mkdocs.yml")
    build(root / "book", root / "materialx/tea", "properdocs", "materialx.yml", root / "packages")
    return root / "today", root / "materialx"


def articles(site: Path) -> dict[str, str]:
    return {
        str(page.relative_to(site)): re.sub(r"\s+", " ", found[1])
        for page in site.rglob("*.html")
        if (found := ARTICLE.search(page.read_text("utf-8")))
    }


def test_materialx_makes_the_same_pages_and_files(sites: tuple[Path, Path]) -> None:
    def files(site: Path) -> set[str]:
        names = {str(file.relative_to(site)) for file in site.rglob("*") if file.is_file()}
        return {name for name in names if not re.match(r"tea/(assets/(javascripts|stylesheets|images)|search)/", name)}

    today, materialx = sites

    assert files(today) == files(materialx)
    assert len(articles(today)) > 8
    assert articles(today) == articles(materialx)


def test_search_answers_with_either_theme(sites: tuple[Path, Path], browser: Browser) -> None:
    for site in some(sites):
        host = Host(site)
        page = browser.new_page()
        page.goto(host.url)
        page.keyboard.press("/")
        page.keyboard.type("add a question")
        expect(page.locator(".md-search-result__item").first).to_contain_text("How do I add a question?")
        page.close()
        host.off()
