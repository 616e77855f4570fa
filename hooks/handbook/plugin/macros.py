"""The macros of the pages: each one call into the package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.reading.loading import load_once
from handbook.site.pages import lists, printing, topics
from handbook.site.pages.changes import changes
from handbook.site.pages.glossary import glossary
from handbook.site.pages.home import ask
from handbook.site.pages.place import Place
from handbook.site.pages.titles import escape_title
from handbook.site.pages.topic_map import topic_graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.records.handbook import Handbook

MACROS: dict[str, Callable[..., object]] = {
    "topic": topics.topic_page,
    "question": topics.question_block,
    "related_questions": lists.related_questions,
    "topic_index": topics.topic_index,
    "browse": lists.browse,
    "tag_index": lists.tag_index,
    "level_index": lists.level_index,
    "index_page": lists.index_page,
    "reading_path": lists.reading_path,
    "topic_graph": topic_graph,
    "ask": ask,
    "questions": lists.questions,
    "glossary": glossary,
    "guide_link": printing.guide_link,
    "print_chooser": printing.print_chooser,
    "handbook_title": lambda handbook, _place: escape_title(handbook.settings.title),
    "changes": changes,
    "count": lambda handbook, _place, what: lists.count(handbook, what),
}


def define_env(env: Any) -> None:
    """Defines the macros; the generator calls this at every build (Zensical: for every page)."""
    plugin = _plugin(env)
    handbook = plugin.handbook if plugin else load_once(Path(env.project_dir).resolve())
    for name, draw in MACROS.items():
        env.macro(_macro(env, handbook, draw), name)


def _macro(env: Any, handbook: Handbook, draw: Callable[..., object]) -> Callable[..., object]:
    def macro(*arguments: str) -> object:
        plugin = _plugin(env)
        place = plugin.place(_url(env.page), env.conf) if plugin else Place(_url(env.page))
        return draw(handbook, place, *arguments)

    return macro


def _plugin(env: Any) -> Any:
    """Returns the plugin, if it runs too: Zensical runs the macros alone."""
    plugins = env.conf["plugins"]
    return plugins.get("handbook") if hasattr(plugins, "run_event") else None


def _url(page: Any) -> str:
    """Returns a page's address from the site's root; Zensical's pages have a path and no address."""
    url = getattr(page, "url", None)
    if url is None:
        url = page.path.removesuffix(".md").removesuffix("index") + "/"
    return "" if url in ("./", "/") else str(url)
