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


@pytest.mark.parametrize("kind", ["topics", "levels", "tags", "ids"])
def test_a_choice_of_any_kind_is_one(kind: str) -> None:
    assert Selection(**{kind: ("any",)})


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"topics": ("cooking",)}, "no topic `cooking`; choose from optimization, regularization"),
        ({"levels": ("expert",)}, "no level `expert`; choose from junior, mid, senior"),
        ({"tags": ("zzz",)}, "no tag `zzz`; choose from a, b, c, d, e, f, g, h …"),
        ({"tags": ("one", "ee")}, "no tag `one`; choose from a, b, c, d, e, f, g, h …"),
        ({"ids": ("first",)}, "no question `first`; choose from dropout, gradient-descent, one, overfitting, three, two"),
    ],
)
def test_unknown_name_is_told_with_those_that_there_are(small: Path, wanted: dict[str, tuple[str, ...]], said: str) -> None:
    for id_ in ("one", "two", "three"):
        write_question(small, f"optimization/{id_}")
    for file, tags in zip(sorted((small / "data").glob("*/[!_]*.yml")), ("ab", "cd", "ef", "gh", "i", "i"), strict=True):
        write_question(small, f"{file.parent.name}/{file.stem}", tags=[*tags])

    with pytest.raises(GuideError) as error:
        Selection(**wanted).choose(load(small))

    assert str(error.value) == said


def test_an_empty_choice_is_all(handbook: Handbook) -> None:
    assert not Selection()
    assert chosen(handbook) == set(handbook.questions)
