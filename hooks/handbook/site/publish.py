"""Writes what a site has besides the pages of its generator: any generator's site is completed by one call."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from handbook.exports import dataset, llms
from handbook.exports.anki import deck as anki
from handbook.exports.feeds import Feed
from handbook.exports.markdown import Writer
from handbook.exports.tables import table
from handbook.markup.links import PermanentLinks
from handbook.records.failures import FATAL
from handbook.site.deck import deck
from handbook.site.look.fonts import write_fonts
from handbook.site.permalinks import former_pages, topic_links
from handbook.site.searching import write_index
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

MANIFEST, ASIDE = "site.json", "aside"
PAGES = "q"
"""The folder of the questions' pages, which takes longer to write anew than to bring up to date."""


def publish(  # noqa: PLR0913  a generator tells what it knows
    handbook: Handbook,
    site: Path,
    pages: QuestionPages | None = None,
    *,
    entries: Sequence[Mapping[str, Any]] = (),
    before: Path | None = None,
    served: bool = False,
) -> None:
    """Completes a site whose pages are there; `before` has what was published last, if that is elsewhere.

    The search finds the questions, and the `entries` of other pages, as the theme's own search has them.
    """
    Publication(handbook, site, pages, before, served).write()
    write_index(handbook, entries, site / "search")
    write_fonts(site / "assets")
    handbook.texts.commit()


