"""The files for others: `questions.json`, permanent links and figures."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from handbook.exports.dataset import FORMAT, dataset
from handbook.reading.loading import load
from handbook.site.permalinks import write_permanent_links
from handbook.site.publish import copy_figures, publish
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://e.org/handbook/"


def questions_json(root: Path, site_url: str = SITE) -> dict[str, Any]:
    file = root / "questions.json"
    file.write_text("".join(dataset(load(root), "The Handbook", site_url)), "utf-8")
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return data


def question(data: dict[str, Any], id_: str) -> dict[str, Any]:
    [found] = [question for question in data["questions"] if question["id"] == id_]
    assert isinstance(found, dict)
    return found


def permanent_links(root: Path, folder: Path) -> dict[str, str]:
    """Writes the permanent links, and returns where each leads."""
    write_permanent_links(load(root), folder, "The Handbook", SITE)
    pages = {file.parent.name: file.read_text("utf-8") for file in folder.glob("*/index.html")}
    return {id_: re.findall(r'http-equiv="refresh" content="0; url=(.*?)"', page)[0] for id_, page in pages.items()}


def test_data_set_says_what_it_is(small: Path) -> None:
    write_question(small, "regularization/dropout", reviewed="2026-11-22")

    data = questions_json(small)

    assert list(data) == ["format", "title", "url", "license", "edition", "topics", "references", "glossary", "questions"]
    assert (data["format"], data["title"], data["url"]) == (FORMAT, "The Handbook", SITE)
    assert (data["license"], data["edition"]) == ("CC-BY-4.0", "2026-11-22")
    assert data["topics"][0]["introduction"] is None
    assert [(topic["id"], topic["url"]) for topic in data["topics"]] == [
        ("optimization", f"{SITE}topics/optimization/"),
        ("regularization", f"{SITE}topics/regularization/"),
    ]
    assert data["references"]["srivastava-2014"]["year"] == 2014
    assert data["glossary"]["stochastic gradient descent"]["abbreviations"] == ["SGD"]


def test_data_set_has_the_introduction_of_a_topic(small: Path) -> None:
    file = small / "data" / "regularization" / "_topic.yml"
    file.write_text(file.read_text("utf-8") + "introduction: Know [this](q:dropout).\n", "utf-8")

    assert questions_json(small)["topics"][1]["introduction"] == {
        "markdown": "Know [this](q:dropout).",
        "html": f'<p>Know <a href="{SITE}topics/regularization/#dropout">this</a>.</p>',
        "text": "Know this.",
    }


def test_data_set_has_every_question_in_reading_order_with_its_addresses(small: Path) -> None:
    data = questions_json(small)

    assert [question["id"] for question in data["questions"]] == ["gradient-descent", "overfitting", "dropout"]
    assert question(data, "dropout") | {
        "topic": "regularization",
        "url": f"{SITE}q/dropout/",
        "page": f"{SITE}topics/regularization/#dropout",
        "figures_url": f"{SITE}figures/regularization/",
        "question": "What is dropout?",
        "level": "mid",
    } == question(data, "dropout")


def test_every_markdown_field_is_there_as_markdown_html_and_text(small: Path) -> None:
    text = "**Bold** `<b>` $x$, [](q:overfitting)[^1]\n\n[^1]: Note.\n"
    write_question(
        small,
        "regularization/dropout",
        short="Short.",
        answer=text,
        example=text,
        in_practice=text,
        analogy={"text": text, "breaks_down": text},
        misconceptions=[{"claim": text, "correction": text}],
        key_points=[text, text],
        figures=[{"file": "mask.svg", "alt": "A mask", "caption": text}],
    )

    dropout = question(questions_json(small), "dropout")

    fields = {
        "answer": dropout["answer"],
        "example": dropout["example"],
        "in_practice": dropout["in_practice"],
        "analogy-text": dropout["analogy"]["text"],
        "analogy-breaks_down": dropout["analogy"]["breaks_down"],
        "misconceptions-0-claim": dropout["misconceptions"][0]["claim"],
        "misconceptions-0-correction": dropout["misconceptions"][0]["correction"],
        "key_points-1": dropout["key_points"][1],
        "figures-0-caption": dropout["figures"][0]["caption"],
    }
    assert dropout["short"] == {"markdown": "Short.", "html": "<p>Short.</p>", "text": "Short."}
    for name, field in fields.items():
        assert field["markdown"] == text
        assert field["text"] == "Bold <b> x,\nNote."
        assert f'<a href="{SITE}topics/regularization/#overfitting">What is overfitting?</a>' in field["html"]
        assert f'id="dropout--{name}-fn:1"' in field["html"]


def test_only_links_of_html_are_closed(small: Path) -> None:
    write_question(
        small, "regularization/dropout", answer='[one](q:overfitting) `<a href="q:overfitting"></a>`', asked_as=["q:x?"]
    )

    dropout = question(questions_json(small), "dropout")

    assert dropout["answer"]["markdown"] == '[one](q:overfitting) `<a href="q:overfitting"></a>`'
    assert dropout["answer"]["text"] == 'one <a href="q:overfitting"></a>'
    assert dropout["answer"]["html"] == (
        f'<p><a href="{SITE}topics/regularization/#overfitting">one</a> <code>&lt;a href="q:overfitting"&gt;&lt;/a&gt;</code></p>'
    )
    assert dropout["asked_as"] == ["q:x?"]


def test_data_set_without_a_site_has_addresses_from_its_root(small: Path) -> None:
    dropout = question(questions_json(small, ""), "dropout")

    assert (dropout["url"], dropout["page"]) == ("q/dropout/", "topics/regularization/#dropout")


def test_address_of_the_site_may_lack_its_slash(small: Path) -> None:
    assert questions_json(small, SITE.rstrip("/")) == questions_json(small, SITE)


def test_data_set_is_the_same_from_a_cold_and_a_warm_cache(small: Path) -> None:
    write_question(small, "regularization/dropout", answer="[](q:overfitting) $x$ `é`[^1]\n\n[^1]: Note.")
    file = small / "questions.json"

    file.write_text("".join(dataset(load(small), "The Handbook", SITE)), "utf-8")
    cold = file.read_bytes()
    file.write_text("".join(dataset(load(small), "The Handbook", SITE)), "utf-8")

    assert file.read_bytes() == cold
    assert cold.decode("utf-8").count("é") == 3


def test_changed_title_shows_in_questions_that_link_to_it_and_come_from_the_cache(small: Path) -> None:
    write_question(small, "regularization/dropout", answer="[](q:overfitting)")
    questions_json(small)

    write_question(small, "regularization/overfitting", question="Why `overfit`?")
    dropout = question(questions_json(small), "dropout")

    assert ">Why <code>overfit</code>?</a>" in dropout["answer"]["html"]


def test_handbook_without_questions_is_exported(small: Path) -> None:
    for file in small.glob("data/*/[!_]*.yml"):
        file.unlink()

    publish(load(small), small / "site")

    data = json.loads((small / "site" / "questions.json").read_text("utf-8"))
    assert (data["questions"], data["edition"]) == ([], None)
    assert list((small / "site" / "q").iterdir()) == []


def test_every_id_present_and_former_has_a_page_that_leads_to_its_question(small: Path) -> None:
    write_question(small, "regularization/dropout", formerly=["drop-out", "what-is-dropout"])

    assert permanent_links(small, small / "q") == {
        "gradient-descent": "../../topics/optimization/#gradient-descent",
        "overfitting": "../../topics/regularization/#overfitting",
        "dropout": "../../topics/regularization/#dropout",
        "drop-out": "../../topics/regularization/#dropout",
        "what-is-dropout": "../../topics/regularization/#dropout",
    }


def test_page_of_a_permanent_link_can_be_read_without_the_leading(small: Path) -> None:
    write_question(small, "regularization/dropout", question='What does `List<int>` & "{{ x }}" cost?')

    permanent_links(small, small / "q")
    page = (small / "q" / "dropout" / "index.html").read_text("utf-8")

    title = "What does List&lt;int&gt; &amp; &#34;{{ x }}&#34; cost?"
    assert f"<title>{title} - The Handbook</title>" in page
    assert f"<h1>{title}</h1>" in page
    assert '<a href="../../topics/regularization/#dropout">' in page
    assert f'<link rel="canonical" href="{SITE}topics/regularization/#dropout">' in page


def test_permanent_links_of_the_build_before_are_brought_up_to_date(small: Path) -> None:
    folder = small / "q"
    permanent_links(small, folder)
    (folder / "gone").mkdir()
    (folder / "gone" / "index.html").write_text("stale", "utf-8")
    (folder / "stray.txt").write_text("stale", "utf-8")
    (folder / "overfitting" / "index.html").write_bytes(b"\xff damaged")
    shutil.move(small / "data/regularization/dropout.yml", small / "data/optimization/dropout.yml")
    write_question(small, "optimization/dropout", formerly=["old-name"])

    targets = permanent_links(small, folder)

    assert targets["dropout"] == targets["old-name"] == "../../topics/optimization/#dropout"
    assert targets["overfitting"] == "../../topics/regularization/#overfitting"
    assert {entry.name for entry in folder.iterdir()} == set(targets)


def test_permanent_link_that_is_right_is_not_written_again(small: Path) -> None:
    permanent_links(small, small / "q")
    page = small / "q" / "dropout" / "index.html"
    page.chmod(0o444)
    before = page.stat()

    permanent_links(small, small / "q")

    assert (page.stat().st_mtime_ns, page.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_figures_go_into_a_folder_for_each_topic(small: Path) -> None:
    write_question(small, "regularization/dropout", figures=[{"file": "mask.svg", "alt": "A mask"}])

    copy_figures(load(small), small / "figures")

    source = small / "data" / "regularization" / "mask.svg"
    assert (small / "figures" / "regularization" / "mask.svg").read_bytes() == source.read_bytes()
    assert not (small / "figures" / "optimization").exists()


@pytest.mark.parametrize("name", ["questions.json", "q/dropout/index.html", "figures/regularization/mask.svg"])
def test_site_gets_everything_that_is_beside_its_pages(small: Path, name: str) -> None:
    write_question(small, "regularization/dropout", figures=[{"file": "mask.svg", "alt": "A mask"}])

    publish(load(small), small / "site")

    assert (small / "site" / name).is_file()
