"""Writes what a site has besides the pages of its generator: any generator's site is completed by one call."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeAlias

from handbook.exports import dataset, llms
from handbook.exports.anki import deck as anki
from handbook.exports.feeds import Feed
from handbook.exports.markdown import Writer
from handbook.exports.tables import table
from handbook.markup.links import PermanentLinks
from handbook.records.failures import FATAL
from handbook.site import inputs
from handbook.site.deck import SHORT, deck, short_answers
from handbook.site.look.fonts import write_fonts
from handbook.site.permalinks import former_pages, topic_links
from handbook.site.searching import vectors_of, write_index
from handbook.site.webmanifest import webmanifest
from handbook.storage.files import update
from handbook.storage.manifest import Manifest, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.site.pages.question_pages import QuestionPages
    from handbook.storage.manifest import Content

    File: TypeAlias = tuple[str, str, Callable[[], Content]]

MANIFEST, ASIDE = "site.json", "aside"
PAGES = "q"
"""The folder of the questions' pages, which takes longer to write anew than to bring up to date."""


def publish(
    handbook: Handbook,
    site: Path,
    pages: QuestionPages | None = None,
    *,
    manifest: Manifest | None = None,
    served: bool = False,
) -> None:
    """Completes a site whose pages are there, but for the search; the manifest knows what was published last."""
    Publication(handbook, site, pages, manifest or manifest_of(handbook, site), served).write()
    write_fonts(site / "assets")
    handbook.texts.commit()


def write_search(handbook: Handbook, site: Path, entries: Sequence[Mapping[str, Any]] = (), *, train: bool = True) -> None:
    """Writes what the search of a site finds: the questions, and the `entries` of other pages, as the theme's own has them."""
    write_index(handbook, entries, site / "search", vectors_of(handbook, train=train))
    handbook.texts.commit()


def manifest_of(handbook: Handbook, site: Path, before: Path | None = None) -> Manifest:
    """Returns the record of what was published; `before` has the files of the last time, if they are elsewhere."""
    return Manifest(handbook.texts.folder / MANIFEST, site, before or site)


