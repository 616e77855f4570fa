"""Builds of a handbook."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.casefiles import CASES
from tests.conftest import REPOSITORY, Project
from tests.looping import some

if TYPE_CHECKING:
    from pathlib import Path

QUESTIONS = sorted(CASES.glob("book/data/*/[!_]*.yml"))


class Attributes(HTMLParser):
    """Collects the names of all attributes of a page's elements."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        self.names.update(name for name, _ in attrs)


def digests(site: Path) -> dict[str, str]:
    files = (file for file in sorted(site.rglob("*")) if file.is_file())
    return {str(file.relative_to(site)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.mark.parametrize("file", QUESTIONS, ids=lambda file: file.stem)
def test_question_is_on_its_page_at_its_link_in_the_search_and_in_the_data(built: Project, file: Path) -> None:
    page = (built.site / "topics" / file.parent.name / "index.html").read_text()
    link = (built.site / "q" / file.stem / "index.html").read_text()
    words = json.loads((built.site / "search" / "words.js").read_text()[len("part(") : -1])
    cards = [
        card
        for part in (built.site / "search" / words["folder"]).glob("c*.js")
        for card in json.loads(part.read_text()[len("part(") : -1])
    ]
    data = json.loads((built.site / "questions.json").read_text())
    title = yaml.safe_load(file.read_text())["question"].replace("`", "")

    assert re.search(rf'<h2 class="question-title" id="{file.stem}">.*?</h2>\s*<div class="question"[^>]*>', page)
    assert f'<link rel="canonical" href="{built.site_url}q/{file.stem}/">' in link
    assert f'href="../../topics/{file.parent.name}/#{file.stem}"' in link
    assert [card[1] for card in cards if card[0] == f"topics/{file.parent.name}/#{file.stem}"] == [title]
    assert [q["question"].replace("`", "") for q in data["questions"] if q["id"] == file.stem] == [title]


def test_page_has_an_answer_for_each_question_and_no_id_twice(built: Project) -> None:
    for page in some(built.site.glob("topics/*/index.html")):
        html = page.read_text()
        ids = re.findall(r'<[a-z0-9]+ [^>]*\bid="([^"]+)"', html)
        assert html.count('<details class="answer">') == html.count('class="question-title"')
        assert len(ids) == len(set(ids)), page


def test_every_link_inside_the_site_leads_to_something(built: Project) -> None:
    ids = {page: set(re.findall(r'\bid="([^"]+)"', page.read_text())) for page in built.site.rglob("*.html")}
    for page in some(ids):
        if page.name == "404.html":
            continue
        for link in re.findall(r'<a [^>]*?href="([^"]*)"', page.read_text()):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            target = (page.parent / path.partition("?")[0]).resolve() if path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), f"{page}: {link}"
            assert not anchor or anchor.startswith("__") or anchor in ids[target], f"{page}: {link}"


def test_second_build_and_cold_build_write_the_same_bytes(built: Project, project: Project) -> None:
    assert project.build().returncode == 0
    cold = digests(project.site)
    assert project.build().returncode == 0

    assert digests(project.site) == cold
    assert digests(built.site) == cold


def test_changed_title_shows_wherever_the_question_is_linked(project: Project) -> None:
    project.build()
    file = project.root / "data" / "gradients" / "backpropagation.yml"
    file.write_text(re.sub("^question: .*$", "question: How do errors travel back?", file.read_text(), flags=re.MULTILINE))

    assert project.build().returncode == 0

    warm = digests(project.site)
    naming = [other for other in QUESTIONS if "backpropagation" in (yaml.safe_load(other.read_text()).get("related") or [])]
    assert naming
    for other in naming:
        page = project.site / "topics" / other.parent.name / "index.html"
        assert re.search(r'#backpropagation">How do errors travel back\?</a>', page.read_text())
    assert "How do errors travel back?" in (project.site / "q" / "backpropagation" / "index.html").read_text()
    (project.root / ".cache").rename(project.root / "cache-before")
    assert project.build().returncode == 0
    assert digests(project.site) == warm


def test_removed_question_leaves_nothing_behind(project: Project) -> None:
    project.write("data/gradients/extra.yml", "question: One more?\nlevel: mid\ntags: [training]\nshort: No.\nanswer: No.\n")
    project.build()
    assert (project.site / "q" / "extra" / "index.html").exists()
    (project.root / "data" / "gradients" / "extra.yml").unlink()

    assert project.build().returncode == 0

    assert not (project.site / "q" / "extra").exists()
    assert "One more?" not in (project.site / "topics" / "gradients" / "index.html").read_text()
    assert not any("One more?" in part.read_text() for part in (project.site / "search").rglob("*.js"))


@pytest.mark.parametrize(
    ("path", "text", "problem"),
    [
        ("data/gradients/bad.yml", "question: x\nlevle: mid\n", "data/gradients/bad.yml:2:1: error: the unknown key `levle`"),
        ("data/gradients/bad.yml", "question: [\n", "data/gradients/bad.yml:1:12: error: "),
        ("data/gradients/_topic.yml", "title: x\n", "data/gradients/_topic.yml:1:1: error: no `summary`"),
        ("docs/topics/nowhere.md", "Nothing.\n", "docs/topics/nowhere.md:1:1: error: a page without its topic"),
    ],
)
def test_bad_file_stops_the_build_with_its_place_and_leaves_the_site(
    project: Project, path: str, text: str, problem: str
) -> None:
    assert project.build().returncode == 0
    before = digests(project.site)
    project.write(path, text)

    outcome = project.build()

    assert outcome.returncode == 1
    assert any(line.startswith(problem) and "; " in line for line in outcome.stderr.splitlines()), outcome.stderr
    assert "Traceback" not in outcome.stdout + outcome.stderr
    assert digests(project.site) == before


def test_template_code_in_data_is_shown_as_written(project: Project) -> None:
    nasty = "{{ config.site_name }} {% raw %} --8<-- 'mkdocs.yml' {: onclick=evil }"
    project.write(
        "data/gradients/braces.yml",
        f'question: "{nasty}"\nasked_as: ["{nasty}"]\nlevel: mid\ntags: [training]\nshort: "`{nasty}`"\nanswer: "`{nasty}`"\n',
    )

    assert project.build().returncode == 0

    page = (project.site / "topics" / "gradients" / "index.html").read_text()
    assert unescape(page).count(nasty) >= 4
    assert "onclick" not in Attributes(page).names


def test_questions_link_to_their_file_and_to_a_report(built: Project) -> None:
    page = (built.site / "topics" / "gradients" / "index.html").read_text()

    assert f'href="{REPOSITORY}/edit/main/data/gradients/backpropagation.yml" aria-label="Edit this question: ' in page
    assert f'href="{REPOSITORY}/issues/new?title=backpropagation' in page


def test_without_a_repository_no_page_links_to_one(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.conftest.REPOSITORY", "")

    assert project.build().returncode == 0

    for page in project.site.glob("topics/*/index.html"):
        assert "Edit this question" not in page.read_text()
        assert "/edit/main" not in page.read_text()


def test_page_tells_search_engines_and_networks_what_it_is(built: Project) -> None:
    for page in some(built.site.glob("*/**/index.html")):
        html = page.read_text()
        if page.parent.parent.name == "q":
            assert 'rel="canonical"' in html
        else:
            assert re.search(r'<meta name="description" content="[^"]{20,400}">', html), page
            assert '<meta property="og:title"' in html
            assert 'rel="canonical"' in html


def test_sitemap_lists_every_topic_with_the_day_of_its_newest_review(built: Project) -> None:
    sitemap = (built.site / "sitemap.xml").read_text()

    for topic in some({file.parent.name for file in QUESTIONS}):
        reviewed = max(str(yaml.safe_load(file.read_text())["reviewed"]) for file in QUESTIONS if file.parent.name == topic)
        assert re.search(rf"topics/{topic}/</loc>\s*<lastmod>{reviewed}</lastmod>", sitemap)


def test_properdocs_builds_the_same_pages(built: Project, project: Project) -> None:
    assert project.build(tool="properdocs").returncode == 0

    def pages(site: Path) -> dict[str, str]:
        return {
            str(page.relative_to(site)): re.sub(r'<meta name="generator"[^>]*>', "", page.read_text())
            for page in site.rglob("*.html")
        }

    assert pages(project.site) == pages(built.site)


def test_damaged_cache_is_said_in_one_line_and_the_next_build_is_right(project: Project) -> None:
    assert project.build().returncode == 0
    before = digests(project.site)
    with closing(sqlite3.connect(project.root / ".cache" / "handbook.sqlite")) as database, database:
        database.execute("DELETE FROM kept WHERE kind IN ('fragment', 'explained', 'terms')")

    outcome = project.build()

    assert outcome.returncode == 1
    assert "run the command again" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert project.build().returncode == 0
    assert digests(project.site) == before
