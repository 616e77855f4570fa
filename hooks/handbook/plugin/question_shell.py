"""Lets the theme draw one page with places for the parts of a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.commands.build import get_context
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from handbook.site.pages.question_pages import Shell, slot

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation


def draw(env: Environment, nav: Navigation, files: Files, config: MkDocsConfig) -> Shell:
    """Returns the shell of the questions' pages, as the theme draws it for a page that is in no navigation."""
    page: Any = Page(None, File.generated(config, "q/question/index.md", content=""), config)
    page.title = slot("title")
    page.content = slot("content")
    page.canonical_url = slot("address") if config.site_url else None
    page.edit_url = slot("edit") if config.repo_url else None
    page.meta = {"description": slot("description"), "hide": ["navigation", "toc"], "handbook": {"head": slot("head")}}
    page.toc = TableOfContents([AnchorLink(slot("title"), slot("id"), 1)])
    return Shell(env.get_template("main.html").render(get_context(nav, files, config, page)))
