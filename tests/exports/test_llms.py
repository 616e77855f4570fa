"""Texts for assistants: everything as Markdown that needs nothing of this handbook to be read."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest
import yaml

from handbook.exports import llms
from handbook.exports.markdown import Writer
from handbook.exports.tables import COLUMNS, table
from handbook.markup.links import PermanentLinks
from handbook.reading.loading import load
from handbook.records.settings import Settings
from tests.conftest import write_question
from tests.looping import some

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://e.org/handbook/"
SETTINGS = Settings("The *Handbook*", SITE, description="What it is about.")


def markdown(root: Path, id_: str = "dropout") -> str:
    handbook = load(root)
    return Writer(handbook, PermanentLinks(handbook, SITE)).question(handbook.questions[id_])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "[that](q:overfitting) and [](q:overfitting)",
            f"[that]({SITE}q/overfitting/) and [What is overfitting?]({SITE}q/overfitting/)",
        ),
        ("[that][1]\n\n[1]: q:overfitting", f"[that][1]\n\n[1]: {SITE}q/overfitting/"),
        (
            "`[](q:overfitting)` and\n\n```\n[](q:overfitting)\n# no heading\n```",
            "`[](q:overfitting)` and\n\n```\n[](q:overfitting)\n# no heading\n```",
        ),
        ("A claim [](ref:srivastava-2014).", "A claim [1]."),
        ("A note[^1].\n\n[^1]: Here.", "A note[^dropout-answer-1].\n\n[^dropout-answer-1]: Here."),
        ("# Head\n\nText, $x_1 < 2$", "### Head\n\nText, $x_1 < 2$"),
    ],
)
def test_a_text_is_for_everybody(small: Path, written: str, read: str) -> None:
    write_question(small, "regularization/dropout", answer=written, references=["srivastava-2014"])

    assert f"## Answer\n\n{read}\n" in markdown(small)


def test_a_question_has_all_its_parts(small: Path) -> None:
    write_question(
        small,
        "regularization/dropout",
        question="What is *dropout* in `a_b`?",
        asked_as=["Why <drop>?"],
        analogy={"text": "Like.", "breaks_down": "Unlike."},
        misconceptions=[{"claim": "No.", "correction": "Yes."}],
        key_points=["One\n\ntwo."],
        figures=[{"file": "mask.svg", "alt": "A [mask]", "caption": "Here."}],
        follow_ups=[{"question": "And?", "see": "overfitting"}],
        prerequisites=["overfitting"],
        references=["srivastava-2014"],
        added="2026-01-02",
    )

    text = markdown(small)

    assert text.startswith("# What is \\*dropout\\* in `a_b`?\n\nLevel: mid · Topic: [Regularization]")
    assert f"Permanent link: <{SITE}q/dropout/>" in text
    assert "- Why \\<drop\\>?" in text
    assert f"![A \\[mask\\]]({SITE}figures/regularization/mask.svg)" in text
    assert "**Where it breaks down:** Unlike." in text
    assert "**Wrong:** No.\n\n**Right:** Yes." in text
    assert "- One\n\n    two." in text
    assert f"- [And?]({SITE}q/overfitting/)" in text
    assert f"- Before: [What is overfitting?]({SITE}q/overfitting/)" in text
    assert "## References\n\n1. " in text


def test_the_list_names_every_question_with_its_markdown(small: Path) -> None:
    text = llms.listed(load(small), SETTINGS)

    assert text.startswith("# The \\*Handbook\\*\n\n> What it is about.\n")
    assert re.findall(r"^- \[.*\]\((\S+)\): (\w+)$", text, re.MULTILINE)[:3] == [
        (f"{SITE}q/{question.id}/index.md", question.level) for question in load(small).questions.values()
    ]
    assert "\n## Optional\n" in text


def test_the_short_text_has_every_short_answer(small: Path) -> None:
    handbook = load(small)
    text = llms.short(handbook, SETTINGS)

    for question in some(handbook.questions.values()):
        assert f"### {question.question}\n\n{question.level} · <{SITE}q/{question.id}/>\n\n{question.short.strip()}" in text


def test_the_skill_names_itself_and_where_the_questions_are(small: Path) -> None:
    text = llms.skill(load(small), Settings('A: "B" & C', SITE))
    head = yaml.safe_load(text.split("---")[1])

    assert head["name"] == "a-b-c"
    assert 'A: "B" & C' in head["description"]
    assert f"[llms-short.txt]({SITE}llms-short.txt)" in text
    assert "junior, mid, senior" in text


def test_the_table_has_a_row_a_question_and_nothing_that_computes(small: Path) -> None:
    write_question(small, "regularization/dropout", question='=HYPERLINK("x")', short="A, **b**\n\n$x$", key_points=["-1", "Two"])

    rows = [*csv.reader(io.StringIO(table(load(small), SETTINGS)))]

    assert tuple(rows[0]) == COLUMNS
    assert rows[3][:3] == ['\'=HYPERLINK("x")', "A, b\nx", "• -1\n• Two"]
    assert [row[-1] for row in rows[1:]] == ["gradient-descent", "overfitting", "dropout"]
