"""The data set: everything that the handbook holds, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from handbook.exports.dataset import FORMAT, dataset, schema
from handbook.reading.loading import load
from handbook.records.settings import Options, Settings
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://e.org/handbook/"


def questions_json(root: Path, site_url: str = SITE) -> dict[str, Any]:
    settings = Settings("The Handbook", site_url, options=Options(license="CC-BY-4.0"))
    data: dict[str, Any] = json.loads("".join(dataset(load(root), settings)))
    return data


def question(data: dict[str, Any], id_: str) -> dict[str, Any]:
    [found] = [question for question in data["questions"] if question["id"] == id_]
    assert isinstance(found, dict)
    return found


def test_data_set_says_what_it_is(small: Path) -> None:
    write_question(small, "regularization/dropout", reviewed="2026-11-22")

    data = questions_json(small)

    assert list(data) == [
        *("$schema", "format", "title", "url", "license", "edition", "topics", "references", "glossary", "retired", "questions")
    ]
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
        assert field["text"] == "Bold <b> x, What is overfitting?\nNote."
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


def test_data_set_is_the_same_from_a_cold_and_a_warm_cache(small: Path) -> None:
    write_question(small, "regularization/dropout", answer="[](q:overfitting) $x$ `é`[^1]\n\n[^1]: Note.")

    assert [*dataset(load(small), Settings())] == [*dataset(load(small), Settings())]


def test_changed_title_shows_in_questions_that_link_to_it_and_come_from_the_cache(small: Path) -> None:
    write_question(small, "regularization/dropout", answer="[](q:overfitting)")
    questions_json(small)

    write_question(small, "regularization/overfitting", question="Why `overfit`?")
    dropout = question(questions_json(small), "dropout")

    assert ">Why <code>overfit</code>?</a>" in dropout["answer"]["html"]


def test_handbook_without_questions_is_exported(small: Path) -> None:
    for file in small.glob("data/*/[!_]*.yml"):
        file.unlink()

    data = questions_json(small)

    assert (data["questions"], data["edition"]) == ([], None)


def test_a_question_says_when_it_changed_and_has_a_digest_that_changes_with_it(small: Path) -> None:
    write_question(small, "regularization/dropout", added="2026-01-02", changed="2026-02-03 04:05", changed_what="More.")
    before = question(questions_json(small), "dropout")

    write_question(small, "regularization/dropout", answer="Another answer.")
    after = question(questions_json(small), "dropout")

    assert (before["added"], before["changed"], before["changed_what"]) == ("2026-01-02", "2026-02-03T04:05Z", "More.")
    assert before["digest"] != after["digest"]
    assert question(questions_json(small), "overfitting")["digest"] != after["digest"]


def test_what_was_retired_is_named(small: Path) -> None:
    (small / "data/retired.yml").write_text("gone: {question: What?, day: 2026-01-01, to: dropout}\n", "utf-8")

    assert questions_json(small)["retired"] == {
        "gone": {"question": "What?", "day": "2026-01-01", "to": "dropout", "first_id": None}
    }


def test_drafts_are_in_no_output(small: Path) -> None:
    write_question(small, "regularization/later", draft="true", short="", answer="")

    assert [q["id"] for q in questions_json(small)["questions"]] == ["gradient-descent", "overfitting", "dropout"]


def test_the_schema_fits_the_data_set_and_documents_every_key(small: Path) -> None:
    everything = {
        "asked_as": ["Which?"],
        "analogy": {"text": "Like.", "breaks_down": "Unlike."},
        "example": "One.",
        "in_practice": "Two.",
        "misconceptions": [{"claim": "No.", "correction": "Yes."}],
        "key_points": ["A."],
        "follow_ups": [{"question": "And?", "see": "overfitting"}, {"question": "Or?"}],
        "prerequisites": ["overfitting"],
        "related": ["gradient-descent"],
        "figures": [{"file": "mask.svg", "alt": "A mask", "caption": "A mask."}],
        "references": ["srivastava-2014"],
        "reviewed": "2026-01-01",
        "added": "2026-01-01",
        "changed": "2026-01-02",
        "formerly": ["drop-out"],
    }
    write_question(small, "regularization/dropout", **everything)
    (small / "data/retired.yml").write_text("gone: {question: What?, day: 2026-01-01}\n", "utf-8")

    data, rules = questions_json(small), schema()

    Draft202012Validator.check_schema(rules)
    assert [error.message for error in Draft202012Validator(rules).iter_errors(data)] == []
    assert {*data} == {*rules["properties"]}
    assert {*question(data, "dropout")} == {*rules["$defs"]["Question"]["properties"]}
    wrong = {**data, "questions": [{**data["questions"][0], "short": "text"}]}
    assert not Draft202012Validator(rules).is_valid(wrong)
