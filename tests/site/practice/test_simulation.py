"""The plan is worth its days: tried on readers who forget as FSRS has it, and faster, and slower."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("fsrs", reason="the model of memory is not installed")

from tests.bench.practice import FORGETTING, simulate

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.xdist_group("practice")


AS_FSRS, FAST, SLOW = FORGETTING.values()


@pytest.mark.parametrize(
    ("days", "stability", "least"), [(7, AS_FSRS, 0.75), (7, FAST, 0.68), (7, SLOW, 0.81), (14, AS_FSRS, 0.86)]
)
def test_plan_reaches_everything_and_more_is_recalled(
    blank: Callable[..., Page], days: int, stability: float, least: float
) -> None:
    page = blank("progress/schedule.js", "practice/planning/plan.js")

    plan = simulate(page, "plan", days, 20, stability=stability, runs=2)
    without = simulate(page, "without a date", days, 20, stability=stability, runs=2)

    assert plan.seen == 117
    assert plan.recall >= least
    assert plan.recall > without.recall + 0.15
