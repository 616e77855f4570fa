"""A topic of many questions: its pages, and every link that has to know which of them a question is on."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import Project

COUNT = 120
CONFIG = (
    "site_name: Many\nsite_url: https://e.org/many/\ntheme: {name: material}\n"
    'plugins: [search, macros, {handbook: {pictures: none, guides: {build: "off"}}}]\n'
)
QUESTION = (
    'question: "Number {at}?"\nlevel: junior\ntags: [t{tag}]\nshort: S.\nanswer: "See [](q:{other})."\nrelated: [{other}]\n'
    "added: 2026-01-{day:02}\n"
)


def id_of(at: int) -> str:
    return f"n{at:03}"


def page_of(at: int) -> str:
    return ("topics/big/", "topics/big/2/", "topics/big/3/")[at // 50]


class Links(HTMLParser):
    """Collects the addresses and the ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del tag
        named = dict(attrs)
        self.ids.add(named.get("id") or "")
        self.addresses += [address for name in ("href", "src", "data-from") if (address := named.get(name))]


@pytest.fixture(scope="module")
def divided(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Builds a handbook with a topic of 120 questions and one of a single question."""
    project = Project(tmp_path_factory.mktemp("divided"), "https://e.org/many/")
    project.write("mkdocs.yml", CONFIG)
    project.write("docs/index.md", "# Many\n\n{{ browse() }}\n")
    for order, topic in enumerate(("big", "small"), 1):
        project.write(f"data/{topic}/_topic.yml", f"title: The {topic} one\nsummary: What is {topic}.\norder: {order}\n")
    for at in range(COUNT):
        values = {"at": at, "tag": at % 3, "other": id_of((at + 61) % COUNT), "day": at % 28 + 1}
        project.write(f"data/big/{id_of(at)}.yml", QUESTION.format(**values))
    project.write("data/small/last.yml", QUESTION.format(at=COUNT, tag=0, other=id_of(119), day=1))
    outcome = project.build("--strict")
    assert outcome.returncode == 0, outcome.stderr
    return project


def read(project: Project, page: str) -> str:
    return (project.site / page / "index.html").read_text("utf-8")


def test_topic_has_fifty_questions_on_a_page_and_each_question_on_one(divided: Project) -> None:
    for page, low, high in (("topics/big/", 0, 50), ("topics/big/2/", 50, 100), ("topics/big/3/", 100, 120)):
        assert re.findall(r'<h2 class="question-title" id="(\w+)">', read(divided, page)) == [*map(id_of, range(low, high))]
    assert not (divided.site / "topics/big/4").exists()
    assert not (divided.site / "topics/small/2").exists()


def test_first_page_names_the_later_questions_under_their_ids(divided: Project) -> None:
    page = read(divided, "topics/big/")

    for at in range(50, COUNT):
        assert re.search(rf'<li id="{id_of(at)}"><a href="../../{page_of(at)}#{id_of(at)}">Number {at}\?</a>', page), at
    assert 'class="topic-later"' not in read(divided, "topics/big/2/") + read(divided, "topics/small/")


def test_pages_of_a_topic_lead_to_each_other_and_have_titles_of_their_own(divided: Project) -> None:
    second = read(divided, "topics/big/2/")

    assert "<title>The big one (2 of 3) - Many</title>" in second
    assert '<link rel="canonical" href="https://e.org/many/topics/big/2/">' in second
    assert '<a href="../../../topics/big/" rel="prev">1–50</a>' in second
    assert '<a href="../../../topics/big/3/" rel="next">101–120</a>' in second
    assert '<link rel="prev" href="../">' in second
    assert '<link rel="next" href="../3/">' in second
    assert '<link rel="next" href="../../small/">' in read(divided, "topics/big/3/")
    assert '<link rel="prev" href="../big/3/">' in read(divided, "topics/small/")


def test_every_link_of_every_page_leads_to_something_that_is_there(divided: Project) -> None:
    pages = {file: Links(file.read_text("utf-8")) for file in divided.site.rglob("*.html") if file.name != "404.html"}
    dead = []
    for file, page in pages.items():
        base = f"https://e.org/many/{file.parent.relative_to(divided.site).as_posix()}/".replace("/./", "/")
        for address in page.addresses:
            url = urlsplit(urljoin(base, address))
            if url.netloc != "e.org" or url.path.endswith((".apkg", "questions.json")):
                continue
            target = divided.site / url.path.removeprefix("/many/")
            target = target / "index.html" if target.is_dir() or url.path.endswith("/") else target
            if not target.is_file() or (url.fragment and target in pages and url.fragment not in pages[target].ids):
                dead.append((file.relative_to(divided.site).as_posix(), address))
    assert dead == []


def test_every_output_knows_the_page_of_a_question(divided: Project) -> None:
    site = divided.site
    data = json.loads((site / "questions.json").read_text("utf-8"))
    words = json.loads((site / "search/words.js").read_text("utf-8")[len("part(") : -1])
    cards = [json.loads(file.read_text("utf-8")[len("part(") : -1]) for file in (site / "search" / words["folder"]).glob("c*.js")]
    found = {card[0] for part in cards for card in part}
    deck = json.loads((site / "deck.js").read_text("utf-8").partition("= ")[2].rstrip(";\n"))

    for at in range(COUNT):
        assert data["questions"][at]["page"] == f"https://e.org/many/{page_of(at)}#{id_of(at)}"
        assert f"{page_of(at)}#{id_of(at)}" in found
        assert deck["questions"][at].get("part", 1) == at // 50 + 1
        assert f'href="../../{page_of(at)}#{id_of(at)}"' in read(divided, f"q/{id_of(at)}")
    pages = {page[0] for page in json.loads((site / "search" / words["folder"] / "p.js").read_text("utf-8")[len("part(") : -1])}
    assert pages >= {"topics/big/", "topics/small/"}
    assert not {"topics/big/2/", "topics/big/3/"} & pages


def test_pages_of_a_topic_are_in_the_sitemap_and_share_its_feed_and_its_markdown(divided: Project) -> None:
    sitemap = (divided.site / "sitemap.xml").read_text("utf-8")
    second = read(divided, "topics/big/2/")

    assert [f"<loc>https://e.org/many/{page_of(at)}</loc>" in sitemap for at in (0, 50, 100)] == [True] * 3
    assert {"../feed.xml", "../index.md"} <= {*re.findall(r'<link rel="alternate[^>]* href="([^"]*)"', second)}
    assert (divided.site / "topics/big/index.md").read_text("utf-8").count("\n## Number ") == COUNT


def test_printing_gathers_all_pages_of_a_topic(divided: Project) -> None:
    assert 'data-urls="../topics/big/ ../topics/big/2/ ../topics/big/3/"' in read(divided, "print")
    assert 'data-urls="../topics/small/"' in read(divided, "print")
