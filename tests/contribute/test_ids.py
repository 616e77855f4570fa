from __future__ import annotations

import re

import pytest

from handbook.contribute.ids import free, mint, slug
from handbook.records.forms import SLUG


@pytest.mark.parametrize(
    ("question", "id_"),
    [
        ("What is backpropagation, and why is it crucial?", "backpropagation-crucial"),
        ("What's the output?", "output"),
        ("What is the difference between C++ and C#?", "cpp-csharp"),
        ("L1 vs. L2 regularization", "l1-l2-regularization"),
        ("Who are you?", "who-are-you"),
        (r"How do you derive $\frac{a}{b}$ from `E = \frac{m}{c}`?", "how-derive"),
        (r"Why $\sigma$?", "why-sigma"),
        ("Is $5 worth more than $4?", "5-worth-more-4"),
        ("Что такое замыкание?", "chto-takoe-zamykanie"),
        ("???", "question"),
        ("", "question"),
    ],
)
def test_an_id_says_what_a_question_is_about(question: str, id_: str) -> None:
    assert mint(question, ()) == id_


@pytest.mark.parametrize("question", ["x" * 300, "word " * 60, 'What is `code: "x"` # y?', "é à ü", "👶 emoji", "--a--"])
def test_an_id_is_well_formed_and_short(question: str) -> None:
    id_ = mint(question, ())
    assert re.fullmatch(SLUG, id_)
    assert len(id_) <= 40


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert mint("What is dropout?", {"dropout", "dropout-2"}) == "dropout-3"
    assert free("dropout", {"other"}) == "dropout"


def test_a_slug_keeps_small_words() -> None:
    assert slug("Training and the Rest") == "training-and-the-rest"
