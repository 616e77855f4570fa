"""The handbook's parts of a page, as Markdown, and what Python-Markdown makes of them under this project's settings."""

from __future__ import annotations

import random
import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from markdown import Markdown

from handbook.markup.lines import plain, plain_line, render_line
from handbook.plugin import navigation
from handbook.plugin.defaults import EXTENSIONS
from handbook.reading.loading import load
from handbook.records.settings import Options, Settings
from handbook.site.pages import lists, titles, topics
from handbook.site.pages.place import Place
from handbook.site.pages.repository import repository_of
from handbook.site.pages.sources import sources
from tests.casefiles import CASES
from tests.conftest import write_question
from tests.looping import some

if TYPE_CHECKING:
    from pathlib import Path

PAGE = Place("topics/regularization/")
HEADING = re.compile(r'<h2 class="question-title" id="the-id">(.*)<a class="headerlink" href="#the-id" .*?</a></h2>', re.DOTALL)
PARAGRAPH = re.compile(r"<p>(.*)</p>", re.DOTALL)

TITLES = (CASES / "pages" / "titles.txt").read_text("utf-8").splitlines()
SIGNS = [
    *"*_[]{}<>&#`$+:~^=|\\-.!()1ab \"'@%/?", "{{", "}}", "<b>", "</b>", "<!--", "-->", "<script>", "&amp;", "++ctrl++", "http://a.b",
    "{: .x }", "{ #y }", "![", "[x](y)", "`c`", "**", " ", "  ",
]  # fmt: skip


@pytest.fixture(scope="module")
def markdown() -> Markdown:
    return Markdown(extensions=[*EXTENSIONS], extension_configs=EXTENSIONS)


def random_titles(count: int) -> list[str]:
    generator = random.Random(4)  # noqa: S311  nothing secret
    titles = ("".join(generator.choices(SIGNS, k=generator.randint(1, 9))).strip() for _ in range(count))
    return [title for title in titles if title]


def read(markdown: Markdown, text: str, shape: re.Pattern[str]) -> str:
    """Returns what a reader sees of a text that becomes one element, with its code marked."""
    html = markdown.reset().convert(text)
    element = shape.fullmatch(html)
    assert element, html
    return unescape(element[1])


@pytest.mark.parametrize("title", TITLES)
def test_title_reads_the_same_as_a_heading(markdown: Markdown, title: str) -> None:
    heading = f"## {titles.escape_title(title)} {{ #the-id .question-title }}"
    assert read(markdown, heading, HEADING) == unescape(render_line(title))


@pytest.mark.parametrize("text", TITLES)
def test_text_reads_the_same_as_a_paragraph(markdown: Markdown, text: str) -> None:
    assert read(markdown, titles.escape_text(text), PARAGRAPH) == text


def test_titles_made_at_random_read_the_same(markdown: Markdown) -> None:
    for title in some(random_titles(1_000)):
        heading = f"## {titles.escape_title(title)} {{ #the-id .question-title }}"
        assert read(markdown, heading, HEADING) == unescape(render_line(title)), title
        assert read(markdown, titles.escape_text(title), PARAGRAPH) == title, title


def test_topic_page_has_its_title_its_size_and_a_heading_for_each_question(small: Path) -> None:
    write_question(small, "regularization/overfitting", answer="word " * 399)

    page = topics.topic_page(load(small), Place(PAGE.url, later={}), "regularization")

    assert page.splitlines()[0] == "# Regularization"
    assert '<p class="topic-summary">How a network is kept from learning its data by heart.</p>' in page
    assert '<p class="topic-size">2 questions · 3 min</p>' in page
    assert re.findall("^## .*", page, re.MULTILINE) == [
        "## What is overfitting? { #overfitting .question-title }",
        "## What is dropout? { #dropout .question-title }",
    ]
    assert "<details" not in page