@dataclass(frozen=True)
class Publication:
    """The files beside a site's pages, made anew where what they are made from has changed."""

    handbook: Handbook
    site: Path
    pages: QuestionPages | None
    """The pages of the questions, where the generator's theme can draw them."""
    manifest: Manifest
    served: bool = False
    """Whether it is only looked at while it is written: then nothing is made again that nobody reads there."""

    def write(self) -> None:
        """Writes everything, and keeps a record of it for the next time."""
        failures = len(self.handbook.failures.collected)
        self._question_pages()
        for file in self._files():
            self._write(*file)
        for file in self._downloads():
            if not self.served or not self.manifest.keep(file[0]):
                self._write(*file)
        self._figures()
        if len(self.handbook.failures.collected) == failures:  # what is not whole is made again the next time
            self.manifest.save()

    def _write(self, name: str, made_from: str, make: Callable[[], Content]) -> None:
        """Writes a file, or tells why it cannot be made."""
        try:
            self.manifest.write(name, made_from, make)
        except FATAL:
            raise
        except Exception as error:
            self.handbook.failures.add(name, error)

    @cached_property
    def _common(self) -> str:
        """What every output is made from besides the questions."""
        shell = [self.pages.shell.digest, repr(self.pages.repository)] if self.pages else []
        return inputs.digest(inputs.of_all(self.handbook, "site", "exports"), *shell)

    @cached_property
    def _inputs(self) -> Mapping[str, str]:
        """What the outputs of each question are made from, by id, as a digest."""
        return {
            question.id: inputs.digest(
                self._common,
                inputs.of_question(self.handbook, question),
                self.handbook.page_of(question),
                *(inputs.named(self.handbook, *self.pages.around(question)) if self.pages else ()),
            )
            for question in self.handbook.questions.values()
        }

    def _question_pages(self) -> None:
        """Brings the folder of the questions' pages up to date, as it was put aside from the build before."""
        folder = self.site / PAGES
        folder.mkdir(parents=True, exist_ok=True)
        for id_, made_from in self._inputs.items():
            question = self.handbook.questions[id_]
            self.handbook.failures.one("its page", question, partial(self._question_page, made_from))
            self.handbook.failures.one("its page in Markdown", question, partial(self._question_text, made_from))
        others = dict(former_pages(self.handbook))
        for id_, page in [*others.items(), *(() if self.pages else topic_links(self.handbook))]:
            update(folder / id_ / "index.html", page)
        for id_ in others:
            (folder / id_ / "index.md").unlink(missing_ok=True)
        for entry in [entry for entry in folder.iterdir() if entry.name not in self._inputs and entry.name not in others]:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def _question_page(self, made_from: str, question: Question) -> None:
        if pages := self.pages:
            self.manifest.write(f"{PAGES}/{question.id}/index.html", made_from, lambda: pages.page(question))

    def _question_text(self, made_from: str, question: Question) -> None:
        self.manifest.write(f"{PAGES}/{question.id}/index.md", made_from, lambda: self._writer.question(question))

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self.handbook, PermanentLinks(self.handbook, self.handbook.settings.url or "../../"))

    def _files(self) -> Iterator[File]:
        """Yields the name of each file that pages of the site use, the digest of what it is made from, and how it is made."""
        handbook, settings = self.handbook, self.handbook.settings
        yield "manifest.webmanifest", self._common, lambda: webmanifest(handbook)
        if handbook.has_page("practice"):
            yield "deck.js", self._everything, lambda: deck(handbook)
        for topic in handbook.topics.values():
            made_from = inputs.digest(self._common, *(self._inputs[question.id] for question in handbook.by_topic[topic.id]))
            yield f"topics/{topic.id}/index.md", made_from, lambda topic=topic: self._writer.topic(topic)  # type: ignore[misc]
            yield f"topics/{topic.id}/feed.xml", made_from, Feed(handbook, settings, topic).atom

    def _downloads(self) -> Iterator[File]:
        """Yields the files for other programs in the same way; while pages are served, these stay as they were at first."""
        handbook, settings, everything = self.handbook, self.handbook.settings, self._everything
        if self.handbook.has_page("practice"):
            yield SHORT, everything, lambda: short_answers(handbook)
        yield "questions.json", everything, lambda: dataset.dataset(handbook, settings)
        yield dataset.SCHEMA, self._common, lambda: json.dumps(dataset.schema(), indent=1, ensure_ascii=False) + "\n"
        if not self.served:
            yield anki.FILE, everything, lambda: anki.deck(handbook, settings)
        yield "handbook.csv", everything, lambda: table(handbook, settings)
        yield "llms.txt", everything, lambda: llms.listed(handbook, settings)
        yield llms.SHORT, everything, lambda: llms.short(handbook, settings)
        texts = handbook.failures.each(llms.FULL, handbook.questions.values(), self._markdown)
        yield llms.FULL, everything, lambda: llms.full(settings, texts)
        yield "skill.md", everything, lambda: llms.skill(handbook, settings)
        yield "feed.xml", everything, Feed(handbook, settings).atom
        yield "feed.json", everything, Feed(handbook, settings).as_json

    @cached_property
    def _everything(self) -> str:
        return inputs.digest(self._common, *self._inputs.values())

    def _markdown(self, question: Question) -> str | None:
        with suppress(FileNotFoundError), open(f"{self.site}/{PAGES}/{question.id}/index.md", encoding="utf-8") as file:
            return file.read()
        return None

    def _figures(self) -> None:
        """Copies the figures that questions show into `figures/<topic>/`."""
        for question in self.handbook.questions.values():
            for file in question.drawings:
                folder = self.site / "figures" / question.topic
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.handbook.root / "data" / question.topic / file, folder / file)


def put_aside(site: Path, cache: Path) -> Path:
    """Moves what was published out of a site that is going to be emptied, and returns where it is then."""
    aside = cache / ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    for name in [PAGES, *(name for name in names(cache / MANIFEST) if not name.startswith(f"{PAGES}/"))]:
        with suppress(OSError):
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).rename(aside / name)
    return aside
