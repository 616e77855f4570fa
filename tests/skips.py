"""Lets no test be skipped in CI, where everything that a test needs is installed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

NOT_IN_CI = ("PyTorch is not installed",)
"""What may be skipped in CI: PyTorch is large, and has a job of its own."""
Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Lets a test fail that is skipped, or that fails as it is expected to."""
    return _strict((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Lets a file of tests fail that is skipped as a whole."""
    return _strict((yield))


def _strict(report: Report) -> Report:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
    if os.environ.get("CI") and report.skipped and not reason.endswith(NOT_IN_CI):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure in CI: {reason}"
    return report