@pytest.mark.parametrize("later", [None, {}])
def test_introduction_of_a_topic_reads_the_same_before_and_after_markdown(
    small: Path, markdown: Markdown, later: dict[str, str] | None
) -> None:
    file = small / "data" / "regularization" / "_topic.yml"
    text = "introduction: |\n  Know *why*, see [](q:gradient-descent).\n\n  ```\n  a\n\n  ~~~\n  # b\n  ```\n"
    file.write_text(file.read_text("utf-8") + text, "utf-8")
    handbook = load(small)

    html = markdown.reset().convert(topics.topic_page(handbook, Place(PAGE.url, later=later), "regularization"))

    words = plain(html.split('<div class="topic-introduction">')[1].split('<div class="topic-bar">')[0]).split("\n")
    assert words == ["Know why, see What is gradient descent?.", "a", "~~~", "# b"]
    assert '<a href="../../topics/optimization/#gradient-descent">' in html


def test_topic_without_questions_has_its_page(small: Path, markdown: Markdown) -> None:
    (small / "data" / "optimization" / "gradient-descent.yml").unlink()
    handbook = load(small)

    page = topics.topic_page(handbook, PAGE, "optimization")
    html = topics.fill(handbook, PAGE, markdown.reset().convert(page))

    assert html.startswith('<h1 id="optimization">Optimization')
    assert '<p class="topic-size">0 questions · ' in page
    assert "<h2" not in html
    assert "0 questions" in topics.topic_index(handbook, Place("topics/"))
    assert "<ol" not in lists.reading_path(handbook, Place("reading-path/")).split("path-regularization")[0]


def test_one_question_has_its_block_on_any_page(small: Path) -> None:
    write_question(small, "regularization/dropout", answer="As [](q:overfitting), [descent](q:gradient-descent).")

    block = topics.question_block(load(small), Place(""), "dropout")

    assert block.startswith('## What is dropout? { #dropout .question-title }\n\n<div class="question">')
    assert '<a href="./topics/regularization/#overfitting">What is overfitting?</a>' in block
    assert '<a href="./topics/optimization/#gradient-descent">descent</a>' in block
    assert '<a href="./q/dropout/" aria-label="Permanent link to “What is dropout?”">Permanent link</a>' in block
    assert "<!--actions-->" not in block


def test_question_put_in_after_markdown_is_the_same_as_before_it(small: Path, markdown: Markdown) -> None:
    shown = (
        'first\n```python\nx\n```\n~~~\n</div></details>\n  ```\n    - a\n\n[a]: b\n# no {: .x }\n--8<-- "x"\n{{ topic("x") }}'
    )
    answer = f'`````\n{shown}\n`````\n\nText[^1] `<a href="q:overfitting">` $a < b$.\n\n[^1]: Note.\n'
    write_question(small, "regularization/dropout", question="`a` {{ x }} <b> $y$?", answer=answer, asked_as=["How *so*? `<i>`"])
    handbook = load(small)

    before = markdown.reset().convert(topics.topic_page(handbook, PAGE, "regularization"))
    deferred = markdown.reset().convert(topics.topic_page(handbook, Place(PAGE.url, later={}), "regularization"))
    after = topics.fill(handbook, PAGE, deferred)

    assert [line for line in unescape(before).splitlines() if line] == [line for line in unescape(after).splitlines() if line]
    assert unescape(after).count(shown) == 1
    assert after.count('<details class="answer">') == 2


def test_code_that_shows_an_open_link_stays_as_it_is(small: Path) -> None:
    write_question(small, "regularization/dropout", answer='`<a href="q:overfitting"></a>` and `<!--actions-->`')

    block = topics.question_block(load(small), PAGE, "dropout")

    assert '<code>&lt;a href="q:overfitting"&gt;&lt;/a&gt;</code> and <code>&lt;!--actions--&gt;</code>' in block