@dataclass
class Publication:
    """The files beside a site's pages, made anew where what they are made from has changed."""

    handbook: Handbook
    site: Path
    pages: QuestionPages | None = None
    """The pages of the questions, where the generator's theme can draw them."""
    before: Path | None = None
    served: bool = False
    """Whether it is only looked at while it is written: then nothing is made that takes long and nobody reads."""
    _manifest: Manifest = field(init=False)

    def __post_init__(self) -> None:
        self._manifest = Manifest(self.handbook.texts.folder / MANIFEST, self.site, self.before or self.site)

    def write(self) -> None:
        """Writes everything, and keeps a record of it for the next time."""
        failures = len(self.handbook.failures.collected)
        self._question_pages()
        for name, inputs, make in self._files():
            self._write(name, inputs, make)
        self._figures()
        if len(self.handbook.failures.collected) == failures:  # what is not whole is made again the next time
            self._manifest.save()

    def _write(self, name: str, inputs: str, make: Callable[[], Content]) -> None:
        """Writes a file, or tells why it cannot be made."""
        try:
            self._manifest.write(name, inputs, make)
        except FATAL:
            raise
        except Exception as error:
            self.handbook.failures.add(name, error)

    @cached_property
    def _common(self) -> str:
        """What every output is made from besides the questions."""
        handbook = self.handbook
        keys = [handbook.keys.get(f"data/{name}.yml", "") for name in ("references", "glossary", "retired")]
        topics = [f"{topic.id} {handbook.keys[f'data/{topic.id}/_topic.yml']}" for topic in handbook.topics.values()]
        shell = [self.pages.shell.digest, repr(self.pages.repository)] if self.pages else []
        rooms = [handbook.texts.engine("site"), handbook.texts.engine("exports")]
        return "\n".join([*rooms, repr(handbook.settings), str(handbook.explains_terms), *keys, *topics, *shell])

    @cached_property
    def _inputs(self) -> Mapping[str, str]:
        """What the outputs of each question are made from, by id, as a digest."""
        return {question.id: _digest(self._common, self._named(question)) for question in self.handbook.questions.values()}

    def _named(self, question: Question) -> str:
        """Returns what a question's outputs are made from besides what is common to all."""
        handbook = self.handbook
        named = [*handbook.linked[question.id], *(self.pages.around(question) if self.pages else ())]
        titles = [f"{id_} {handbook.questions[id_].question}" for id_ in named]
        return "\n".join([handbook.keys[question.id], handbook.page_of(question), *titles])

    def _question_pages(self) -> None:
        """Brings the folder of the questions' pages up to date, as it was put aside from the build before."""
        folder = self.site / PAGES
        folder.mkdir(parents=True, exist_ok=True)
        for id_, inputs in self._inputs.items():
            question = self.handbook.questions[id_]
            self.handbook.failures.one("its page", question, partial(self._question_page, inputs))
            self.handbook.failures.one("its page in Markdown", question, partial(self._question_text, inputs))
        others = dict(former_pages(self.handbook))
        for id_, page in [*others.items(), *(() if self.pages else topic_links(self.handbook))]:
            update(folder / id_ / "index.html", page)
        for id_ in others:
            (folder / id_ / "index.md").unlink(missing_ok=True)
        for entry in [entry for entry in folder.iterdir() if entry.name not in self._inputs and entry.name not in others]:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()

    def _question_page(self, inputs: str, question: Question) -> None:
        if pages := self.pages:
            self._manifest.write(f"{PAGES}/{question.id}/index.html", inputs, lambda: pages.page(question))

    def _question_text(self, inputs: str, question: Question) -> None:
        self._manifest.write(f"{PAGES}/{question.id}/index.md", inputs, lambda: self._writer.question(question))

    @cached_property
    def _writer(self) -> Writer:
        return Writer(self.handbook, PermanentLinks(self.handbook, self.handbook.settings.url or "../../"))

    def _files(self) -> Iterator[tuple[str, str, Callable[[], Content]]]:
        """Yields the name of each other file, the digest of what it is made from, and how it is made."""
        handbook, settings = self.handbook, self.handbook.settings
        everything = _digest(self._common, *self._inputs.values())
        yield "questions.json", everything, lambda: dataset.dataset(handbook, settings)
        yield dataset.SCHEMA, self._common, lambda: json.dumps(dataset.schema(), indent=1, ensure_ascii=False) + "\n"
        if not self.served:
            yield anki.FILE, _digest(everything, *self._drawn()), lambda: anki.deck(handbook, settings)
        yield "handbook.csv", everything, lambda: table(handbook, settings)
        yield "llms.txt", everything, lambda: llms.listed(handbook, settings)
        yield llms.SHORT, everything, lambda: llms.short(handbook, settings)
        texts = handbook.failures.each(llms.FULL, handbook.questions.values(), self._markdown)
        yield llms.FULL, everything, lambda: llms.full(settings, texts)
        yield "skill.md", everything, lambda: llms.skill(handbook, settings)
        yield "feed.xml", everything, Feed(handbook, settings).atom
        yield "feed.json", everything, Feed(handbook, settings).as_json
        yield "manifest.webmanifest", self._common, lambda: webmanifest(handbook)
        if handbook.has_page("practice"):
            yield "deck.js", everything, lambda: deck(handbook)
        for topic in handbook.topics.values():
            inputs = _digest(self._common, *(self._inputs[question.id] for question in handbook.by_topic[topic.id]))
            yield f"topics/{topic.id}/index.md", inputs, lambda topic=topic: self._writer.topic(topic)  # type: ignore[misc]
            yield f"topics/{topic.id}/feed.xml", inputs, Feed(handbook, settings, topic).atom

    def _markdown(self, question: Question) -> str | None:
        file = self.site / PAGES / question.id / "index.md"
        return file.read_text("utf-8") if file.exists() else None

    def _drawn(self) -> Iterator[str]:
        """Yields when each figure was last written."""
        for question in self.handbook.questions.values():
            for file in question.drawings:
                stat = (self.handbook.root / "data" / question.topic / file).stat()
                yield f"{question.topic}/{file} {stat.st_size} {stat.st_mtime_ns}"

    def _figures(self) -> None:
        """Copies the figures that questions show into `figures/<topic>/`."""
        for question in self.handbook.questions.values():
            for file in question.drawings:
                folder = self.site / "figures" / question.topic
                folder.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(self.handbook.root / "data" / question.topic / file, folder / file)


def _digest(*texts: str) -> str:
    digest = blake2b(digest_size=16)
    for text in texts:
        digest.update(text.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def put_aside(site: Path, cache: Path) -> Path:
    """Moves what was published out of a site that is going to be emptied, and returns where it is then."""
    aside = cache / ASIDE
    shutil.rmtree(aside, ignore_errors=True)
    for name in [PAGES, *(name for name in names(cache / MANIFEST) if not name.startswith(f"{PAGES}/"))]:
        with suppress(OSError):
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).rename(aside / name)
    return aside
