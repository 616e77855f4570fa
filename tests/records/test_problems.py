"""How a problem is worded and sorted."""

from __future__ import annotations

import pytest

from handbook.records.problems import Problem, ProblemsError, nearest, one_slip, shown, well_formed


def test_a_problem_is_one_line() -> None:
    problem = Problem("data/a/b.yml", 3, 14, "the key `a\nb`", "delete it")

    assert str(problem) == "data/a/b.yml:3:14: error: the key `a\\nb`; delete it"


def test_problems_are_sorted_by_file_line_and_column_as_numbers() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 10), ("a", 9, 9), ("a", 9, 9)]

    error = ProblemsError(Problem(*place, "found", "remedy") for place in places)

    assert [(problem.path, problem.line, problem.column) for problem in error.problems] == [
        ("a", 9, 9),
        ("a", 9, 10),
        ("a", 10, 1),
        ("b", 1, 1),
    ]


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("overfiting", "did you mean `overfitting`?"),
        ("OVERFITTING", "did you mean `overfitting`?"),
        ("sgd", "did you mean `SGD`?"),
        ("zzz", "delete it"),
        ("", "delete it"),
    ],
)
def test_the_nearest_known_name_is_suggested(name: str, suggested: str) -> None:
    assert nearest(name, ["dropout", "overfitting", "SGD"], "delete it") == suggested


@pytest.mark.parametrize(
    ("name", "example"),
    [("Deep Learning", "deep-learning"), ("q:a_b", "a-b"), ("-a--b-", "a-b"), ("日本", "like-this")],
)
def test_an_id_is_shown_as_it_should_be(name: str, example: str) -> None:
    assert well_formed(name) == f"use lower-case letters, digits and single hyphens: {example}"


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("layer", "layre", True),
        ("layer", "layers", True),
        ("layer", "laxer", True),
        ("layer", "ayer", False),
        ("trees", "treess", True),
        ("layer", "layer", False),
        ("node", "nose", False),
        ("node", "nodes", False),
        ("layer", "player", True),
        ("layer", "laxers", False),
        ("layer", "palyer", False),
        ("layer", "yaler", False),
    ],
)
def test_words_of_five_letters_are_one_slip_apart_by_a_letter_changed_left_out_or_swapped(
    one: str, other: str, *, slip: bool
) -> None:
    assert one_slip(one, other) == one_slip(other, one) == slip


def test_a_long_piece_of_data_is_cut() -> None:
    assert shown("x" * 60) == f"`{'x' * 60}`"
    assert shown("x" * 61) == f"`{'x' * 57}…`"
