"""The command `stats`: what it counts and what it finds alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from click.testing import CliRunner

from handbook.commands.cli import main
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path


def stats(root: Path, *options: str) -> str:
    outcome = CliRunner().invoke(main, ["stats", "--root", str(root), *options], catch_exceptions=False)
    assert outcome.exit_code == 0
    return outcome.output


def row(output: str, name: str) -> list[str]:
    [found] = [line.split()[1:] for line in output.splitlines() if line.split()[:1] == [name]]
    return found


def test_every_field_is_counted_by_topic_and_in_all(small: Path) -> None:
    write_question(small, "optimization/momentum", level="senior", example="One.", related=["gradient-descent"])
    before = stats(small)

    write_question(small, "regularization/overfitting", example="Two.")
    after = stats(small)

    assert row(after, "topic") == ["1", "2", "all"]
    assert row(after, "questions") == ["2", "2", "4"]
    assert row(after, "senior") == ["1", "0", "1"]
    assert [row(before, "example"), row(after, "example")] == [["1", "0", "1"], ["1", "1", "2"]]
    assert "  1  optimization\n  2  regularization\n" in after


def test_cited_claims_are_counted(small: Path) -> None:
    texts = {"short": "One [](ref:srivastava-2014).", "answer": "Two[](ref:srivastava-2014). Three [](ref:srivastava-2014)."}
    write_question(small, "regularization/dropout", references=["srivastava-2014"], **texts)

    output = stats(small)

    assert row(output, "citations") == ["0", "3", "3"]
    assert "3 cited claims in 1 questions, 1 sources cited\n" in output


def test_questions_without_a_field_are_listed(small: Path) -> None:
    write_question(small, "regularization/overfitting", example="Two.")

    assert stats(small, "--missing", "example").split() == ["gradient-descent", "dropout"]
    assert json.loads(stats(small, "--missing", "example", "--format", "json")) == ["gradient-descent", "dropout"]
    assert stats(small, "--missing", "answer") == "every question has `answer`\n"


def test_question_that_no_chain_leads_to_is_named(small: Path) -> None:
    write_question(small, "optimization/momentum", related=["gradient-descent"])
    write_question(small, "optimization/alone")
    write_question(small, "regularization/dropout", prerequisites=["gradient-descent"], related=["overfitting"])

    assert json.loads(stats(small, "--format", "json"))["unconnected"] == ["alone"]
    assert stats(small).splitlines()[-1] == "not connected with the first question: alone"


def test_many_topics_share_the_width_of_a_terminal(small: Path) -> None:
    for at in range(40):
        (small / "data" / f"topic-{at}").mkdir()
        (small / "data" / f"topic-{at}" / "_topic.yml").write_text(f"title: T\nsummary: S\norder: {at + 9}\n", "utf-8")
        (small / "docs" / "topics" / f"topic-{at}.md").write_text(f'{{{{ topic("topic-{at}") }}}}\n', "utf-8")

    assert max(map(len, stats(small).splitlines())) <= 100


def test_handbook_with_problems_prints_them_and_exits_with_1(small: Path) -> None:
    write_question(small, "optimization/momentum", related=["nowhere"])

    outcome = CliRunner().invoke(main, ["stats", "--root", str(small)])

    assert outcome.exit_code == 1
    assert "the unknown question `nowhere`" in outcome.output
