"""The files of a site that the handbook has no file for: pages, styles and scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import File, InclusionLevel

from handbook.labels.labels import labels
from handbook.site.look.assets import assets
from handbook.site.pages.sources import sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from handbook.records.handbook import Handbook


def generated(config: MkDocsConfig, handbook: Handbook) -> Iterator[File]:
    """Yields a page per topic and per page of the settings, and every style and script."""
    for path, text in sources(handbook):
        yield _page(config, path, text)
    for name, source in assets(labels(*handbook.settings.words), handbook.settings.options).items():
        yield File.generated(config, f"assets/{name}", content=source)


def _page(config: MkDocsConfig, path: str, text: str) -> File:
    """Returns a page; that a navigation leaves it out is no mistake, since nobody wrote it."""
    return File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)


def entries_taken(plugins: Any) -> list[dict[str, Any]]:
    """Returns what the theme's own search would find, and takes it away from it."""
    entries: list[dict[str, Any]] = []
    for plugin in plugins.values():
        if index := getattr(getattr(plugin, "provider", plugin), "search_index", None):
            entries, index.entries = index.entries, []
    return entries
