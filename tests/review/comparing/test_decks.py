"""Decks: a reader's card is neither doubled by a rename nor forgotten after a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.commands.cli import main
from handbook.records.moments import today
from handbook.review.comparing.decks import problems
from handbook.review.comparing.history import State
from tests.conftest import write_question
from tests.gitrepo import commit_all

if TYPE_CHECKING:
    from pathlib import Path


def state(retired: str = "", **files: str) -> State:
    questions = {f"data/t/{id_.replace('_', '-')}.yml": text.encode() for id_, text in files.items()}
    return State({"data/retired.yml": retired.encode(), **questions})


def said(before: State, now: State) -> list[str]:
    return [str(problem) for problem in problems(before, now)]


DROPOUT = "question: What is dropout?\n"


def test_a_renamed_question_keeps_its_first_id() -> None:
    before, renamed = state(dropout=DROPOUT), DROPOUT + "formerly: [dropout]\n"

    assert said(before, state(drop_out=renamed)) == [
        "data/t/drop-out.yml:1:1: error: `dropout`, renamed to `drop-out`, lost the id by which readers' decks know it; "
        "write `first_id: dropout`, or let --fix write it"
    ]
    assert said(before, state(drop_out=renamed + "first_id: dropout\n")) == []


def test_a_second_rename_keeps_the_very_first_id() -> None:
    before = state(drop_out=DROPOUT + "formerly: [dropout]\nfirst_id: dropout\n")

    [problem] = said(before, state(drops=DROPOUT + "formerly: [dropout, drop-out]\n"))
    assert "write `first_id: dropout`" in problem


def test_a_merged_question_stays_in_the_record_and_changes_no_first_id() -> None:
    before = state(dropout=DROPOUT, gan="question: What is a GAN?\n")
    merged = "question: What is a GAN?\nformerly: [dropout]\n"

    assert said(before, state(gan=merged)) == [
        "data/retired.yml:1:1: error: `dropout`, merged into `gan`, is not in data/retired.yml; "
        "add it with `question`, `day` and `to`, or let --fix add it"
    ]
    assert said(before, state("dropout: {question: What?, day: 2026-01-01, to: gan}", gan=merged)) == []
    assert "`first_id: gan`" not in str(said(before, state("dropout: {}", gan=merged + "first_id: dropout\n")))
    assert "delete `first_id`" in said(before, state("dropout: {}", gan=merged + "first_id: dropout\n"))[0]


def test_two_questions_that_become_a_new_one_are_a_rename_and_a_merge() -> None:
    before = state(dropout=DROPOUT, gan="question: What is a GAN?\n")

    told = said(before, state(drop_out=DROPOUT + "formerly: [dropout, gan]\n"))

    assert ["first_id: dropout" in told[0], "`gan`, merged" in told[1], len(told)] == [True, True, 2]


def test_fix_writes_what_decks_and_feeds_need(small: Path) -> None:
    write_question(small, "regularization/gone", question="What is gone?")
    commit_all(small)
    (small / "data/regularization/gone.yml").unlink()
    (small / "data/regularization/dropout.yml").rename(small / "data/regularization/drop-out.yml")
    for name, line in (("drop-out", "formerly: [dropout]\n"), ("overfitting", "formerly: [gone]\nexample: One.\n")):
        file = small / f"data/regularization/{name}.yml"
        file.write_text(file.read_text("utf-8") + line, "utf-8")

    outcome = CliRunner().invoke(main, ["check", "--root", str(small), "--against", "HEAD", "--fix"], catch_exceptions=False)

    assert outcome.exit_code == 0
    assert "first_id: dropout\n" in (small / "data/regularization/drop-out.yml").read_text("utf-8")
    assert f"changed: {today()}\n" in (small / "data/regularization/overfitting.yml").read_text("utf-8")
    assert (small / "data/retired.yml").read_text("utf-8") == (
        f"gone:\n  question: What is gone?\n  day: {today()}\n  to: overfitting\n"
    )
    again = CliRunner().invoke(main, ["check", "--root", str(small), "--against", "HEAD"], catch_exceptions=False)
    assert (again.exit_code, [line for line in again.output.splitlines() if ": error:" in line]) == (0, [])


IDENTITY = "plugins: [search, macros, {handbook: {anki: {deck: 12, notes: 34, name: Deck}}}]\n"


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (IDENTITY + "site_name: Another\n", []),
        (IDENTITY.replace("12", "13"), ["`anki.deck` is `13`, where readers' Anki knows `12`"]),
        (IDENTITY.replace("34", "35"), ["`anki.notes` is `35`, where readers' Anki knows `34`"]),
        ("plugins: [search, macros, handbook]\n", ["`anki.deck` is gone", "`anki.notes` is gone", "`anki.name` is gone"]),
        ("plugins: [search, macros, {handbook: {anki: {deck: x}}}]\n", ["`anki.deck` is gone", "`anki.notes`", "`anki.name`"]),
    ],
)
def test_what_readers_anki_knows_a_deck_by_stays(now: str, told: list[str]) -> None:
    found = said(State({"mkdocs.yml": IDENTITY.encode()}), State({"mkdocs.yml": now.encode()}))

    assert len(found) == len(told)
    assert all(line.startswith("mkdocs.yml:1:1: error: ") and part in line for line, part in zip(found, told, strict=True))
    assert said(State({}), State({"mkdocs.yml": now.encode()})) == []
