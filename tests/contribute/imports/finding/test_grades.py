"""Marks of levels are read in the many ways in which lists write them, and words that only look like marks stay."""

from __future__ import annotations

import pytest

from handbook.contribute.imports.finding.grades import Graded, Scale, graded, of_heading, of_line

LEVELS = ["junior", "mid", "senior"]


@pytest.mark.parametrize(
    ("text", "bare", "mark"),
    [
        ("What is SQL? 👶", "What is SQL?", "👶"),
        ("What is SQL? \u200d⭐\ufe0f", "What is SQL?", "⭐"),
        ("⭐⭐ Why?", "Why?", "⭐⭐"),
        ("[M] what is a join?", "What is a join?", "M"),
        ("What is a join? (Easy)", "What is a join?", "easy"),
        ("What is a join? [Level: hard]", "What is a join?", "hard"),
        ("What is a join? `Easy`", "What is a join?", "easy"),
        ("What is a join? - Hard", "What is a join?", "hard"),
        ("Senior: what is a join?", "What is a join?", "senior"),
        ("Was ist das? | Medium", "Was ist das?", "medium"),
    ],
)
def test_a_mark_is_taken_off_a_question(text: str, bare: str, mark: str) -> None:
    assert graded(text) == Graded(bare, mark)


@pytest.mark.parametrize(
    "text",
    [
        "What is (E)?",
        "Explain `basic`",
        "It is hard.",
        "What is a basic?",
        "Easy does it: what?",
        "What is a pond? (ice)",
        "Easy",
        "🚀",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert graded(text) == Graded(text)


@pytest.mark.parametrize(
    ("heading", "mark"),
    [
        ("Easy", "easy"),
        ("👶 Easy", "easy"),
        ("Senior questions (12)", "senior"),
        ("Questions for juniors", "juniors"),
        ("⭐⭐", "⭐⭐"),
        ("Advanced SQL", ""),
        ("Junior Java developer questions", ""),
    ],
)
def test_a_heading_may_say_nothing_but_a_level(heading: str, mark: str) -> None:
    assert of_heading(heading) == mark


def test_a_line_may_say_nothing_but_a_level() -> None:
    assert [of_line(text) for text in ("Level: hard", "Difficulty: ⭐⭐", "Level up now")] == ["hard", "⭐⭐", ""]


@pytest.mark.parametrize(
    ("marks", "levels"),
    [
        (["⭐", "⭐⭐", "⭐⭐⭐"], ["junior", "mid", "senior"]),
        (["👶", "⭐", "🚀"], ["junior", "mid", "senior"]),
        (["E", "H"], ["junior", "senior"]),
        (["⭐"], [None]),
        (["M"], [None]),
        (["easy"], ["junior"]),
        (["senior"], ["senior"]),
        (["kind"], [None]),
    ],
)
def test_marks_that_can_mean_anything_count_only_in_company(marks: list[str], levels: list[str | None]) -> None:
    scale = Scale(marks, LEVELS)
    assert [scale.level(mark) for mark in marks] == levels


def test_a_handbook_may_have_other_levels() -> None:
    scale = Scale(["hard", "l4"], ["l3", "l4"])
    assert [scale.level(mark) for mark in ("easy", "hard", "l4")] == ["l3", "l4", "l4"]
