"""Writes a guide as EPUB: the same content as one HTML page, which pandoc makes into a book."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup

from handbook.guide.errors import TypesettingError
from handbook.guide.words import SUBTITLES
from handbook.markup.citations import CITATION
from handbook.markup.lines import render_line, unfolded
from handbook.markup.links import cite
from handbook.markup.templates import templates
from handbook.records.fields import markdown_fields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.guide.options import Options
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

SIGN = re.compile(r"[^\w\s]", re.ASCII)
"""What pandoc, which takes what a book says of itself for Markdown, may see more in than itself."""
TEMPLATES = Path(__file__).parent / "templates"
MATH = re.compile(r"<math.*?</math>", re.DOTALL)
OPEN = re.compile(r'<a href="(q|ref):([a-z0-9-]+)"((?: [a-z]+="[^"]*")*)>(</a>)?')
SOURCE = re.compile(r'href="source:[a-z0-9-]+?--source-([a-z0-9-]+)"')
NOTE = re.compile(r'<li id="([^"]+)">\s*<p>')
MARK = re.compile(r'<sup id="([^"]+)">')
"""Footnotes and their marks, whose ids pandoc would drop."""


def make_epub(handbook: Handbook, questions: Sequence[Question], options: Options) -> bytes:
    """Returns a study guide to the questions as EPUB."""
    page = _Page(handbook, questions, options).html()
    with TemporaryDirectory(prefix="guide-") as folder:
        metadata = Path(folder) / "metadata.json"
        metadata.write_text(json.dumps(_metadata(handbook, questions, options), ensure_ascii=False), "utf-8")
        return _pandoc(page, metadata, handbook)


def _pandoc(page: str, metadata: Path, handbook: Handbook) -> bytes:
    import pypandoc  # noqa: PLC0415  needed here alone

    edition = handbook.edition or datetime(2000, 1, 1, tzinfo=UTC).date()
    epoch = int(datetime(edition.year, edition.month, edition.day, tzinfo=UTC).timestamp())
    command = [
        pypandoc.get_pandoc_path(), "--from=html", "--to=epub3", "--mathml", "--toc", "--toc-depth=2", "--split-level=1",
        f"--metadata-file={metadata}", f"--css={TEMPLATES / 'epub.css'}", f"--lua-filter={TEMPLATES / 'epub.lua'}",
        f"--resource-path={handbook.root / 'data'}", "--fail-if-warnings", "--output=-",
    ]  # fmt: skip
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    done = subprocess.run(command, input=page.encode(), capture_output=True, env=environment, check=False)  # noqa: S603  our own words
    if done.returncode:
        raise TypesettingError(f"the EPUB cannot be made, {' '.join(done.stderr.decode('utf-8', 'replace').split())}")
    return done.stdout


def _metadata(handbook: Handbook, questions: Sequence[Question], options: Options) -> dict[str, Any]:
    settings = options.settings
    identity = " ".join([settings.url, settings.title, *(question.id for question in questions)])
    metadata = {
        "title": settings.title,
        "subtitle": SUBTITLES[options.variant],
        "lang": "en",
        "identifier": f"urn:uuid:{uuid5(NAMESPACE_URL, identity)}",
        "date": handbook.edition.isoformat() if handbook.edition else "",
        "rights": settings.copyright,
        "source": settings.url,
    }
    return {name: SIGN.sub(r"\\\g<0>", text) for name, text in metadata.items()}


class _Page:
    """The guide as one HTML page."""

    def __init__(self, handbook: Handbook, questions: Sequence[Question], options: Options) -> None:
        self.handbook = handbook
        self.questions = questions
        self.options = options
        self.chosen = {question.id for question in questions}

    def html(self) -> str:
        chapters = [self._chapter(topic, tuple(asked)) for topic, asked in groupby(self.questions, key=lambda q: q.topic)]
        tags = sorted({tag for question in self.questions for tag in question.tags})
        page = templates("guide").get_template("book.html").render(
            chapters=chapters,
            levels=self.handbook.settings.levels,
            glossary=sorted(self.handbook.glossary.items(), key=lambda item: item[0].casefold()),
            tags=[(tag, [question for question in self.questions if tag in question.tags]) for tag in tags],
        )  # fmt: skip
        page = MARK.sub(r'<span id="\1"></span><sup>', NOTE.sub(r'<li><p><span id="\1"></span>', page))
        return OPEN.sub(self._close, MATH.sub(_mathml, page))

    def _cited(self, html: str, question: Question, numbers: Mapping[str, int]) -> str:
        """Returns a text whose citations lead to the chapter's list of sources."""

        def number(citation: re.Match[str]) -> str:
            key = question.references[int(citation["number"]) - 1]
            return f'{citation["space"]}<a href="#note--{question.topic}--{key}">[{numbers[key]}]</a>'

        return SOURCE.sub(rf'href="#note--{question.topic}--\1"', CITATION.sub(number, html)) if "source:" in html else html

    def _chapter(self, topic: str, questions: tuple[Question, ...]) -> dict[str, Any]:
        keys = dict.fromkeys(key for question in questions for key in question.references)
        numbers = {key: at for at, key in enumerate(keys, 1)}
        introduction = unfolded(self.handbook.introduction(self.handbook.topics[topic]).get("html", ""))
        return {
            "topic": self.handbook.topics[topic],
            "introduction": Markup(introduction),  # noqa: S704  it was sanitised when it was rendered
            "numbers": numbers,
            "entries": [{"question": question, "html": self._parts(question, numbers)} for question in questions],
        }

    def _parts(self, question: Question, numbers: Mapping[str, int]) -> dict[str, Markup]:
        data = json.loads(self.handbook.rendered(question, "data"))
        parts = {}
        for loc, _ in markdown_fields(question):
            part = data
            for key in loc:
                part = part[key]
            parts[".".join(map(str, loc))] = Markup(self._cited(unfolded(part["html"]), question, numbers))  # noqa: S704  it was sanitised when it was rendered
        return parts

    def _close(self, link: re.Match[str]) -> str:
        scheme, name, _, empty = link.groups()
        if scheme == "ref":
            return cite(self.handbook.references[name])
        address = f"#{name}" if name in self.chosen else f"{self.options.settings.url}q/{name}/"
        title = f"{render_line(self.handbook.questions[name].question)}</a>" if empty else ""
        return f'<a href="{escape(address)}">{title}'


def _mathml(math: re.Match[str]) -> str:
    """Returns MathML as text that the filter makes MathML again, as XML wants it: with a namespace, without named characters."""
    xml = math[0].replace("<math", '<math xmlns="http://www.w3.org/1998/Math/MathML"', 1).replace("&nbsp;", "\xa0")
    return f'<code class="mathml">{escape(xml)}</code>'
