"""The macros of the pages: each one call into the package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from handbook import pages
from handbook.data import load_once


def define_env(env: Any) -> None:
    """Defines the macros; the generator calls this at every build (Zensical: for every page)."""
    handbook = load_once(Path(env.project_dir))
    deferred = "handbook" in (env.conf["extra"] or {})

    def place() -> pages.Place:
        return pages.Place(_url(env.page), deferred=deferred)

    @env.macro  # type: ignore[untyped-decorator]
    def topic(id: str) -> str:  # noqa: A002  what authors write
        return pages.topic_page(handbook, place(), id)

    @env.macro  # type: ignore[untyped-decorator]
    def question(id: str) -> str:  # noqa: A002
        return pages.question_block(handbook, place(), id)

    @env.macro  # type: ignore[untyped-decorator]
    def related_questions(id: str) -> str:  # noqa: A002
        return pages.related_questions(handbook, place(), id)

    @env.macro  # type: ignore[untyped-decorator]
    def topic_index() -> str:
        return pages.topic_index(handbook, place())

    @env.macro  # type: ignore[untyped-decorator]
    def tag_index() -> str:
        return pages.tag_index(handbook, place())

    @env.macro  # type: ignore[untyped-decorator]
    def level_index() -> str:
        return pages.level_index(handbook, place())

    @env.macro  # type: ignore[untyped-decorator]
    def reading_path() -> str:
        return pages.reading_path(handbook, place())

    @env.macro  # type: ignore[untyped-decorator]
    def count(what: str) -> int:
        return pages.count(handbook, what)


def _url(page: Any) -> str:
    """Returns a page's address from the site's root; Zensical's pages have a path and no address."""
    url = getattr(page, "url", None)
    if url is None:
        url = page.path.removesuffix(".md").removesuffix("index") + "/"
    return "" if url in ("./", "/") else str(url)
