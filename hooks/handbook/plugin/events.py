"""What MkDocs calls: check before the build, put the questions in, write the other outputs after it."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from shutil import copytree, rmtree
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.base import LegacyConfig, ValidationError
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.nav import Navigation
from mkdocs.utils import CountHandler

from handbook.labels.labels import labels
from handbook.plugin import defaults, files, navigation, question_shell
from handbook.reading.loading import load_once
from handbook.reading.settings import SettingsError, options_from, settings_from
from handbook.records.problems import ProblemsError
from handbook.site import heads
from handbook.site.guides import known, prepared, ready, write_guides
from handbook.site.look import theming
from handbook.site.offline import write_service_worker
from handbook.site.pages import topics
from handbook.site.pages.place import Place
from handbook.site.pages.printing import study_guide
from handbook.site.pages.question_pages import QuestionPages, in_sitemap
from handbook.site.pages.repository import FORM, Repository, repository_of
from handbook.site.pictures import write_pictures
from handbook.site.policy import policy
from handbook.site.publish import publish, put_aside
from handbook.storage import swapping
from handbook.storage.files import UNWRITABLE
from handbook.storage.together import undo_unfinished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.guide.options import Ready
    from handbook.records.handbook import Handbook
    from handbook.records.problems import Problem
    from handbook.records.settings import Options, Settings

log = get_plugin_logger("handbook")
KEPT = ("search",)
"""The folders of the site with many files, which take longer to write anew than to bring up to date."""


class HandbookPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # its options are checked by a model of our own
    """Draws a handbook's pages and writes everything else that its site has."""

    handbook: Handbook
    """The handbook as it was last without problems."""
    settings: Settings
    options: Options
    site: Path
    """Where the site is to be seen."""
    repository: Repository | None = None
    parts: dict[str, str]
    """What waits to be put into pages."""
    serving = False

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[Any, Any]:
        """Takes the options from `mkdocs.yml`, and tells every mistake in them."""
        self.config = LegacyConfig((), config_file_path=config_file_path)
        try:
            self.options = options_from(options)
        except SettingsError as error:
            return [("handbook", ValidationError(str(mistake))) for mistake in error.mistakes], []
        return [], []

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Remembers whether pages are served, since a served page carries MkDocs' own reloading script."""
        self.serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: Any) -> Any:
        """Loads and checks the data before anything is built; the macros, which come later, find it loaded."""
        defaults.expect(config)
        try:
            self.settings = settings_from(config, self.options)
        except SettingsError as error:
            raise PluginError(str(error)) from None
        say = labels(*self.settings.words)
        defaults.apply(config, say)
        for name in undo_unfinished(_root(config)):
            log.info("%s was deleted, since the import that wrote it was stopped", name)
        problems = self._load(_root(config))
        if self.handbook.explains_terms:
            _ = self.handbook.uses  # the macros need it, and here a damaged cache can be said in one line
        self.repository = repository_of(self.settings, forms=_has_form(_root(config)))
        config.extra["handbook"] = {
            "levels": self.settings.levels,
            "say": say,
            "contact": self.options.contact,
            "propose": self.repository.propose(next(iter(self.handbook.topics), "topic")) if self.repository else "",
            "problems": [str(problem) for problem in problems],
            "guides": (guides := self._guides()),
            "study_guide": study_guide(guides),
        }
        config.edit_uri = self.repository.edit("docs/").removeprefix(f"{self.repository.url}/") if self.repository else None
        config.extra["scope"] = quote(urlsplit(config.site_url or "/").path, safe="/%:@!$&()*+,;=~")
        self._build_beside(config)
        return config

    def _build_beside(self, config: Any) -> None:
        """Lets MkDocs write beside the site that is there, which stays whole until the new one is."""
        self.site = Path(config.site_dir)
        if not self.serving:
            config.site_dir = str(swapping.begin(self.site))

    def _load(self, root: Path) -> tuple[Problem, ...]:
        """Loads the handbook; while pages are served, one with problems leaves the last sound one in its place."""
        try:
            self.handbook = load_once(root, self.settings)
        except ProblemsError as error:
            if not self.serving or not hasattr(self, "handbook"):
                raise PluginError(f"the data has problems\n{error}") from None
            # Who writes sees the problems in the page, above what it showed before.
            log.error("the data has problems\n%s", error)
            return tuple(error.problems)
        return ()

    @event_priority(-50)
    def on_files(self, found: Any, *, config: Any) -> Any:
        """Adds the pages that the handbook has no file for, and the styles and scripts; then completes the navigation."""
        own = [file.src_uri for file in found.documentation_pages()]
        for file in files.generated(config, self.handbook):
            if found.get_file_from_path(file.src_uri) is None:
                found.append(file)
        config.nav = navigation.complete(config.nav, self.handbook, own)
        return found

    def on_serve(self, server: Any, *, config: Any, **_: Any) -> Any:
        """Watches what pages are made of beside `docs/`."""
        server.watch(str(_root(config) / "data"))
        return server

    def on_pre_build(self, *, config: Any) -> None:
        """Makes the policy, and puts what was published aside, as links, before MkDocs empties its folder."""
        self.parts = {}
        config.extra["handbook"]["policy"] = "" if self.serving else self._policy(config)
        self.before = put_aside(self.site, self.handbook.texts.folder) if self.serving else self.site
        for name in KEPT:
            rmtree(self._aside(name), ignore_errors=True)
            with suppress(OSError):
                copytree(self.site / name, self._aside(name), copy_function=os.link)

    def on_nav(self, nav: Any, *, config: Any, files: Any, **_: Any) -> Any:
        """Makes the titles of sections HTML, and keeps the macros away from titles and from Python's own objects."""
        for plugin in config.plugins.values():
            if hasattr(plugin, "macros") and hasattr(plugin, "env"):
                plugin._env = theming.sandboxed(plugin.env)
        navigation.settle_titles(file.page for file in files.documentation_pages() if file.page)
        for item in navigation.sections(nav.items):
            item.title = theming.titled(item.title)
        navigation.chain(files, self.handbook)
        self.nav = nav
        return nav

    def on_env(self, env: Any, *, files: Any, **_: Any) -> Any:
        """Makes the theme escape every text, and the titles of pages HTML, which are all known now."""
        for file in files.documentation_pages():
            file.page.title = theming.titled(file.page.title)
        self.files, self.env = files, theming.escaping(env, self.handbook.texts.folder)
        return self.env

    def on_page_markdown(self, markdown: str, *, page: Any, **_: Any) -> str:
        """Gives a page its date, and a topic's page its description and the address to edit it."""
        edition = self.handbook.edition
        if shown := self.handbook.shown_at(page.url):
            topic, part = shown
            edition = self.handbook.edition_of(topic)
            page.meta.setdefault("description", topics.description(self.handbook, topic, part))
            if page.file.generated_by:
                page.meta["search"] = {"exclude": True}  # the index has what a topic's record says of it
            if self.repository:
                page.edit_url = self.repository.edit(f"data/{topic}/_topic.yml")
        if edition:
            page.update_date = edition.isoformat()
        return markdown

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: Any, config: Any, **_: Any) -> Any:
        """Puts the questions in once Markdown and the search plugin have had the page without them."""
        place = self.place(page.url.removeprefix("./"), config)
        page.content = Markup(topics.fill(self.handbook, place, page.content))  # noqa: S704  Markdown's own, and render's
        for item in navigation.entries(page.toc):
            item.title = Markup(item.title)  # noqa: S704  Markdown escaped it
        page.meta["handbook"] = heads.of_page(self.handbook, place.url)
        page.meta["hide"] = sorted({*page.meta.get("hide", ()), *navigation.empty_columns(page)})
        return context

    def place(self, url: str, config: Any) -> Place:
        """Returns a page as what the macros draw needs to know it."""
        return Place(url, self.parts, self.repository, config.extra["handbook"]["guides"])

    def on_post_template(self, output: str, *, template_name: str, **_: Any) -> str:
        """Adds the pages of the questions to the sitemap."""
        if template_name != "sitemap.xml":
            return output
        return output.replace("</urlset>", f"{in_sitemap(self.handbook)}</urlset>")

    def on_post_page(self, output: str, *, page: Any, **_: Any) -> str:
        """Lets go of the page's content."""
        page.content = ""
        return output

    @event_priority(100)
    def _write_outputs(self, *, config: Any) -> None:
        """Writes what is not a page, with the search index in the place of the theme's own."""
        site = Path(config.site_dir)
        self._put_back(site)
        entries = []
        for plugin in config.plugins.values():
            if index := getattr(getattr(plugin, "provider", plugin), "search_index", None):
                entries, index.entries = index.entries, []
        publish(self.handbook, site, self._pages(config), entries=entries, before=self.before, served=self.serving)

    @event_priority(50)
    def _write_guides(self, *, config: Any) -> None:
        """Writes the guides to print."""
        write_guides(self.handbook, config.extra["handbook"]["guides"], Path(config.site_dir))

    @event_priority(40)
    def _write_pictures(self, *, config: Any) -> None:
        """Writes the pictures that show where a link is shared; nobody shares a page that is only served."""
        if not self.serving:
            write_pictures(self.handbook, Path(config.site_dir), _logo(config))

    @event_priority(-100)
    def _write_service_worker(self, *, config: Any) -> None:
        """Lists for the service worker what the site has, once all of it is there."""
        if not self.serving:
            write_service_worker(Path(config.site_dir))

    @event_priority(-200)
    def _show(self, *, config: Any) -> None:
        """Puts the site, now that all of it is there, into the place of the one before, unless a strict build stops here."""
        for failed in self.handbook.failures.taken():
            log.error("%s", failed)
        if self.serving:
            return
        config.site_dir = str(self.site)
        if config.strict and any(handler.get_counts() for handler in _counting()):
            swapping.discard(self.site)
        else:
            swapping.swap(self.site)

    on_post_build = CombinedEvent(_write_outputs, _write_guides, _write_pictures, _write_service_worker, _show)

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Leaves the old site as it was, and says in one line that a file could not be written."""
        if not self.serving and hasattr(self, "site"):
            swapping.discard(self.site)
        if isinstance(error, OSError) and error.errno in UNWRITABLE and not self.serving:
            where = f"{error.filename or self.site}: cannot be written ({error.strerror})"
            raise Abort(f"{where}; the site is as it was before") from None

    def _guides(self) -> tuple[Ready, ...]:
        """Returns the guides that the options list, ready to be read, unless they turn them off, or leave them out of `serve`."""
        wanted = self.options.guides
        if wanted.build == "off" or (wanted.build == "auto" and self.serving):
            return ()
        try:
            guides = ready(self.handbook, wanted.files, self.settings)
        except KeyError as error:
            raise PluginError(f"guides.files: no guide is called {error}; choose from {', '.join(known())}") from None
        return prepared(self.handbook, guides, log)

    def _policy(self, config: Any) -> str:
        """Returns the policy of the site's pages, which is known before any content is read."""
        env = theming.escaping(config.theme.get_env(), self.handbook.texts.folder)
        context = get_context(Navigation([], []), [], config)
        return policy(theming.without_content(env, context, config.extra["scope"]), self.options.hosts)

    def _aside(self, name: str) -> Path:
        return self.handbook.texts.folder / name

    def _put_back(self, site: Path) -> None:
        for name in KEPT:
            with suppress(OSError):
                self._aside(name).rename(site / name)

    def _pages(self, config: Any) -> QuestionPages:
        """Returns the pages of the questions, in the shell that the theme draws once."""
        return QuestionPages(self.handbook, question_shell.draw(self.env, self.nav, self.files, config), self.repository)


def _counting() -> Iterator[CountHandler]:
    """Yields what counts the warnings of a strict build."""
    return (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))


def _root(config: Any) -> Path:
    return Path(config.config_file_path).parent.resolve()


def _has_form(root: Path) -> bool:
    """Tells whether the repository has the form to report a problem with, which may be above the handbook."""
    return any((folder / ".github" / "ISSUE_TEMPLATE" / FORM).is_file() for folder in (root, *root.parents[:2]))


def _logo(config: Any) -> Path | None:
    """Returns the file of the handbook's mark, if it has one of its own."""
    logo = config.theme.get("logo")
    return Path(config.docs_dir, logo) if isinstance(logo, str) else None
