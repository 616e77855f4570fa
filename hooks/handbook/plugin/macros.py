"""The macros of the pages: each one call into the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.reading.loading import latest, load_once
from handbook.site.pages import indexes as pages
from handbook.site.pages import printing

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.records.handbook import Handbook

MACROS: dict[str, Callable[..., object]] = {
    "topic": pages.topic_page,
    "question": pages.question_block,
    "related_questions": pages.related_questions,
    "topic_index": pages.topic_index,
    "browse": pages.browse,
    "tag_index": pages.tag_index,
    "level_index": pages.level_index,
    "reading_path": pages.reading_path,
    "topic_graph": pages.topic_graph,
    "questions": pages.questions,
    "glossary": pages.glossary,
    "guide_link": printing.guide_link,
    "print_chooser": printing.print_chooser,
    "count": lambda handbook, _place, what: pages.count(handbook, what),
}


def define_env(env: Any) -> None:
    """Defines the macros; the generator calls this at every build (Zensical: for every page)."""
    root = Path(env.project_dir).resolve()
    handbook = latest(root) if _with_events(env) else load_once(root)
    for name, draw in MACROS.items():
        env.macro(_macro(env, handbook, draw), name)


def _macro(env: Any, handbook: Handbook, draw: Callable[..., object]) -> Callable[..., object]:
    def macro(*arguments: str) -> object:
        guides = env.conf["extra"]["handbook"]["guides"] if _with_events(env) else ()
        return draw(handbook, pages.Place(_url(env.page), deferred=_with_events(env), guides=guides), *arguments)

    return macro


def _with_events(env: Any) -> bool:
    """Tells whether the events run too: Zensical runs the macros alone."""
    return "handbook" in (env.conf["extra"] or {})


def _url(page: Any) -> str:
    """Returns a page's address from the site's root; Zensical's pages have a path and no address."""
    url = getattr(page, "url", None)
    if url is None:
        url = page.path.removesuffix(".md").removesuffix("index") + "/"
    return "" if url in ("./", "/") else str(url)
