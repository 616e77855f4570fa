"""Which questions are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.guide.errors import GuideError
from handbook.guide.selection import Selection
from handbook.reading.loading import load
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook


@pytest.fixture
def handbook(small: Path) -> Handbook:
    write_question(small, "regularization/one", tags=["first", "other"], level="junior")
    write_question(small, "regularization/two", tags=["second"], level="senior")
    write_question(small, "optimization/three", tags=["third"], level="senior")
    return load(small)


def chosen(handbook: Handbook, **kinds: tuple[str, ...]) -> set[str]:
    return {question.id for question in Selection(**kinds).choose(handbook)}


def test_options_of_one_kind_add_up(handbook: Handbook) -> None:
    assert chosen(handbook, tags=("first", "second")) == {"one", "two"}
    assert chosen(handbook, ids=("one", "three")) == {"one", "three"}
    assert {"one", "two", "three"} <= chosen(handbook, topics=("regularization", "optimization"))


def test_options_of_several_kinds_must_all_fit(handbook: Handbook) -> None:
    assert chosen(handbook, topics=("regularization",), ids=("one", "three")) == {"one"}
    assert chosen(handbook, topics=("regularization",), levels=("senior",), tags=("second", "third")) == {"two"}


def test_nothing_chosen_is_said_in_words(handbook: Handbook) -> None:
    wanted = Selection(topics=("optimization",), tags=("first", "second"))

    assert str(wanted) == "topic optimization and tag first or second"
    with pytest.raises(GuideError, match="no question has topic optimization and tag first or second"):
        wanted.choose(handbook)


def test_an_empty_choice_is_all(handbook: Handbook) -> None:
    assert not Selection()
    assert chosen(handbook) == set(handbook.questions)
