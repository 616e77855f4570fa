"""The pages of topics, tags and levels that would come out as they are: neither Markdown nor the theme draws them again."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Template
from mkdocs.structure.toc import TableOfContents

from handbook.records.handbook import topic_page
from handbook.site import inputs
from handbook.site.look.theming import as_title
from handbook.site.pages.topics import part_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.handbook import Handbook
    from handbook.storage.manifest import Manifest

DRAWN_BY = {"search", "macros", "handbook"}
"""The plugins that are known to draw the same page from the same inputs."""
SHOWN = ("policy", "propose", "contact", "problems", "study_guide")
"""What of the plugin's own values the theme shows on every page."""
NOT_SHOWN = {"plugins", "hooks", "theme", "nav", "extra", "site_dir"}
ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class _Whole(Template):
    """A template that is a finished page."""

    page: str

    def render(self, *_: Any, **__: Any) -> str:
        """Returns the page, whatever it is to be filled with."""
        return self.page


class KeptPages:
    """What each of these pages is made from, and those of the site before that were made from the same."""

    def __init__(self, handbook: Handbook, manifest: Manifest, shared: str) -> None:
        self._handbook = handbook
        self._manifest = manifest
        self._shared = shared
        self._reused: dict[str, Any] = {}
        self._made_from: dict[str, str] = {}

    def reuse(self, files: Any) -> None:
        """Keeps Markdown away from each page that would come out as it is."""
        for file, title, ids, made_from in self._pages(files):
            self._made_from[file.dest_uri] = made_from
            if self._shared and self._manifest.has(file.dest_uri, made_from):
                page = file.page
                page.read_source = page.render = lambda *_: None
                page.markdown = page.content = ""
                page.meta = {"search": {"exclude": True}}
                page.toc = TableOfContents([])
                page.present_anchor_ids = ids
                page.title = page.title or as_title(title)
                self._reused[file.dest_uri] = page

    def finish(self) -> None:
        """Gives each of these pages a template that is the whole page."""
        for name, page in self._reused.items():
            template = object.__new__(_Whole)
            template.name, template.page = name, self._manifest.text(name)
            page.meta["template"] = template

    def __contains__(self, page: Any) -> bool:
        return page.file.dest_uri in self._reused

    def note(self) -> None:
        """Notes what the pages were made from that are written now."""
        for name, made_from in self._made_from.items():
            self._manifest.note(name, made_from)

    def _pages(self, files: Any) -> Iterator[tuple[Any, str, set[str], str]]:
        """Yields each page that nobody wrote and of which there may be many: file, title, ids, and what it is made from."""
        for address, title, ids, made_from in [*self._of_topics(), *self._of_indexes()]:
            file = files.get_file_from_path(f"{address.removesuffix('/')}.md")
            if file.generated_by:
                yield file, title, ids, inputs.digest(self._shared, made_from)

    def _of_topics(self) -> Iterator[tuple[str, str, set[str], str]]:
        for topic, parts in self._handbook.parts.items():
            made_from = inputs.of_topic(self._handbook, topic)
            ids = {question.id for question in self._handbook.by_topic[topic]}
            for part in range(1, len(parts) + 1):
                yield topic_page(topic, part), part_title(self._handbook, topic, part), ids, made_from

    def _of_indexes(self) -> Iterator[tuple[str, str, set[str], str]]:
        for address, (title, _) in self._handbook.index_pages.items():
            yield address, title, set(), inputs.of_index(self._handbook, address)


def made_of(config: Any, handbook: Handbook, nav: Any, files: Any) -> str:
    """Returns what every page is made from; nothing where somebody else's code takes part in it."""
    plugins = {name.rpartition("/")[2]: plugin for name, plugin in config.plugins.items()}
    macros = plugins["macros"].config
    own_macros = len(macros["modules"]) > 1 or (handbook.root / f"{macros['module_name']}.py").exists()
    if not plugins.keys() <= DRAWN_BY or config.hooks or own_macros or config.theme.name != "material":
        return ""
    settings = {key: value for key, value in config.items() if key not in NOT_SHOWN}
    extra = {**config.extra, "handbook": {key: config.extra["handbook"][key] for key in SHOWN}}
    theme = {key: config.theme[key] for key in sorted(config.theme)}
    written = [file.content_bytes for file in files.documentation_pages() if not file.generated_by]
    return inputs.digest(
        *(version(name) for name in ("mkdocs", "mkdocs-material", "mkdocs-macros-plugin", "Markdown")),
        inputs.of_all(handbook, "site", "plugin"),
        ADDRESS.sub("", repr((settings, extra, theme, *(dict(plugin.config) for plugin in plugins.values() if plugin.config)))),
        repr([*_entries(nav.items)]),
        *(content.decode("utf-8", "replace") for content in [*written, *_files(config.theme.custom_dir)]),
    )


def _entries(items: Any) -> Iterator[tuple[str, str]]:
    """Yields every entry of the navigation, by its title and its address, and the ends of its sections."""
    for item in items:
        yield str(item.title), getattr(item, "url", None) or ""
        if item.children:
            yield from _entries(item.children)
            yield "", ""


def _files(folder: str | None) -> Iterator[bytes]:
    for file in sorted(Path(folder).rglob("*")) if folder else ():
        if file.is_file():
            yield file.read_bytes()
