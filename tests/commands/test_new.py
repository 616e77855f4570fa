"""`handbook new`: asks for what is missing, shows what is close first, writes a file to fill in, overwrites nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.commands.cli import main
from handbook.reading.yaml.source import read
from handbook.records.moments import today
from tests.casefiles import problems_of
from tests.terminal import converse

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from tests.conftest import Project

HOE = ["--question", "What is a garden hoe?"]


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments, "--root", str(root)])


def tree(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for part in ("data", "docs") for file in (root / part).rglob("*") if file.is_file()}


def content(file: Path) -> object:
    return read(file.read_bytes()).root.plain()


def test_a_question_is_written_with_what_is_known_and_what_comes_next(small: Path) -> None:
    outcome = run(small, *HOE, "--topic", "regularization", "--level", "senior", "--tag", "tools", "--tag", "soil")
    assert outcome.exit_code == 0
    assert outcome.output.splitlines() == [
        "wrote data/regularization/garden-hoe.yml",
        "next:",
        "  write `short` and `answer` in data/regularization/garden-hoe.yml",
        "  handbook check data/regularization/garden-hoe.yml",
        "  handbook serve, and look at topics/regularization/#garden-hoe",
    ]
    assert content(small / "data/regularization/garden-hoe.yml") == {
        "question": "What is a garden hoe?",
        "level": "senior",
        "tags": ["tools", "soil"],
        "short": "",
        "answer": "",
        "added": today(),
    }


def test_check_names_exactly_what_is_still_to_be_written(small: Path) -> None:
    run(small, *HOE, "--topic", "regularization")
    assert [re.sub(r":\d+:\d+:", ":", problem) for problem in problems_of(small)] == [
        "data/regularization/garden-hoe.yml: error: `short` is empty; write it",
        "data/regularization/garden-hoe.yml: error: `answer` is empty; write it",
    ]


def test_a_new_topic_comes_with_its_file(small: Path) -> None:
    outcome = run(small, *HOE, "--topic", "tools", "--topic-title", "Tools: old & new", "--topic-summary", "What # digs.")
    assert outcome.exit_code == 0, outcome.output
    assert content(small / "data/tools/_topic.yml") == {"title": "Tools: old & new", "summary": "What # digs.", "order": "3"}
    assert all("garden-hoe.yml" in problem for problem in problems_of(small))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--topic", "regularization"], "no question; add --question"),
        (HOE, "no topic; add --topic"),
        ([*HOE, "--topic", "regularisation"], "no topic `regularisation`; did you mean `regularization`?"),
        ([*HOE, "--topic", "garden"], "no topic `garden`; name one of optimization, regularization (for a new topic add"),
        ([*HOE, "--topic", "garden", "--topic-title", "Garden"], "no topic-summary; add --topic-summary"),
        ([*HOE, "--topic", "Garden!"], "--topic: `Garden!`; use lower-case letters, digits and single hyphens: garden"),
        ([*HOE, "--topic", "index"], "--topic: `index`, which is the page of all topics; choose another name"),
        ([*HOE, "--topic", "regularization", "--id", "dropout"], "the id `dropout` is taken; free is `dropout-2`"),
        ([*HOE, "--topic", "regularization", "--id", "A b"], "`A b`; use lower-case letters, digits and single hyphens: a-b"),
        ([*HOE, "--topic", "regularization", "--tag", "Big_Tag"], "`big_tag`; use lower-case letters"),
        (["--question", " \n", "--topic", "regularization"], "--question: an empty text; write it"),
        (["--question", "x" * 301], "--question: 301 characters; keep it within 300"),
        (["--question", "What\u200b?"], "--question: an invisible or control character, U+200B; delete it"),
        (["--question", "What\udcff?"], "--question: bytes that are not UTF-8; type the text again"),
    ],
)
def test_wrong_use_is_one_line_and_changes_nothing(small: Path, arguments: list[str], said: str) -> None:
    before = tree(small)
    outcome = run(small, *arguments)
    assert (outcome.exit_code, tree(small)) == (2, before)
    assert outcome.stderr.startswith(f"Error: {said}")
    assert outcome.stderr.count("\n") == 1


def test_outside_a_handbook_it_says_so(tmp_path: Path) -> None:
    outcome = run(tmp_path, *HOE)
    assert (outcome.exit_code, outcome.stderr.count("\n")) == (2, 1)
    assert "no folder `data/`" in outcome.stderr


@pytest.mark.parametrize(
    "question",
    [
        "Is `a: b # c` a \"mapping\" or 'text'?",
        "- What starts like a list?",
        "{{ braces }}, [brackets] & *stars*: why?",
        "Что такое замыкание?",
        "什么是闭包？ 👶",
        "@ % | > ! ?",
        "yes",
        "2026-11-22",
        "x" * 300,
        "Why\n  is this on\ttwo lines?",
    ],
)
def test_any_question_is_read_back_as_it_was_asked(small: Path, question: str) -> None:
    outcome = run(small, "--question", question, "--topic", "regularization", "--yes")
    assert outcome.exit_code == 0, outcome.output
    name = re.search(r"^wrote (\S+)$", outcome.output, re.MULTILINE)
    assert name
    written = content(small / name[1])
    assert isinstance(written, dict)
    assert written["question"] == " ".join(question.split())
    assert len(problems_of(small)) == 2


def test_questions_that_are_close_stop_it_before_anything_is_written(small: Path) -> None:
    before = tree(small)
    outcome = run(small, "--question", "Explain dropout.", "--topic", "regularization")
    assert (outcome.exit_code, tree(small)) == (1, before)
    assert outcome.stdout.splitlines() == [
        "These are close to it:",
        "  1. What is dropout?",
        "     data/regularization/dropout.yml",
    ]
    assert "with --yes" in outcome.stderr


def test_with_yes_it_is_written_all_the_same_under_an_id_of_its_own(small: Path) -> None:
    outcome = run(small, "--question", "Explain dropout.", "--topic", "regularization", "--yes")
    assert outcome.exit_code == 0
    assert "wrote data/regularization/dropout-2.yml" in outcome.output


def test_a_question_that_is_still_to_be_written_counts_as_asked(small: Path) -> None:
    run(small, *HOE, "--topic", "regularization")
    outcome = run(small, *HOE, "--topic", "optimization")
    assert outcome.exit_code == 1
    assert "data/regularization/garden-hoe.yml" in outcome.output


def test_nothing_is_left_behind_where_a_file_cannot_be_made(small: Path) -> None:
    (small / "data/tools").symlink_to(small / "nowhere/tools")
    before = tree(small)
    outcome = run(small, *HOE, "--topic", "tools", "--topic-title", "Tools", "--topic-summary", "What digs.")
    assert (outcome.exit_code, tree(small)) == (2, before)
    assert "nothing was written" in outcome.stderr


def test_on_a_terminal_it_asks_for_everything_and_asks_again_after_a_slip(small: Path) -> None:
    status, shown = converse(
        small,
        ["new"],
        [
            ("The question: ", "What is a garden hoe?"),
            ("one of these or a new one: ", "regularisation"),
            (r"did you mean `regularization`\? \[y/N\]: ", "y"),
            (r"id \[garden-hoe\]: ", "Hoe"),
            (r"single hyphens: hoe\s+Its permanent id \[garden-hoe\]: ", "hoe"),
            (r"\[junior\]: ", "senoir"),
            (r"did you mean `senior`\?\s+Level.*\[junior\]: ", "senior"),
            (r"\[regularization\]: ", "tools soil"),
        ],
    )
    assert status == 0, shown
    assert "Topics: optimization, regularization" in shown
    assert content(small / "data/regularization/hoe.yml") == {
        "question": "What is a garden hoe?",
        "level": "senior",
        "tags": ["tools", "soil"],
        "short": "",
        "answer": "",
        "added": today(),
    }


def test_on_a_terminal_the_phrasing_can_go_to_a_question_that_is_close(small: Path) -> None:
    file = small / "data/regularization/dropout.yml"
    before = file.read_text("utf-8")
    status, shown = converse(small, ["new", "--question", "Explain dropout."], [(r"\(1, n\): ", "1")])
    assert status == 0, shown
    assert "added to `asked_as` of data/regularization/dropout.yml" in shown
    first, rest = before.split("\n", 1)
    assert file.read_text("utf-8") == f"{first}\nasked_as:\n  - Explain dropout.\n{rest}"
    assert problems_of(small) == []


def test_on_a_terminal_a_question_that_is_close_need_not_stop_it(small: Path) -> None:
    answers = [(r"\(1, n\): ", "n"), ("id", ""), ("Level", ""), ("Tags", "")]
    status, shown = converse(small, ["new", "--question", "Explain dropout.", "--topic", "regularization"], answers)
    assert status == 0, shown
    assert "wrote data/regularization/dropout-2.yml" in shown


def test_a_newcomer_gets_from_an_idea_to_a_page(project: Project) -> None:
    run(project.root, "--question", "Why do gardeners rotate their crops?", "--topic", "foundations", "--yes")
    file = next((project.root / "data/foundations").glob("*rotate*.yml"))
    text = file.read_text("utf-8")
    slips = text.replace("level: junior", "levle: junior").replace("short: |\n", "short: |\n  Pests find <b>nothing</b>.\n")
    file.write_text(slips.replace("answer: |\n", "answer: |\n  ```text\n  Soil rests.\n"), "utf-8")
    said = CliRunner().invoke(main, ["check", str(file), "--root", str(project.root)])
    assert said.exit_code == 1
    for problem in ("the unknown key `levle`; did you mean `level`?", "raw HTML, <b>", "a code fence ``` that is never closed"):
        assert re.search(rf"^data/foundations/{file.name}:\d+:\d+: error: {re.escape(problem)}", said.output, re.MULTILINE), (
            said.output
        )
    mended = text.replace("short: |\n", "short: |\n  Pests find nothing.\n").replace("answer: |\n", "answer: |\n  Soil rests.\n")
    file.write_text(mended, "utf-8")
    built = project.build()
    assert built.returncode == 0, built.stderr
    assert f'id="{file.stem}"' in (project.site / "topics/foundations/index.html").read_text("utf-8")
    assert any(f"#{file.stem}" in part.read_text("utf-8") for part in (project.site / "search").glob("*/c*.js"))
