"""This handbook as a site: every question is in it, nothing that was ever published is gone, and everybody can read it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe

from handbook.reading.loading import examine
from handbook.reading.rules.drawing import dangers
from handbook.reading.yaml.source import read
from handbook.records.schema import schema
from handbook.review.advice import advise
from handbook.review.fixes import mend
from tests.browser import DESKTOP, PHONE
from tests.conftest import PROJECT, copy_project
from tests.records.test_model import DEFINITIONS, as_an_editor_sees_it, validator

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser import Served

pytestmark = pytest.mark.xdist_group("content")

FILES = sorted(file for file in (PROJECT / "data").rglob("*.yml") if file.name != "changes.yml")
QUESTIONS = sorted(PROJECT.glob("data/*/[!_]*.yml"))
PAGES = sorted(file.relative_to(PROJECT / "docs") for file in (PROJECT / "docs").rglob("*.md"))
ADDRESSES = (Path(__file__).parent / "addresses.txt").read_text("utf-8").splitlines()
"""The addresses that this handbook had once."""


def test_every_question_is_on_its_page_at_its_link_and_in_the_data(served: Served) -> None:
    data = {question["id"] for question in json.loads((served.site / "questions.json").read_text("utf-8"))["questions"]}

    assert len(QUESTIONS) > 100
    assert data == {file.stem for file in QUESTIONS}
    for file in QUESTIONS:
        page = (served.site / "q" / file.stem / "index.html").read_text("utf-8")
        title = yaml.safe_load(file.read_text("utf-8"))["question"]
        assert f'<link rel="canonical" href="{served.url}q/{file.stem}/">' in page
        assert f'href="../../topics/{file.parent.name}/#{file.stem}"' in page
        assert file.stem in ids(served.site / "topics" / file.parent.name / "index.html"), title


def test_every_address_that_was_ever_published_leads_there(served: Served) -> None:
    assert len(ADDRESSES) > 200
    for address in ADDRESSES:
        path, _, anchor = address.partition("#")
        page = served.site / path / "index.html"
        assert page.is_file(), address
        assert not anchor or anchor in ids(page), address


def ids(page: Path) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', page.read_text("utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.as_posix())
def test_page_of_the_documentation_has_no_accessibility_violation(new_page: Callable[..., Page], page: Path) -> None:
    path = page.with_suffix("").as_posix().removesuffix("index").rstrip("/")
    look = {"viewport": PHONE, "color_scheme": "dark"} if len(path) % 2 else {"viewport": DESKTOP}
    shown = new_page(f"{path}/" if path else "", reduced_motion="reduce", **look)
    shown.wait_for_load_state("networkidle")

    outcome = Axe().run(shown, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})

    assert [(found["id"], found["nodes"][0]["html"]) for found in outcome.response["violations"]] == []


def test_every_file_is_right_and_gets_no_advice_but_to_cite() -> None:
    draft = examine(PROJECT)

    assert [str(problem) for problem in draft.problems] == []
    assert [str(warning) for warning in advise(draft) if " cite" not in str(warning)] == []


def test_the_schema_file_is_current() -> None:
    file = PROJECT / "data" / "schema.json"

    assert json.loads(file.read_text("utf-8")) == schema(), "write it again with `handbook schema`"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PROJECT).as_posix())
def test_every_file_is_right_by_the_schema(file: Path) -> None:
    content = as_an_editor_sees_it(read(file.read_bytes()).root)

    assert [error.message for error in validator(DEFINITIONS.get(file.name)).iter_errors(content)] == []


def test_every_file_is_in_order(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "project", source=PROJECT).root

    assert mend(examine(root), lambda _: True) == []


def test_every_figure_is_a_plain_drawing() -> None:
    drawings = sorted((PROJECT / "data").rglob("*.svg"))

    assert len(drawings) > 80
    for file in drawings:
        assert list(dangers(file.read_bytes())) == [], file
