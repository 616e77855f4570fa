"""A German handbook of three questions: what its readers see is German, whatever they open."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from handbook.labels.labels import VALUE, catalogue
from tests.casefiles import CASES
from tests.guides import Guide

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = re.compile(r">([^<>]+)<|(?:aria-label|title|placeholder|alt)=\"([^\"]+)\"")
UNSEEN = re.compile(r"<(script|style|svg|math)\b.*?</\1>", re.DOTALL)
FORMULA = "a durch b gleich Wurzel aus x Index 1, Ende Wurzel plus"
"""How the formula of a question begins when it is said."""


def english() -> set[str]:
    """Returns the English labels that German has another text for."""
    german = catalogue("de")
    return {
        text
        for name, text in catalogue("en").items()
        if isinstance(text, str) and text != german[name] and not VALUE.search(text) and len(text) > 3
    }


def texts(html: str) -> set[str]:
    return {unescape(" ".join((found[1] or found[2]).split())) for found in TEXT.finditer(UNSEEN.sub("", html))}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the German handbook, with its guides."""
    root = Path(shutil.copytree(CASES / "german", tmp_path_factory.mktemp("german") / "handbook"))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return root / "site"


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), file.read_text("utf-8")


def test_no_page_says_an_english_word(printed: Path) -> None:
    said = {name: sorted(texts(html) & english()) for name, html in pages(printed)}

    assert len(said) > 10
    assert {name: words for name, words in said.items() if words} == {}


def test_every_page_names_its_language(printed: Path) -> None:
    named = {name: re.findall(r"<html[^>]*\blang=\"([^\"]*)\"", html) for name, html in pages(printed)}

    assert {name: found for name, found in named.items() if found != ["de"]} == {}


def test_notes_tasks_footnotes_and_sources_are_named_in_german(printed: Path) -> None:
    page = (printed / "topics" / "kaffee" / "index.html").read_text("utf-8")

    assert {"Hinweis", "Tipp", "Aufgabe", "Zurück zu Fußnote 1 im Text", "3. November 2026"} <= texts(page)
    assert "Illy A. und Viani R. (2005)" in page
    assert "Stimmt was nicht?" in page


def test_no_guide_says_an_english_word(printed: Path) -> None:
    guides = sorted(printed.glob("*.pdf"))

    assert len(guides) == 4
    for guide in guides:
        reader: Any = PdfReader(guide)
        lines = {line.strip() for page in reader.pages for line in page.extract_text().splitlines()}
        assert reader.trailer["/Root"]["/Lang"] == "de", guide.name
        assert lines & english() == set(), guide.name
    assert "Auch so gefragt „Warum neun Bar und nicht drei?“" in PdfReader(printed / "study-guide.pdf").pages[1].extract_text()


def test_epub_is_german(printed: Path) -> None:
    with ZipFile(printed / "study-guide.epub") as book:
        files = {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xhtml", ".opf", ".ncx"))}

    assert "<dc:language>de</dc:language>" in files["EPUB/package.opf"]
    for name, text in files.items():
        assert 'xml:lang="de"' in text, name
        assert texts(text) & english() == set(), name
    assert FORMULA in files["EPUB/q-mahlgrad.xhtml"]


def test_formulas_of_the_pdf_are_said_in_german(printed: Path) -> None:
    said = [str(tag.get("/Alt")) for tag in Guide(printed / "study-guide.pdf").elements if tag["/S"] == "/Formula"]

    assert any(FORMULA in words for words in said), said


def test_readers_without_an_account_find_an_address(printed: Path) -> None:
    for name, html in pages(printed):
        if 'http-equiv="refresh"' not in html:
            assert '<a href="mailto:tresen@kaffee.example.org">Schreib uns</a>' in html, name
    (question, *_) = sorted(folder for folder in (printed / "q").iterdir() if (folder / "index.md").exists())
    page = (question / "index.html").read_text("utf-8")
    assert f'href="mailto:tresen@kaffee.example.org?subject={question.name}&amp;body=http' in page


def test_no_output_for_others_says_an_english_word(printed: Path, tmp_path: Path) -> None:
    with ZipFile(printed / "handbook.apkg") as deck:
        collection = sqlite3.connect(deck.extract("collection.anki2", tmp_path))
    notes = [field for (fields,) in collection.execute("SELECT flds FROM notes") for field in fields.split("\x1f")]
    (models,) = collection.execute("SELECT models FROM col").fetchone()
    templates = [
        side for model in json.loads(models).values() for card in model["tmpls"] for side in (card["qfmt"], card["afmt"])
    ]
    markdown = [file.read_text("utf-8") for file in [*printed.rglob("*.md"), *printed.glob("llms*.txt")]]
    feeds = [(printed / name).read_text("utf-8") for name in ("feed.xml", "feed.json")]
    collection.close()

    said = "\n".join([*notes, *templates, *markdown, *feeds])

    assert "Worauf" in said
    assert [word for word in english() if re.search(rf"(?<![\w/.{{#^-]){re.escape(word)}(?![\w.}}-])", said)] == []
