"""What `check` accepts and an output still fails on is named in one line; all else is made, and the old site stays until then."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

from pypdf import PdfReader

if TYPE_CHECKING:
    from pathlib import Path

# Every output is made to fail on one question, as if the generator had a mistake there.
BREAK = """
from handbook.exports import dataset, llms, tables
from handbook.exports.anki.notes import Notes
from handbook.exports.feeds import Feed
from handbook.exports.markdown import Writer
from handbook.guide import book
from handbook.guide.ebook.ebook import Ebook
from handbook.search import index
from handbook.site.pages import topics
from handbook.site.pages.question_pages import QuestionPages


def breaking(holder, name):
    make = getattr(holder, name)

    def broken(*arguments, **named):
        if any(getattr(argument, "id", "") == "dropout" for argument in arguments):
            raise ValueError("as a test wants it")
        return make(*arguments, **named)

    setattr(holder, name, broken)


for holder, name in [
    (dataset, "_question"), (llms, "_said"), (tables, "_row"), (Notes, "of"), (Feed, "_entry"), (Feed, "_item"),
    (Writer, "question"), (book, "record"), (Ebook, "_question"), (index, "_kept"), (topics, "_block"), (QuestionPages, "page"),
]:
    breaking(holder, name)
"""
CONFIG = """\
site_name: Broken
site_url: https://example.org/
theme: {name: material}
hooks: [break.py]
plugins:
  - search
  - macros
  - handbook: {guides: {files: [study-guide.pdf, study-guide.epub]}, pictures: none}
"""
OUTPUTS = (
    "questions.json", "llms-short.txt", "handbook.csv", "the Anki deck", "the EPUB", "the search", "feed.xml", "feed.json",
    "its page", "its page in Markdown", "its topic's page", "topics/regularization/index.md", "topics/regularization/feed.xml",
)  # fmt: skip


def build(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", *options]
    environment = {**os.environ, "GUIDES": "on", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def test_a_question_that_breaks_an_output_is_named_and_everything_else_is_made(small: Path) -> None:
    for file in (small / "data").glob("*/[!_]*.yml"):
        file.write_text(file.read_text("utf-8") + "added: 2026-01-01\n", "utf-8")
    (small / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (small / "break.py").write_text(BREAK, "utf-8")
    (small / "site").mkdir()
    (small / "site" / "404.html").write_text("the old site", "utf-8")

    strict = build(small, "--strict")
    assert strict.returncode != 0
    assert {file.name for file in (small / "site").iterdir()} == {"404.html"}, "the old site is whole until all is well"
    told = [row for row in strict.stderr.splitlines() if row.strip()]
    failures = [row for row in told if "data/regularization/dropout.yml: left out of" in row]
    for output in OUTPUTS:
        line = (
            f"data/regularization/dropout.yml: left out of {output} (ValueError: as a test wants it): a mistake of the generator"
        )
        assert [row for row in failures if line in row], (output, strict.stderr)
    assert "Traceback" not in strict.stdout + strict.stderr
    assert all("ERROR" in row or "Aborted" in row for row in told[-len(failures) :]), "they are said at the very end"

    assert build(small).returncode == 0
    site = small / "site"
    data = json.loads((site / "questions.json").read_text("utf-8"))["questions"]
    others = {file.stem for file in (small / "data").glob("*/[!_]*.yml")} - {"dropout"}
    assert {question["id"] for question in data} == others
    assert not (site / "q" / "dropout" / "index.html").exists()
    assert all((site / "q" / id_ / "index.html").exists() for id_ in others)
    assert len(PdfReader(site / "study-guide.pdf").pages) > 0
    with ZipFile(site / "study-guide.epub") as book:
        assert {name for name in book.namelist() if "/q-" in name} == {
            name for name in book.namelist() if any(f"/q-{id_}.xhtml" in name for id_ in others)
        }
