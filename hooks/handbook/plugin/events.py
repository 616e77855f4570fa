"""What MkDocs calls: check before the build, put the questions in, write the other outputs after it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.exceptions import PluginError
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.nav import Navigation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.handbook import Handbook
    from handbook.records.problems import Problem
    from handbook.site.guides import Ready

from handbook.exports.dataset import write_site_files
from handbook.guide.errors import GuideError
from handbook.reading.loading import load_once
from handbook.records.problems import ProblemsError
from handbook.records.settings import Settings
from handbook.search import index as search
from handbook.site import theming
from handbook.site.guides import known, ready, write_guides
from handbook.site.mathfont import write_math_font
from handbook.site.offline import write_service_worker
from handbook.site.pages import indexes as pages
from handbook.site.pages.printing import study_guide
from handbook.site.policy import no_host, policy

log = get_plugin_logger("handbook")
TOPICS = "topics/"
KEPT = ("q", "search")
"""The folders of the site with many files, which take longer to write anew than to bring up to date."""
GROUP = 25
"""How many topics share a section of the navigation where there are many."""

_serving = False
_handbook: Handbook
_repository: pages.Repository | None = None


def on_startup(command: str, **_: Any) -> None:
    """Remembers whether pages are served, since a served page carries MkDocs' own reloading script."""
    global _serving  # noqa: PLW0603  MkDocs tells it once, before there is a configuration
    _serving = command == "serve"


@event_priority(100)
def on_config(config: Any) -> Any:
    """Loads and checks the data before anything is built; the macros, which come later, find it loaded."""
    global _handbook, _repository  # noqa: PLW0603  the events of one build share them
    problems: tuple[Problem, ...] = ()
    try:
        _handbook = load_once(_root(config))
    except ProblemsError as error:
        if not _serving or "_handbook" not in globals():
            raise PluginError(f"the data has problems\n{error}") from None
        # Who writes sees the problems in the page, above what it showed before.
        log.error("the data has problems\n%s", error)
        problems = error.problems
    if _handbook.explains_terms:
        _ = _handbook.uses  # the macros need it, and here a damaged cache can be said in one line
    _repository = _repository_of(config)
    config.extra["handbook"] = {
        "problems": [str(problem) for problem in problems],
        "guides": (guides := _guides(config)),
        "study_guide": study_guide(guides),
    }
    config.edit_uri = config.edit_uri if config.repo_url else None
    config.extra["scope"] = quote(urlsplit(config.site_url or "/").path, safe="/%:@!$&()*+,;=~")
    config.extra["handbook"]["policy"] = "" if _serving else _policy(config)
    _add_topics(config.nav)
    return config


def on_pre_build(config: Any) -> None:
    """Puts the permanent links and the search index aside before MkDocs empties the site."""
    for name in KEPT:
        with suppress(OSError):
            rmtree(_aside(name), ignore_errors=True)
            (Path(config.site_dir) / name).rename(_aside(name))


def on_nav(nav: Any, config: Any, **_: Any) -> Any:
    """Makes the titles of sections HTML, and keeps the macros away from Python's own objects."""
    for plugin in config.plugins.values():
        if hasattr(plugin, "macros") and hasattr(plugin, "env"):
            plugin._env = theming.sandboxed(plugin.env)
    for item in _sections(nav.items):
        item.title = theming.titled(item.title)
    return nav


def on_env(env: Any, files: Any, **_: Any) -> Any:
    """Makes the theme escape every text, and the titles of pages HTML, which are all known now."""
    for file in files.documentation_pages():
        file.page.title = theming.titled(file.page.title)
    return theming.escaping(env, _handbook.cache.folder)


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Gives a page its date, and a topic's page its description and the address to edit it."""
    topic = page.file.src_uri.removeprefix(TOPICS).removesuffix(".md") if page.file.src_uri.startswith(TOPICS) else ""
    edition = _handbook.edition
    if topic in _handbook.topics:
        edition = _handbook.edition_of(topic)
        page.meta.setdefault("description", pages.description(_handbook, topic))
        if _repository:
            page.edit_url = f"{_repository.url}/{_repository.edit}data/{topic}/_topic.yml"
    if edition:
        page.update_date = edition.isoformat()
    return markdown