@pytest.mark.parametrize(
    ("url", "edit", "propose", "report"),
    [
        (
            "https://github.com/e/h",
            "/edit/main/interviews/data/regularization/dropout.yml",
            "/new/main/interviews/data/regularization?filename=name-of-the-question.yml&value=question",
            "/issues/new?template=wrong-answer.yml&title=Wrong%3A+dropout&question=https%3A%2F%2Fe.org%2Fq%2Fdropout%2F",
        ),
        (
            "https://gitlab.com/e/h/",
            "/-/edit/main/interviews/data/regularization/dropout.yml",
            "/-/new/main/interviews/data/regularization?file_name=name-of-the-question.yml",
            "/-/issues/new?issue%5Btitle%5D=dropout%3A+&issue%5Bdescription%5D=About+the+question+https%3A%2F%2Fe.org%2Fq%2Fdropout",
        ),
        (
            "https://codeberg.org/e/h",
            "/_edit/main/interviews/data/regularization/dropout.yml",
            "/_new/main/interviews/data/regularization",
            "/issues/new?title=dropout%3A+&body=About+the+question",
        ),
        (
            "https://bitbucket.org/e/h",
            "/src/main/interviews/data/regularization/dropout.yml?mode=edit&at=main",
            "",
            "/issues/new?title=dropout%3A+&body=About+the+question",
        ),
    ],
    ids=["github", "gitlab", "gitea", "bitbucket"],
)
def test_question_has_links_to_its_file_to_a_new_one_and_to_a_report(
    small: Path, url: str, edit: str, propose: str, report: str
) -> None:
    settings = Settings(url="https://e.org/", repository=url, options=Options(folder="interviews"))
    repository = repository_of(settings, forms=True)
    assert repository

    block = unescape(topics.question_block(load(small), Place(PAGE.url, repository=repository), "dropout"))

    root = url.rstrip("/")
    assert f'<a href="{root}{edit}" aria-label="' in block
    assert f'<a href="{root}{report}' in block
    assert repository.propose("regularization").startswith(propose and root + propose)
    assert bool(propose) == bool(repository.propose("regularization"))


@pytest.mark.parametrize(
    ("options", "start"),
    [
        (Options(forge="gitea"), "https://git.example.org/e/h/_edit/main/x.yml"),
        (Options(branch="trunk"), "https://git.example.org/e/h/edit/trunk/x.yml"),
    ],
    ids=["another kind of host", "another branch"],
)
def test_host_and_branch_are_settings(options: Options, start: str) -> None:
    repository = repository_of(Settings(repository="https://git.example.org/e/h", options=options), forms=False)

    assert repository
    assert repository.edit("x.yml") == start


def test_index_of_topics_follows_their_order_and_links_them(small: Path) -> None:
    index = topics.topic_index(load(small), Place("topics/"))

    assert re.findall(r'<a href="(.*?)">(.*?)</a>', index) == [
        ("../topics/optimization/", "Optimization"),
        ("../topics/regularization/", "Regularization"),
    ]
    assert '<span class="topic-index-size">1 question · 1 min</span>' in index


def test_indexes_of_tags_and_levels_list_their_questions(small: Path) -> None:
    write_question(small, "regularization/dropout", tags=["a-tag", "regularization"], level="senior")
    handbook = load(small)

    tags = lists.tag_index(handbook, Place("tags/"))
    levels = lists.level_index(handbook, Place("tags/"))

    assert re.findall(r"^### (.*)|#([a-z-]+)\">", tags, re.MULTILINE) == [
        ("a-tag { #tag-a-tag }", ""), ("", "dropout"),
        ("optimization { #tag-optimization }", ""), ("", "gradient-descent"),
        ("regularization { #tag-regularization }", ""), ("", "overfitting"), ("", "dropout"),
    ]  # fmt: skip
    assert re.findall("^### (.*)", levels, re.MULTILINE) == ["Junior { #level-junior }", "Senior { #level-senior }"]


