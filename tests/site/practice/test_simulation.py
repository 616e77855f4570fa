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


@pytest.mark.parametrize(("stability", "least"), [*zip(FORGETTING.values(), (0.74, 0.67, 0.8), strict=True)])
def test_week_with_a_plan_reaches_everything_and_more_is_recalled(
    blank: Callable[..., Page], stability: float, least: float
) -> None:
    page = blank("progress/schedule.js", "practice/plan.js")

    plan = simulate(page, "plan", 7, 20, stability=stability, runs=2)
    without = simulate(page, "without a date", 7, 20, stability=stability, runs=2)

    assert plan.seen == 117
    assert plan.recall >= least
    assert plan.recall > without.recall + 0.2