@event_priority(-100)
def on_page_context(context: Any, page: Any, **_: Any) -> Any:
    """Puts the questions in once Markdown and the search plugin have had the page without them."""
    place = pages.Place(page.url.removeprefix("./"), repository=_repository)
    page.content = Markup(pages.fill(_handbook, place, page.content))  # noqa: S704  Markdown's own, and render's
    for item in _items(page.toc):
        item.title = Markup(item.title)  # noqa: S704  Markdown escaped it
    return context


def on_post_page(output: str, page: Any, **_: Any) -> str:
    """Lets go of the page's content."""
    page.content = ""
    return output


@event_priority(100)
def _write_outputs(config: Any) -> None:
    """Writes the search index in the place of the theme's own, and what is not a page."""
    site = Path(config.site_dir)
    _put_back(site)
    for plugin in config.plugins.values():
        if index := getattr(plugin, "search_index", None):
            search.write_index(_handbook, index.entries, site / "search")
            index.entries = []
    write_site_files(_handbook, site, config.site_name, config.site_url or "")
    write_math_font(site / "assets" / "math.woff", _handbook.cache.folder)
    _handbook.cache.commit()


@event_priority(50)
def _write_guides(config: Any) -> None:
    """Writes the guides to print; one that cannot be made is a problem that a strict build stops for."""
    guides = config.extra["handbook"]["guides"]
    try:
        write_guides(_handbook, guides, Path(config.site_dir))
    except GuideError as error:
        log.error("a guide to print cannot be made: %s", error)


@event_priority(-100)
def _write_service_worker(config: Any) -> None:
    """Lists for the service worker what the site has, once all of it is there."""
    if not _serving:
        write_service_worker(Path(config.site_dir))


on_post_build = CombinedEvent(_write_outputs, _write_guides, _write_service_worker)


def _guides(config: Any) -> tuple[Ready, ...]:
    """Returns the guides that the configuration lists, unless it turns them off, or leaves them out while pages are served."""
    wanted = config.extra.get("guides") or {}
    if str(wanted.get("build", "auto")).lower() not in (("auto", "on", "true") if not _serving else ("on", "true")):
        return ()
    settings = Settings(config.site_name, config.site_url or "", config.copyright or "")
    try:
        return ready(_handbook, wanted.get("files", ()), settings)
    except KeyError as error:
        raise PluginError(f"extra.guides.files: no guide is called {error}; choose from {', '.join(known())}") from None


def _aside(name: str) -> Path:
    return _handbook.cache.folder / name


def _put_back(site: Path) -> None:
    for name in KEPT:
        with suppress(OSError):
            _aside(name).rename(site / name)


def _root(config: Any) -> Path:
    return Path(config.config_file_path).parent.resolve()


def _repository_of(config: Any) -> pages.Repository | None:
    if not config.repo_url:
        return None
    return pages.Repository(config.repo_url.rstrip("/"), (config.edit_uri or "").removesuffix("docs/"))


def _policy(config: Any) -> str:
    """Returns the policy of the site's pages, which is known before any content is read."""
    hosts = config.extra.get("handbook_hosts") or ()
    if wrong := no_host(hosts):
        raise PluginError(f"extra.handbook_hosts: {wrong!r} is not a host; write it like stats.example.org")
    env = theming.escaping(config.theme.get_env(), _handbook.cache.folder)
    return policy(theming.without_content(env, get_context(Navigation([], []), [], config), config.extra["scope"]), hosts)


def _sections(items: Any) -> Iterator[Any]:
    """Yields what the navigation holds besides pages."""
    for item in items:
        if not item.is_page:
            yield item
            yield from _sections(item.children or ())


def _items(toc: Any) -> Iterator[Any]:
    for item in toc:
        yield item
        yield from _items(item.children)


def _add_topics(nav: list[Any]) -> None:
    """Adds the topics' pages, in their order, to the section that holds the topics' index.

    Every page shows the pages beside it, so many topics are put into groups: or the navigation would grow with their square.
    """
    topics: list[Any] = [{theming.as_title(topic.title): f"{TOPICS}{topic.id}.md"} for topic in _handbook.topics.values()]
    if len(topics) > 2 * GROUP:
        groups = [topics[at : at + GROUP] for at in range(0, len(topics), GROUP)]
        topics = [{Markup("{} – {}").format(next(iter(group[0])), next(iter(group[-1]))): group} for group in groups]
    for item in nav:
        for section in item.values() if isinstance(item, dict) else ():
            if isinstance(section, list) and f"{TOPICS}index.md" in section:
                section.extend(topics)
