"""What of a text a terminal or a reader might take for something else is shown by its number."""

from __future__ import annotations

import pytest

from handbook.records.characters import visible
from handbook.records.problems import Problem


@pytest.mark.parametrize(
    ("text", "shown"), [("\x1b[31mred", "U+001B[31mred"), ("\u202eevil", "U+202Eevil"), ("naïve 漢 😀\t", "naïve 漢 😀\t")]
)
def test_characters_that_do_not_show_are_told(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_problem_of_a_file_with_any_name_is_one_line_that_shows_all_of_it() -> None:
    problem = Problem("data/\x1b]0;a\x07\n::error::b.yml", 1, 1, "a", "b")

    assert str(problem) == "data/U+001B]0;aU+0007\\n::error::b.yml:1:1: error: a; b"
