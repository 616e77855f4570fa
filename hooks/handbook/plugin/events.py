"""What MkDocs calls: check before the build, put the questions in, write the other outputs after it."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from markupsafe import Markup
from mkdocs.config.base import LegacyConfig, ValidationError
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger

from handbook.labels.labels import labels
from handbook.plugin import defaults, files, navigation, question_shell, shown
from handbook.plugin.kept_pages import KeptPages, made_of
from handbook.plugin.later import Later
from handbook.plugin.site_folder import SEARCH, SiteFolder, has_warned
from handbook.reading.loading import load_once
from handbook.reading.settings import SettingsError, options_from, settings_from
from handbook.records.problems import ProblemsError
from handbook.site import heads
from handbook.site.guides import write_guides
from handbook.site.look import theming
from handbook.site.offline import write_service_worker
from handbook.site.pages import topics
from handbook.site.pages.place import Place
from handbook.site.pages.question_pages import QuestionPages, in_sitemap
from handbook.site.pictures import write_pictures
from handbook.site.publish import publish, write_search
from handbook.storage.files import UNWRITABLE
from handbook.storage.together import undo_unfinished

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook
    from handbook.records.problems import Problem
    from handbook.records.settings import Options, Settings
    from handbook.site.pages.repository import Repository
    from handbook.storage.manifest import Manifest

log = get_plugin_logger("handbook")


class HandbookPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # its options are checked by a model of our own
    """Draws a handbook's pages and writes everything else that its site has."""

    handbook: Handbook
    """The handbook as it was last without problems."""
    settings: Settings
    options: Options
    folder: SiteFolder
    manifest: Manifest
    kept: KeptPages
    repository: Repository | None = None
    parts: dict[str, str]
    """What waits to be put into pages."""
    serving = False
    later = Later()
    """What is made only when a page that is served asks for it."""

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[Any, Any]:
        """Takes the options from `mkdocs.yml`, and tells every mistake in them."""
        self.config = LegacyConfig((), config_file_path=config_file_path)
        defaults.require_sound(config_file_path)
        try:
            self.options = options_from(options)
        except SettingsError as error:
            return [("handbook", ValidationError(str(mistake))) for mistake in error.mistakes], []
        return [], []

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Remembers whether pages are served, since a served page carries MkDocs' own reloading script."""
        self.serving = command == "serve"
        gc.set_threshold(50_000)  # a build makes millions of objects and hardly any circle, and each look for one takes long

    @event_priority(100)
    def on_config(self, config: Any) -> Any:
        """Loads and checks the data before anything is built; the macros, which come later, find it loaded."""
        if self.serving:
            self.later.begin()
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
        self.repository = shown.repository(self.handbook)
        guides = shown.guides_of(self.handbook, log, serving=self.serving)
        config.extra["handbook"] = shown.values(self.handbook, say, self.repository, problems, guides)
        config.edit_uri = self.repository.edit("docs/").removeprefix(f"{self.repository.url}/") if self.repository else None
        config.extra["scope"] = quote(urlsplit(config.site_url or "/").path, safe="/%:@!$&()*+,;=~")
        try:
            self.folder = SiteFolder(Path(config.site_dir), _root(config), served=self.serving)
        except OSError as error:
            raise PluginError(f"{config.site_dir}: cannot be built into ({error.strerror}); choose another folder") from None
        config.site_dir = str(self.folder.built)
        return config

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
        """Watches what pages are made of beside `docs/`, and makes the search's index once somebody searches."""
        server.watch(str(_root(config) / "data"))
        server.set_app(self.later.before(server.get_app(), SEARCH))
        return server

    def on_pre_build(self, *, config: Any) -> None:
        """Makes the policy, and puts what was published aside before MkDocs empties its folder."""
        self.parts = {}
        config.extra["handbook"]["policy"] = "" if self.serving else shown.policy_of(self.handbook, config)
        self.manifest = self.folder.put_aside(self.handbook)

    def on_nav(self, nav: Any, *, config: Any, files: Any, **_: Any) -> Any:
        """Makes the titles of sections HTML, keeps the macros away from titles and Python's objects, and takes finished pages."""
        for plugin in config.plugins.values():
            if hasattr(plugin, "macros") and hasattr(plugin, "env"):
                plugin._env = theming.sandboxed(plugin.env)
        navigation.settle_titles(file.page for file in files.documentation_pages() if file.page)
        for item in navigation.sections(nav.items):
            item.title = theming.titled(item.title)
        navigation.chain(files, self.handbook)
        self.kept = KeptPages(self.handbook, self.manifest, made_of(config, self.handbook, nav, files))
        self.kept.reuse(files)
        self.nav = nav
        return nav

    def on_env(self, env: Any, *, files: Any, **_: Any) -> Any:
        """Makes the theme escape every text, and the titles of pages HTML, which are all known now."""
        for file in files.documentation_pages():
            file.page.title = theming.titled(file.page.title)
        self.kept.finish()
        self.files, self.env = files, theming.escaping(env, self.handbook.texts.folder)
        return self.env

    def on_page_markdown(self, markdown: str, *, page: Any, **_: Any) -> str:
        """Gives a page its date, and a topic's page its description and the address to edit it."""
        shown.describe(page, self.handbook, self.repository, drawn=page not in self.kept)
        return markdown

    @event_priority(-100)
    def on_page_context(self, context: Any, *, page: Any, config: Any, **_: Any) -> Any:
        """Puts the questions in once Markdown and the search plugin have had the page without them."""
        if page in self.kept:
            return context
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
        self.folder.put_back()
        if not self.handbook.failures.collected:
            self.kept.note()
        shell = question_shell.draw(self.env, self.nav, self.files, config)
        pages = QuestionPages(self.handbook, shell, self.repository)
        publish(self.handbook, self.folder.built, pages, manifest=self.manifest, served=self.serving)
        entries = files.entries_taken(config.plugins)
        search = partial(write_search, self.handbook, self.folder.built, entries, train=not self.serving)
        if self.serving:
            self.later.put(search, partial(shown.tell_failures, self.handbook, log))
        else:
            search()

    @event_priority(50)
    def _write_guides(self, *, config: Any) -> None:
        """Writes the guides to print."""
        write_guides(self.handbook, config.extra["handbook"]["guides"], Path(config.site_dir))

    @event_priority(40)
    def _write_pictures(self, *, config: Any) -> None:
        """Writes the pictures that show where a link is shared; nobody shares a page that is only served."""
        if not self.serving:
            write_pictures(self.handbook, Path(config.site_dir), shown.logo(config))

    @event_priority(-100)
    def _write_service_worker(self, *, config: Any) -> None:
        """Lists for the service worker what the site has, once all of it is there."""
        if not self.serving:
            write_service_worker(Path(config.site_dir))

    @event_priority(-200)
    def _show(self, *, config: Any) -> None:
        """Puts the site, now that all of it is there, into the place of the one before, unless a strict build stops here."""
        shown.tell_failures(self.handbook, log)
        config.site_dir = str(self.folder.shown)
        self.folder.finish(complete=not (config.strict and has_warned()))
        self.later.end()

    on_post_build = CombinedEvent(_write_outputs, _write_guides, _write_pictures, _write_service_worker, _show)

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        """Leaves the old site as it was, and says in one line that a file could not be written."""
        self.later.end()
        if hasattr(self, "folder"):
            self.folder.finish(complete=False)
        if isinstance(error, OSError) and error.errno in UNWRITABLE and not self.serving:
            where = f"{error.filename or self.folder.shown}: cannot be written ({error.strerror})"
            raise Abort(f"{where}; the site is as it was before") from None


def _root(config: Any) -> Path:
    return Path(config.config_file_path).parent.resolve()