def test_large_handbook_has_a_page_for_each_tag_and_each_level(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.records.handbook.MOST_LISTED", 2)
    write_question(small, "regularization/dropout", tags=["a-tag"], level="senior")
    handbook = load(small)

    assert [*handbook.index_pages][:3] == ["tags/level/junior/", "tags/level/senior/", "tags/a-tag/"]
    assert '<a href="../tags/a-tag/">1 question</a>' in lists.tag_index(handbook, Place("tags/"))
    assert '<a href="../tags/level/senior/">1 question</a>' in lists.level_index(handbook, Place("tags/"))
    page = lists.index_page(handbook, Place("tags/level/senior/"))
    assert page.startswith("# Senior\n")
    assert '<a href="../../../topics/regularization/#dropout">' in page
    assert {"tags/a-tag.md", "tags/level/senior.md"} <= dict(sources(handbook)).keys()


def test_handbook_without_questions_has_empty_indexes(small: Path) -> None:
    for file in small.glob("data/*/[!_]*.yml"):
        file.unlink()
    handbook = load(small)

    assert lists.tag_index(handbook, PAGE) == ""
    assert lists.level_index(handbook, PAGE) == ""
    assert lists.count(handbook, "questions") == lists.count(handbook, "tags") == 0


def test_related_questions_are_those_named_and_those_that_name(small: Path) -> None:
    write_question(small, "regularization/dropout", related=["gradient-descent"])
    write_question(small, "regularization/overfitting", related=["dropout"])
    handbook = load(small)

    def related(id_: str) -> list[str]:
        return re.findall(r'#([a-z-]+)">', lists.related_questions(handbook, PAGE, id_))

    assert related("dropout") == ["gradient-descent", "overfitting"]
    assert related("gradient-descent") == ["dropout"]


def test_question_without_related_ones_has_no_list_of_them(small: Path) -> None:
    assert lists.related_questions(load(small), PAGE, "dropout") == ""


def test_list_of_questions_has_them_in_the_order_that_is_asked_for_and_their_length(small: Path) -> None:
    write_question(small, "regularization/overfitting", answer="word " * 599)

    listed = lists.questions(load(small), Place("paths/week/"), "overfitting", "gradient-descent")

    assert re.findall(r'href="([^"]*)"', listed) == [
        "../../topics/regularization/#overfitting", "../../topics/optimization/#gradient-descent",
    ]  # fmt: skip
    assert "2 questions · 4 minutes to read in full" in listed


def test_reading_path_goes_through_the_topics_in_order(small: Path) -> None:
    (small / "data" / "optimization" / "_topic.yml").write_text(
        "title: 'C# & *more*'\nsummary: 1. Steps > 0\norder: 1\n", "utf-8"
    )

    path = lists.reading_path(load(small), Place("reading-path/"))

    assert re.findall(r"^## .*|#[a-z-]+(?=\">)", path, re.MULTILINE) == [
        r"## 1. C\# &amp; \*more\* { #path-optimization }", "#gradient-descent",
        "## 2. Regularization { #path-regularization }", "#overfitting", "#dropout",
    ]  # fmt: skip
    assert "\n\n1\\. Steps > 0\n\n" in path


@pytest.mark.parametrize(("what", "count"), [("questions", 3), ("topics", 2), ("tags", 2), ("references", 1), ("terms", 1)])
def test_things_of_the_handbook_are_counted(small: Path, what: str, count: int) -> None:
    assert lists.count(load(small), what) == count


def test_description_is_the_summary_and_the_titles_as_far_as_they_fit(small: Path) -> None:
    write_question(small, "regularization/dropout", question="What is `dropout`, " + "really " * 40)
    handbook = load(small)

    whole = topics.description(handbook, "optimization")
    cut = topics.description(handbook, "regularization")

    assert whole == "How weights move. What is gradient descent?"
    assert cut.startswith("How a network is kept from learning its data by heart. What is overfitting? What is dropout, really")
    assert cut.endswith("really …")
    assert len(cut) <= 300
    assert plain_line(cut) == cut


def test_navigation_that_nobody_wrote_has_six_tabs_at_most(small: Path) -> None:
    """The home page is none of them: the site's name leads there."""
    nav = navigation.complete(None, load(small), ["index.md", "a.md", "b/c.md"])
    parts = {title: part for entry in nav for title, part in entry.items()}

    assert [*parts] == ["Home", "Topics", "Practice", "Browse", "Glossary", "Print", "More …"]
    assert parts["More …"] == [{"What\u2019s new": "changes.md"}, "a.md", "b/c.md"]
