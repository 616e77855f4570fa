"""The guides that a site offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from handbook.guide import making
from handbook.reading.loading import load
from handbook.reading.settings import read_settings
from handbook.records.settings import Settings
from handbook.site.guides import known, made, ready, write_guides
from tests.conftest import Project, write_question
from tests.guides import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("guides")


@pytest.fixture
def project(small: Path) -> Project:
    """The small handbook as a site with a page to print from."""
    config = "site_name: Small\ntheme: material\nplugins: [search, macros, handbook]\n"
    (small / "mkdocs.yml").write_text(config, "utf-8")
    project = Project(small)
    project.write("docs/index.md", "# Home\n\n{{ guide_link() }}\n")
    return project


def test_build_offers_the_guides_and_keeps_them_until_something_changes(project: Project) -> None:
    outcome = project.build()

    assert outcome.returncode == 0, outcome.stderr
    assert len(PdfReader(project.site / "study-guide.pdf").pages) > 0
    for name in ("study-guide-letter.pdf", "answer-key.pdf", "question-sheet.pdf", "flash-cards.pdf", "study-guide.epub"):
        assert (project.site / name).stat().st_size > 1000
    assert 'href="./study-guide.pdf"' in (project.site / "index.html").read_text()
    assert 'href="../../study-guide.pdf"' in (project.site / "topics" / "optimization" / "index.html").read_text()
    assert 'data-variant="cards"' in (project.site / "print" / "index.html").read_text()

    kept = stamps(project)
    assert project.build().returncode == 0
    assert stamps(project) == kept
    write_question(project.root, "regularization/dropout", short="Changed.")
    assert project.build().returncode == 0
    assert not stamps(project).keys() & kept.keys()


def stamps(project: Project) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in (project.root / ".cache" / "guides").iterdir()}


def test_site_without_guides_has_no_link_to_one(built: Project) -> None:
    assert not (built.site / "study-guide.pdf").exists()
    assert "study-guide.pdf" not in (built.site / "index.html").read_text()
    assert 'href="./print/"' in (built.site / "index.html").read_text()


def test_character_without_a_font_is_a_note_and_a_strict_build_passes(project: Project) -> None:
    write_question(project.root, "regularization/dropout", answer="Some 𓀀.")

    outcome = project.build()

    assert outcome.returncode == 0, outcome.stderr
    assert "study-guide.pdf: data/regularization/dropout.yml: no font has 𓀀" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_very_many_questions_become_a_guide_a_topic(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "MOST", 2)
    handbook = load(small)
    guides = ready(handbook, ["study-guide.pdf", "study-guide.epub"], Settings())

    write_guides(handbook, [made(handbook, guide)[0] for guide in guides], tmp_path / "site")
    (tmp_path / "out").mkdir()
    outcome = run(small, "-o", str(tmp_path / "out" / "guide.pdf"))

    names = ["study-guide-optimization.pdf", "study-guide-regularization.pdf", "study-guide.epub"]
    assert sorted(file.name for file in (tmp_path / "site").iterdir()) == names
    assert outcome.exit_code == 0
    assert "one PDF a topic" in outcome.output
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["guide-optimization.pdf", "guide-regularization.pdf"]


def test_every_variant_can_be_listed_in_the_configuration() -> None:
    assert {
        "study-guide.pdf", "study-guide-letter.pdf", "study-guide.epub", "answer-key.pdf", "question-sheet.pdf",
        "flash-cards.pdf",
    } <= known().keys()  # fmt: skip


@pytest.mark.parametrize("text", [None, "", "site_name: !!python/object:os.system {}"])
def test_settings_that_say_nothing_are_those_that_can_be_assumed(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "mkdocs.yml").write_text(text)

    assert read_settings(tmp_path).url == ""


def test_settings_follow_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A handbook\nsite_url: !ENV [SITE_URL, 'http://local/']\ncopyright: CC BY 4.0\n"
    )
    monkeypatch.setenv("SITE_URL", "https://example.org/here")

    assert read_settings(tmp_path) == Settings("A handbook", "https://example.org/here/", "CC BY 4.0")
