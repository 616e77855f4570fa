"""The frames of a figure: which of them is shown first, and which paper has."""

from __future__ import annotations

import pytest

from handbook.records.figures import Figure, Frame


def series(shown: int, count: int) -> Figure:
    frames = tuple(Frame(value=f"{at}", file=f"{at}.svg", alt="A.") for at in range(count))
    return Figure(file=f"{shown}.svg", alt="A.", parameter="Width", frames=frames)


@pytest.mark.parametrize(
    ("shown", "count", "printed"),
    [(0, 3, (0, 1, 2)), (2, 3, (0, 1, 2)), (1, 5, (0, 1, 4)), (3, 5, (0, 3, 4)), (0, 7, (0, 3, 6)), (6, 7, (0, 3, 6))],
)
def test_paper_has_the_first_the_last_and_the_one_that_is_shown(shown: int, count: int, printed: tuple[int, ...]) -> None:
    figure = series(shown, count)

    assert figure.shown == shown
    assert figure.printed == printed
    assert figure.on_paper == tuple(f"{at}.svg" for at in printed)


def test_files_are_named_once() -> None:
    assert series(1, 3).files == ("1.svg", "0.svg", "2.svg")
    assert Figure(file="a.svg", alt="A.").files == Figure(file="a.svg", alt="A.").on_paper == ("a.svg",)
