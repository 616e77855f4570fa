"""What MkDocs calls: check before the build, put the questions in, write the other outputs after it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from handbook import pages, search
from handbook.data import CACHE, load_once
from handbook.export import write_site_files
from handbook.handbook import Handbook
from handbook.mathfont import write_math_font
from handbook.problems import ProblemsError
from handbook.security import with_policy
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

TOPICS = "topics/"

_serving = False


def on_startup(command: str, **_: Any) -> None:
    """Remembers whether pages are served, since a served page carries MkDocs' own reloading script."""
    global _serving  # noqa: PLW0603  MkDocs tells it once, before there is a configuration
    _serving = command == "serve"


@event_priority(100)
def on_config(config: Any) -> Any:
    """Loads and checks the data before anything is built; the macros, which come later, find it loaded."""
    try:
        handbook = load_once(_root(config))
    except ProblemsError as error:
        raise PluginError(f"the data has problems\n{error}") from None
    config.extra["handbook"] = {"repository": _repository(config), "policy": not _serving}
    config.edit_uri = config.edit_uri if config.repo_url else None
    config.extra["scope"] = urlsplit(config.site_url or "/").path
    _add_topics(config.nav, handbook)
    return config


def on_page_markdown(markdown: str, page: Any, config: Any, **_: Any) -> str:
    """Gives a page its date, and a topic's page its description and the address to edit it."""
    handbook = load_once(_root(config))
    topic = page.file.src_uri.removeprefix(TOPICS).removesuffix(".md") if page.file.src_uri.startswith(TOPICS) else ""
    edition = handbook.edition
    if topic in handbook.topics:
        edition = handbook.edition_of(topic)
        page.meta.setdefault("description", pages.description(handbook, topic))
        if repository := config.extra["handbook"]["repository"]:
            page.edit_url = f"{repository.url}/{repository.edit}data/{topic}/_topic.yml"
    if edition:
        page.update_date = edition.isoformat()
    return markdown


@event_priority(-100)
def on_page_context(context: Any, page: Any, config: Any, **_: Any) -> Any:
    """Puts the questions in once Markdown and the search plugin have had the page without them."""
    place = pages.Place(page.url.removeprefix("./"), repository=config.extra["handbook"]["repository"])
    page.content = pages.fill(load_once(_root(config)), place, page.content)
    return context


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Adds the content security policy, and lets go of the page's content."""
    page.content = ""
    return with_policy(output)


def on_post_template(output_content: str, **_: Any) -> str:
    """Adds the content security policy to the page for what is not found."""
    return with_policy(output_content)


@event_priority(100)
def on_post_build(config: Any) -> None:
    """Fills the search index before it is written, and writes what is not a page."""
    handbook, site = load_once(_root(config)), Path(config.site_dir)
    for plugin in config.plugins.values():
        if index := getattr(plugin, "search_index", None):
            _fill_index(index, handbook)
    write_site_files(handbook, site, config.site_name, config.site_url or "")
    write_math_font(site / "assets" / "math.woff", handbook.root / CACHE)


def _root(config: Any) -> Path:
    return Path(config.config_file_path).parent.resolve()


def _repository(config: Any) -> pages.Repository | None:
    if not config.repo_url:
        return None
    return pages.Repository(config.repo_url.rstrip("/"), (config.edit_uri or "").removesuffix("docs/"))


def _add_topics(nav: list[Any], handbook: Handbook) -> None:
    """Adds the topics' pages, in their order, to the section that holds the topics' index."""
    for item in nav:
        for section in item.values() if isinstance(item, dict) else ():
            if isinstance(section, list) and f"{TOPICS}index.md" in section:
                section += [{topic.title: f"{TOPICS}{topic.id}.md"} for topic in handbook.topics.values()]


def _fill_index(index: Any, handbook: Handbook) -> None:
    entries = {str(entry["location"]): entry for entry in search.entries(handbook)}
    index.entries = [entry for entry in index.entries if entry["location"] not in entries] + [*entries.values()]
