"""Moments: days and minutes in one form, which compare as times do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from handbook.records import moments

MOMENT: TypeAdapter[str] = TypeAdapter(moments.Moment)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-30", "2026-11-30"),
        ("2026-11-30 14:05", "2026-11-30T14:05Z"),
        ("2026-11-30T14:05", "2026-11-30T14:05Z"),
        ("2026-11-30 14:05 UTC", "2026-11-30T14:05Z"),
        ("2026-11-30T14:05Z", "2026-11-30T14:05Z"),
    ],
)
def test_a_moment_has_one_form(text: str, moment: str) -> None:
    assert MOMENT.validate_python(text) == moment


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "2026-11-30T24:05Z", "2026-11-30T14:05+02:00", "soon", "2026-1-1", "٢٠٢٦-11-30"]
)
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        MOMENT.validate_python(text)


def test_the_next_moment_is_today_or_a_minute_that_is_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moments, "now", lambda: datetime(2026, 11, 30, 14, 5, tzinfo=UTC))

    assert moments.later_than(None) == moments.later_than("2026-11-29") == "2026-11-30"
    assert moments.later_than("2026-11-30") == "2026-11-30T14:05Z"
    assert moments.later_than("2026-11-30T14:05Z") == "2026-11-30T14:06Z"
    assert moments.later_than("2026-12-01") == "2026-12-01T00:01Z"


def test_a_day_is_ahead_from_the_day_after_tomorrow_on() -> None:
    today = datetime.now(UTC).date()

    assert [moments.is_ahead(today + timedelta(days=days)) for days in (0, 1, 2)] == [False, False, True]
