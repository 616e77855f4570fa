"""One question, every output: a build of a small handbook is searched for each field of each question, wherever it belongs."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
import yaml
from pypdf import PdfReader

from handbook.markup.lines import plain
from tests.conftest import Project, write_question

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SITE = "https://e.org/handbook/"
IDS = ("gradient-descent", "overfitting", "dropout")
TOPICS = {"gradient-descent": "optimization", "overfitting": "regularization", "dropout": "regularization"}
EVERYTHING = (
    *("question", "asked", "short", "answer", "analogy", "limit", "example", "practice", "claim", "correction"),
    *("point", "caption", "value", "follow"),
)
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><path d="M0 0h9"/></svg>'
SEARCHED = ("searched",)
"""What readers see under a hit only."""
CARD = ("question", "short", "point")


def word(id_: str, field: str) -> str:
    """Returns a word that stands in one field of one question and nowhere else."""
    return f"{field}zq{IDS.index(id_)}"


def filled(id_: str) -> dict[str, object]:
    """Returns a question with a word of its own in every field."""

    def text(field: str) -> str:
        return f"Some {word(id_, field)} here."

    return {
        "question": f"What is {word(id_, 'question')} about?",
        "asked_as": [f"Why {word(id_, 'asked')}?"],
        "searched_as": [f"about {word(id_, 'searched')}"],
        "short": f"Some {word(id_, 'short')} with `a < b` & $x_1$, and [](q:{IDS[0]}).\n" if id_ != IDS[0] else text("short"),
        "answer": text("answer"),
        "analogy": {"text": text("analogy"), "breaks_down": text("limit")},
        "example": text("example"),
        "in_practice": text("practice"),
        "misconceptions": [{"claim": text("claim"), "correction": text("correction")}],
        "key_points": [text("point"), "Two.", "Three."],
        "figures": [
            {
                "file": "drawing.svg",
                "alt": "A drawing.",
                "caption": text("caption"),
                "parameter": "Width",
                "frames": [
                    {"value": value, "file": file, "alt": f"At {value}."}
                    for value, file in (
                        ("0", "other.svg"),
                        (word(id_, "value"), "drawing.svg"),
                        ("2", "other.svg"),
                        ("3", "other.svg"),
                    )
                ],
            }
        ],
        "follow_ups": [{"question": f"And {word(id_, 'follow')}?"}],
        "added": "2026-01-02",
        "changed": "2026-02-03",
    }


@dataclass(frozen=True)
class Built:
    """A site with everything, and ways to read it."""

    site: Path

    def text(self, name: str) -> str:
        return (self.site / name).read_text("utf-8")

    def folder(self, name: str) -> str:
        return "\n".join(file.read_text("utf-8", "replace") for file in sorted((self.site / name).rglob("*")) if file.is_file())

    def pdf(self) -> str:
        return "\n".join(page.extract_text() for page in PdfReader(self.site / "study-guide.pdf").pages)

    def epub(self) -> str:
        with zipfile.ZipFile(self.site / "study-guide.epub") as book:
            return "\n".join(book.read(name).decode() for name in book.namelist() if name.endswith("html"))

    def deck(self) -> dict[str, list[str]]:
        """Returns the fields of each note by its guid."""
        with zipfile.ZipFile(self.site / "handbook.apkg") as package:
            (self.site.parent / "collection.anki2").write_bytes(package.read("collection.anki2"))
        with sqlite3.connect(self.site.parent / "collection.anki2") as database:
            return {guid: fields.split("\x1f") for guid, fields in database.execute("SELECT guid, flds FROM notes")}

    def rows(self) -> dict[str, dict[str, str]]:
        return {row["id"]: row for row in csv.DictReader(io.StringIO(self.text("handbook.csv")))}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("parity") / "project", SITE)
    for topic in {*TOPICS.values()}:
        project.write(f"data/{topic}/_topic.yml", f"title: {topic.capitalize()}\nsummary: About {topic}.\norder: 1\n")
        project.write(f"data/{topic}/drawing.svg", DRAWING)
        project.write(f"data/{topic}/other.svg", DRAWING.replace("h9", "h4"))
    for id_, topic in TOPICS.items():
        write_question(project.root, f"{topic}/{id_}", **filled(id_))
    write_question(project.root, "regularization/hidden", question="What is hiddenzq about?", draft="true", short="", answer="")
    project.write("docs/index.md", "# The handbook\n")
    options = {"pictures": "none", "guides": {"build": "on", "files": ["study-guide.pdf", "study-guide.epub"]}}
    settings = {
        "site_name": "The Handbook",
        "site_url": SITE,
        "theme": {"name": "material"},
        "plugins": ["search", "macros", {"handbook": options}],
    }
    project.write("mkdocs.yml", yaml.safe_dump(settings))
    outcome = project.build()
    assert outcome.returncode == 0, outcome.stderr
    return Built(project.site)


OUTPUTS: dict[str, tuple[Callable[[Built, str], str], tuple[str, ...]]] = {
    "topic page": (lambda site, id_: site.text(f"topics/{TOPICS[id_]}/index.html"), EVERYTHING),
    "question page": (lambda site, id_: site.text(f"q/{id_}/index.html"), EVERYTHING),
    "Markdown": (lambda site, id_: site.text(f"q/{id_}/index.md"), EVERYTHING),
    "Markdown of the topic": (lambda site, id_: site.text(f"topics/{TOPICS[id_]}/index.md"), EVERYTHING),
    "llms-full.txt": (lambda site, _: site.text("llms-full.txt"), EVERYTHING),
    "llms-short.txt": (lambda site, _: site.text("llms-short.txt"), ("question", "short")),
    "llms.txt": (lambda site, _: site.text("llms.txt"), ("question",)),
    "questions.json": (lambda site, _: site.text("questions.json"), (*EVERYTHING, *SEARCHED)),
    "search": (lambda site, _: site.folder("search"), (*(field for field in EVERYTHING if field != "value"), *SEARCHED)),
    "practice": (lambda site, _: site.text("deck.js"), ("question",)),
    "Anki": (lambda site, id_: "\n".join(site.deck()[id_]), tuple(field for field in EVERYTHING if field != "follow")),
    "CSV": (lambda site, id_: "\n".join(site.rows()[id_].values()), CARD),
    "PDF": (lambda site, _: site.pdf(), EVERYTHING),
    "EPUB": (lambda site, _: site.epub(), EVERYTHING),
    "feed": (lambda site, _: site.text("feed.xml"), ("question", "short")),
    "JSON feed": (lambda site, _: site.text("feed.json"), ("question", "short")),
    "feed of the topic": (lambda site, id_: site.text(f"topics/{TOPICS[id_]}/feed.xml"), ("question", "short")),
    "What's new": (lambda site, _: site.text("changes/index.html"), ("question",)),
}


@pytest.mark.parametrize("id_", IDS)
@pytest.mark.parametrize("output", OUTPUTS)
def test_every_field_of_every_question_is_where_it_belongs(built: Built, output: str, id_: str) -> None:
    read, fields = OUTPUTS[output]
    text = read(built, id_)

    assert [field for field in fields if word(id_, field) not in text] == []
    assert [field for field in SEARCHED if field not in fields and word(id_, field) in text] == []


@pytest.mark.parametrize("output", OUTPUTS)
def test_a_draft_is_nowhere(built: Built, output: str) -> None:
    assert "hiddenzq" not in OUTPUTS[output][0](built, "dropout")


def test_the_sitemap_has_every_page(built: Built) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", built.text("sitemap.xml"))

    assert {f"{SITE}q/{id_}/" for id_ in IDS} | {f"{SITE}topics/{topic}/" for topic in TOPICS.values()} <= {*listed}
    assert "hidden" not in "".join(listed)


@pytest.mark.parametrize("id_", IDS)
def test_the_same_field_is_the_same_text(built: Built, id_: str) -> None:
    [question] = [entry for entry in json.loads(built.text("questions.json"))["questions"] if entry["id"] == id_]
    [entry] = [
        entry
        for entry in ET.fromstring(built.text("feed.xml")).iter("{http://www.w3.org/2005/Atom}entry")  # noqa: S314  our own
        if entry.findtext("{http://www.w3.org/2005/Atom}id") == f"{SITE}q/{id_}/"
    ]
    [data] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', built.text(f"q/{id_}/index.html"), re.DOTALL)
    [asked] = [part["mainEntity"] for part in json.loads(data)["@graph"] if "mainEntity" in part]
    short, title = question["short"]["text"], question["question"]

    assert built.rows()[id_]["short"] == short
    assert asked["acceptedAnswer"]["text"] == short
    for html in (entry.findtext("{http://www.w3.org/2005/Atom}content") or "", built.deck()[id_][1]):
        assert plain(html).replace(r"\(", "").replace(r"\)", "") == short
    assert {built.rows()[id_]["question"], asked["name"], unescape(built.deck()[id_][0])} == {title}


def test_every_link_of_the_texts_and_feeds_leads_to_a_file(built: Built) -> None:
    texts = "".join(
        built.text(name) for name in ("llms.txt", "llms-short.txt", "llms-full.txt", "skill.md", "feed.xml", "feed.json")
    )
    named = {
        address.split("#")[0] for address in re.findall(rf"{re.escape(SITE)}[^\s\"'<>)\]`&\\]*", texts) if "<" not in address
    }

    missing = []
    for address in named:
        file = built.site / address.removeprefix(SITE)
        if not (file.is_file() or (file / "index.html").is_file()):
            missing.append(address)
    assert len(named) > 10
    assert {*missing} <= {f"{SITE}q/"}  # where the addresses of the questions are explained
