from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.contribute.catalogue import Catalogue

if TYPE_CHECKING:
    from pathlib import Path


def test_questions_are_listed_right_or_wrong(small: Path) -> None:
    (small / "data/regularization/half.yml").write_text("question: Half a question?\nasked_as: What\n", "utf-8")
    (small / "data/regularization/broken.yml").write_text("question: [", "utf-8")
    questions = Catalogue(small).questions
    assert {"dropout", "half", "broken"} <= {*questions}
    assert (questions["half"].question, questions["half"].asked_as) == ("Half a question?", ())
    assert questions["broken"].question == ""


def test_former_ids_are_taken_too(small: Path) -> None:
    file = small / "data/regularization/dropout.yml"
    file.write_text(f"{file.read_text('utf-8')}formerly: [random-omission]\n", "utf-8")
    assert {"dropout", "random-omission"} <= Catalogue(small).taken


def test_a_new_topic_comes_after_all_others(small: Path) -> None:
    assert Catalogue(small).next_order() == 3
    (small / "data/regularization/_topic.yml").write_text("title: T\norder: 41\n", "utf-8")
    assert Catalogue(small).next_order() == 42
