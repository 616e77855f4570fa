"""The vectors of words: what they are trained on, that they are kept, and that two trainings give the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.reading.loading import load
from handbook.search import training, vectors
from handbook.search.tasks import task_of
from handbook.site.searching import VECTORS, vectors_of
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

ASKED = {
    "regularization/dropout": ["Why are units switched off?", "Which neurons are silenced?", "Does a thinned network help?"],
    "regularization/overfitting": ["Why is it learnt by heart?", "What is memorizing noise?", "Good on old data, bad on new?"],
    "optimization/gradient-descent": ["How do weights move?", "What is a downhill step?", "Which way does the slope point?"],
}  # fmt: skip


@pytest.fixture
def asked(small: Path) -> Path:
    """A handbook with wordings enough to learn from."""
    for path, wordings in ASKED.items():
        write_question(small, path, asked_as=wordings)
    return small


def test_two_trainings_give_the_same_bytes(asked: Path) -> None:
    handbook = load(asked)
    lesson = vectors.lesson(handbook)

    one, other = (vectors.trained(handbook, lesson, "name").kept() for _ in range(2))

    assert one == other


def test_wordings_of_a_question_point_in_one_direction(asked: Path) -> None:
    task = task_of(vectors.lesson(load(asked)))
    words = training.train(task)
    centres = training.centres(task, words)

    likeness = training.Batch(words, [question[0][1] for question in task["questions"]]).vectors @ centres.T

    assert [*likeness.argmax(1)] == [0, 1, 2]


def test_four_bits_are_near_what_they_stand_for(asked: Path) -> None:
    words = training.train(task_of(vectors.lesson(load(asked))))

    near = training.unpacked(*training.packed(words))

    assert abs(near - words).max() < abs(words).max() / 7


def test_vectors_are_kept_until_a_wording_changes_and_serving_trains_none(asked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "FEWEST", 9)
    assert vectors_of(load(asked), train=False) is None
    first = vectors_of(load(asked), train=True)
    assert first
    file = load(asked).texts.folder / VECTORS
    before = file.stat().st_mtime_ns

    write_question(asked, "regularization/dropout", level="senior")
    assert vectors_of(load(asked), train=True) == first
    assert file.stat().st_mtime_ns == before

    write_question(asked, "regularization/dropout", asked_as=["What is new?", *ASKED["regularization/dropout"]])
    assert vectors_of(load(asked), train=False) == first
    assert vectors_of(load(asked), train=True) != first


def test_handbook_with_few_wordings_has_no_vectors(asked: Path) -> None:
    assert vectors_of(load(asked), train=True) is None
