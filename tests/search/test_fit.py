"""The fit of the weights: what is left out and asked, and that the fit reads a query as the browser does."""

from __future__ import annotations

import json
import random
from dataclasses import fields
from typing import TYPE_CHECKING

from click.testing import CliRunner

from handbook.commands.fit import fit as command
from handbook.reading.loading import load
from handbook.search.fitting.fit import fit
from handbook.search.fitting.reader import BEGUN, OWN, SLIP, SYNONYM, Reader
from handbook.search.fitting.wordings import Query, folds, marred, nothing
from handbook.search.found import Concepts
from handbook.search.weights import Weights, default
from handbook.search.words import language
from handbook.site.searching import WEIGHTS, weights_of
from tests.conftest import write_question
from tests.search.test_vectors import ASKED, asked

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["asked"]

DICE = random.Random(2)  # noqa: S311  test data

QUESTION = {
    "title": ["What is it?", "it"],
    "asked": ["One?", "Two?", "Three?"],
    "tags": ["tag"],
    "core": [],
    "follow": ["Why?"],
    "searched": ["a", "b"],
    "rest": [],
}


def test_each_wording_is_left_out_once() -> None:
    found = [
        ({kind: [query.text for query in queries] for kind, queries in fold.left_out.items()}, fold.questions[0])
        for fold in folds([QUESTION], 2)
    ]

    assert [left_out for left_out, _ in found] == [
        {"known": ["One?"]}, {"title": ["What is it?"]}, {"follow": ["Why?"]},
        {"asked": ["One?", "Three?"], "searched": ["a"]}, {"asked": ["Two?"], "searched": ["b"]},
    ]  # fmt: skip
    assert [question["asked"] for _, question in found[3:]] == [["Two?"], ["One?", "Three?"]]
    assert [question["searched"] for _, question in found[3:]] == [["b"], ["a"]]
    assert not found[1][1]["title"]
    assert not found[2][1]["follow"]


def test_query_with_slips_keeps_to_words_that_tell_something() -> None:
    query = marred(Query("What is the vanishing gradient problem in recurrent networks?", 0), language("en"), DICE)

    assert 2 <= len(query.text.split()) <= 6
    assert "what" not in query.text


def test_queries_for_nothing_are_words_at_random_or_have_one_of_another_subject() -> None:
    lines = nothing([QUESTION], ["bread", "river"], ["kubernetes"], 20, DICE)

    assert all({*line.split()} <= {"bread", "river"} for line in lines[1::2])
    lines = lines[::2]

    assert all("kubernetes" in line for line in lines)


def test_word_is_read_as_its_own_begun_slipped_or_another() -> None:
    question = {**QUESTION, "asked": ["Which neurons are silenced?", "What is a picture?"]}
    reader = Reader([question], Concepts({}, language("en")), [["picture", "image"]])

    read = {query: reader.understood(query)[-1].terms for query in ("neurons?", "silen", "nuerons?", "image?")}

    assert read == {
        "neurons?": {"neuron": OWN}, "silen": {"silenc": BEGUN}, "nuerons?": {"neuron": SLIP}, "image?": {"pictur": SYNONYM},
    }  # fmt: skip


def test_fit_finds_weights_with_which_more_wordings_come_first(asked: Path) -> None:
    bad = Weights([0.01] * 7, 1, 1, 1, 1, 0.1, 0.1, 0.1, [0.0] * 7, 0)

    found = fit(load(asked), bad, lambda _: None)

    assert found.shares["fitted"]["asked"] >= found.shares["before"]["asked"]
    assert found.weights != bad
    assert found.answered["wordings that find something"] >= found.answered["queries for nothing that find something"]


def test_weights_that_a_handbook_keeps_take_the_place_of_the_generators(asked: Path) -> None:
    told = {**default().told(), "near": 7.0}
    (asked / WEIGHTS).write_text(json.dumps(told), "utf-8")

    assert weights_of(load(asked)).near == 7.0
    assert {field.name for field in fields(Weights)} == told.keys()


def test_command_refuses_a_handbook_with_too_few_wordings(small: Path) -> None:
    outcome = CliRunner().invoke(command, ["--root", str(small)])

    assert outcome.exit_code == 2
    assert "too few wordings" in outcome.output


def test_command_prints_what_was_gained_and_keeps_the_weights(asked: Path) -> None:
    for path, wordings in ASKED.items():
        write_question(asked, path, asked_as=[*wordings, *(f"Case {at} of {path}?" for at in range(15))])

    outcome = CliRunner().invoke(command, ["--root", str(asked), "--write"])

    assert outcome.exit_code == 0, outcome.output
    assert "| fitted |" in outcome.output
    assert weights_of(load(asked)) != default()
