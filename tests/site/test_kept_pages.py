"""A build that takes pages over from the one before writes what a first build writes."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from handbook.plugin.kept_pages import KeptPages
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = (
    "site_name: Kept\nsite_url: https://e.org/\ntheme: {name: material}\n"
    'plugins: [search, macros, {handbook: {pictures: none, guides: {build: "off"}}}]\n'
)


@pytest.fixture
def handbook(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook that is large for its few questions: with pages for tags and levels."""
    monkeypatch.setattr("handbook.records.handbook.MOST_LISTED", 2)
    (small / "mkdocs.yml").write_text(CONFIG, "utf-8")
    shutil.rmtree(small / "docs" / "topics")
    (small / "docs" / "index.md").write_text("# Home\n\n{{ topic_index() }}\n", "utf-8")
    return small


def built(root: Path) -> dict[str, bytes]:
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    site = root / "site"
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def from_nothing(root: Path, copy: Path) -> dict[str, bytes]:
    """Builds a copy of a handbook's sources, as from an archive without a history."""
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".cache", "site", ".git"))
    return built(copy)


def different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    ignored = ("sitemap.xml.gz",)  # its bytes hold the time
    return [name for name in one | other if one.get(name) != other.get(name) and name not in ignored]


def test_second_build_and_a_build_of_the_sources_alone_write_the_same_bytes(
    handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = built(handbook)
    kept: list[str] = []
    reuse = KeptPages.reuse

    def listening(pages: KeptPages, files: Any) -> None:
        reuse(pages, files)
        kept.extend(pages._reused)

    monkeypatch.setattr(KeptPages, "reuse", listening)

    second = built(handbook)

    assert {"topics/regularization/index.html", "tags/level/junior/index.html"} <= {*kept}
    assert different(first, second) == []
    assert different(first, from_nothing(handbook, tmp_path / "copy")) == []


@pytest.mark.parametrize("edited", ["title", "level", "topic", "page", "theme"])
def test_build_after_an_edit_writes_what_a_first_build_writes(handbook: Path, tmp_path: Path, edited: str) -> None:
    before = built(handbook)

    if edited == "title":
        write_question(handbook, "optimization/gradient-descent", question="What is it that descends?")
    elif edited == "level":
        write_question(handbook, "regularization/dropout", level="senior", tags=["new"])
    elif edited == "topic":
        file = handbook / "data" / "optimization" / "_topic.yml"
        file.write_text(file.read_text("utf-8").replace("title: ", "title: New "), "utf-8")
    elif edited == "page":
        (handbook / "docs" / "more.md").write_text("# One page more\n", "utf-8")
    else:
        (handbook / "mkdocs.yml").write_text(CONFIG + "copyright: Somebody\n", "utf-8")
    after = built(handbook)

    assert "topics/regularization/index.html" in different(before, after) or edited == "title"
    assert different(after, from_nothing(handbook, tmp_path / "copy")) == []
