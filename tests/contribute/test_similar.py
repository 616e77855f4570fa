"""Near-duplicates: rewordings are found, and questions that only look alike are not."""

from __future__ import annotations

from time import process_time

import pytest
import yaml

from handbook.contribute.similar import Phrasings, similar
from handbook.reading.loading import load
from handbook.records.model import Question
from tests.bench import bank
from tests.casefiles import CASES

PAIRS = yaml.safe_load((CASES / "similar" / "pairs.yml").read_text("utf-8"))
RECALL, PRECISION = 0.8, 0.9


def ask(text: str, id_: str, *asked_as: str) -> Question:
    return Question(id=id_, topic="t", question=text, asked_as=asked_as, level="mid", tags=("t",), short="s", answer="a")


def alike(pairs: list[list[str]]) -> list[list[str]]:
    """Returns the pairs that are taken for one question, among the second questions of all pairs."""
    everything = [pair for kind in PAIRS.values() for part in kind.values() for pair in part]
    phrasings = Phrasings(ask(pair[1], f"q{at}") for at, pair in enumerate(everything))
    return [pair for pair in pairs if any(found[2] == pair[1] for found in phrasings.like(pair[0], 10))]


@pytest.mark.parametrize("part", ["chosen", "held"])
def test_rewordings_are_found_and_questions_that_look_alike_are_no_noise(part: str) -> None:
    same, different = PAIRS["same"][part], PAIRS["different"][part]
    assert len(same) + len(different) == 100
    found, noise = alike(same), alike(different)
    assert len(found) >= RECALL * len(same), [pair for pair in same if pair not in found]
    assert len(found) >= PRECISION * (len(found) + len(noise)), noise


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("What is a call stack?", "What is the MEAN stack?"),
        ("What is the event flow?", "What is Flow?"),
        ("What is a join?", "What is an inner join?"),
    ],
)
def test_a_kind_of_a_thing_is_another_thing_however_few_questions_there_are(asked: str, known: str) -> None:
    assert Phrasings([ask(known, "known")]).like(asked, 3) == []
    assert Phrasings([ask(asked, "asked")]).like(known, 3) == []


def test_one_new_question_finds_its_like_by_title_and_by_phrasing_likest_first() -> None:
    handbook = load(CASES / "book")
    [(score, question, phrasing), *_] = similar("When is a unit switched off at random?", handbook)
    assert (question.id, phrasing) == ("dropout", "Why are units switched off at random?")
    assert 0.69 <= score <= 1
    assert similar("What is backpropogation?", handbook)[0][1].id == "backpropagation", "a slip of the pen"
    assert similar("How do you train a horse?", handbook) == []
    assert similar("???", handbook) == []


def test_likest_question_comes_first_with_its_likest_phrasing_and_no_more_than_asked_for() -> None:
    asked, near, far = (
        f"How does a hash map store {what} in memory?" for what in ("keys", "keys and values", "keys, values, rows")
    )
    phrasings = Phrasings([ask(far, "a", near), ask(asked, "b"), ask("What is a tree?", "c")])

    assert [(question.id, phrasing) for _, question, phrasing in phrasings.like(asked, 3)] == [("b", asked), ("a", near)]
    assert [question.id for _, question, _ in phrasings.like(asked, 1)] == ["b"]


def test_a_question_is_not_like_itself() -> None:
    phrasings = Phrasings([ask("What is TCP?", "tcp", "Explain TCP."), ask("What is UDP?", "udp")])
    assert phrasings.like("What is TCP?", 3, but="tcp") == []


def test_an_empty_handbook_has_nothing_alike() -> None:
    assert Phrasings([]).like("What is TCP?", 3) == []


def test_500_questions_are_compared_with_each_other_within_a_second() -> None:
    questions = [ask(item.title, item.id, *item.asked_as) for item in bank.items(500)]
    before = process_time()
    phrasings = Phrasings(questions)
    for question in questions:
        phrasings.like(question.question, 3, but=question.id)
    assert process_time() - before < 1
