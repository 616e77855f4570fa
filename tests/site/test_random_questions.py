"""What `check` accepts, every output makes: questions drawn from a grammar of the dialect, a hundred to a handbook.

On 30 November 2026 all twenty were built, 2,000 questions with every output; what they showed is fixed and has a test.
The usual run makes the parts of every output of two hundred questions, without setting the guides.
The longer one builds twenty handbooks: `QUESTIONS=2000 pytest -n 0 tests/site/test_random_questions.py -k every_output`.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import yaml
from pypdf import PdfReader

from handbook.guide.source.html import parse
from handbook.guide.source.typeset import typeset
from handbook.markup.lines import unfolded
from handbook.reading.loading import examine, load
from handbook.records.fields import markdown_fields
from tests.grammar import drawn

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = int(os.environ.get("QUESTIONS", "0"))
A_HANDBOOK = 100
SETTINGS = """\
site_name: Drawn
site_url: https://example.org/drawn/
theme: {name: material}
plugins: [search, macros, handbook]
"""
SOURCE = "source-1999:\n  authors: [Somebody A.]\n  year: 1999\n  title: A source\n"
FIGURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><rect width="9" height="4"/></svg>'
PDFS = ("study-guide", "answer-key", "question-sheet", "flash-cards")


class Plain(yaml.SafeDumper):
    """Writes texts on their own lines, as writers do."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else '"')


Plain.add_representer(str, _text)


def write(root: Path, questions: list[dict[str, Any]]) -> None:
    """Writes a handbook; every answer begins with a word of its own."""
    topic = root / "data" / "drawn"
    topic.mkdir(parents=True)
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Drawn\n")
    (root / "mkdocs.yml").write_text(SETTINGS)
    (root / "data" / "references.yml").write_text(SOURCE)
    (topic / "_topic.yml").write_text("title: Drawn\nsummary: Whatever was drawn.\norder: 1\n")
    (topic / "figure.svg").write_text(FIGURE)
    for at, question in enumerate(questions):
        record = {**question, "question": f"{word(at)} {question['question']}", "answer": f"{word(at)}.\n\n{question['answer']}"}
        file = topic / f"question-{at}.yml"
        file.write_text(yaml.dump(record, Dumper=Plain, allow_unicode=True, sort_keys=False, width=10_000), "utf-8")


@pytest.mark.slow
def test_texts_of_every_question_are_ready_for_every_output(tmp_path: Path) -> None:
    questions = drawn(200, 7)
    write(tmp_path, questions)
    handbook = load(tmp_path)

    assert len(handbook.questions) == len(questions)
    for question in handbook.questions.values():
        data = json.loads(handbook.rendered(question, "data"))
        for loc, _ in markdown_fields(question):
            part: Any = data
            for key in loc:
                part = part[key]
            assert typeset(part["html"]).startswith("{")
            parse(unfolded(part["html"]))


def word(at: int) -> str:
    """Returns a word that nothing else holds, of letters that every font has."""
    return "qz" + "".join(chr(ord("a") + int(digit)) for digit in str(at))


if QUESTIONS:

    @pytest.mark.timeout(1_500)
    @pytest.mark.parametrize("number", range(max(1, QUESTIONS // A_HANDBOOK)))
    def test_every_output_is_made_of_whatever_the_check_accepts(tmp_path: Path, number: int) -> None:
        questions = drawn(min(A_HANDBOOK, QUESTIONS), number)
        write(tmp_path, questions)
        assert [str(problem) for problem in examine(tmp_path).problems] == []

        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        environment = {**os.environ, "GUIDES": "on", "NO_MKDOCS_2_WARNING": "1"}
        built = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stdout + built.stderr

        site, words = tmp_path / "site", [word(at) for at in range(len(questions))]
        data = json.loads((site / "questions.json").read_text("utf-8"))["questions"]
        assert {each["answer"]["text"].split(".")[0] for each in data} == {*words}
        for at, each in enumerate(words):
            page = (site / "q" / f"question-{at}" / "index.html").read_text("utf-8")
            assert each in page, at
        pages = " ".join(file.read_text("utf-8") for file in (site / "topics" / "drawn").rglob("index.html"))
        assert [each for each in words if not re.search(rf"<p[^>]*>{each}\.", pages)] == []
        for name in PDFS:
            printed = "".join(page.extract_text() for page in PdfReader(site / f"{name}.pdf").pages)
            assert [each for each in words if each not in printed] == [], name
        with ZipFile(site / "study-guide.epub") as book:
            parts = [book.read(part) for part in book.namelist() if part.endswith(".xhtml")]
        said = " ".join("".join(ElementTree.fromstring(part).itertext()) for part in parts)  # noqa: S314  it is our own
        assert [each for each in words if each not in said] == []
