"""The files of a site that the handbook has no file for: pages, styles and scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from handbook.labels.labels import DEFAULT, labels
from handbook.plugin.navigation import INDEX, TOPICS
from handbook.records.settings import PAGES
from handbook.site.assets import assets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig

    from handbook.records.handbook import Handbook

DOCUMENTS = Path(__file__).parents[1] / "site" / "documents"


def generated(config: MkDocsConfig, handbook: Handbook) -> Iterator[File]:
    """Yields a page per topic and per page of the settings, and every style and script."""
    yield _page(config, INDEX, _document(handbook, "topics_index"))
    for topic in handbook.topics:
        yield _page(config, f"{TOPICS}{topic}.md", f'{{{{ topic("{topic}") }}}}\n')
    for page in filter(handbook.has_page, PAGES):
        yield _page(config, f"{page}.md", _document(handbook, page))
    for name, source in assets(labels(*handbook.settings.words), handbook.settings.options).items():
        if isinstance(source, Path):
            yield File.generated(config, f"assets/{name}", abs_src_path=str(source))
        else:
            yield File.generated(config, f"assets/{name}", content=source)


def _document(handbook: Handbook, name: str) -> str:
    """Returns the Markdown of a page in the handbook's language, or in English."""
    language = handbook.settings.language.partition("-")[0]
    file = DOCUMENTS / language / f"{name}.md"
    return (file if file.is_file() else DOCUMENTS / DEFAULT / f"{name}.md").read_text("utf-8")


def _page(config: MkDocsConfig, path: str, text: str) -> File:
    """Returns a page; that a navigation leaves it out is no mistake, since nobody wrote it."""
    return File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
