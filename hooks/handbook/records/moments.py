"""Days, and minutes in UTC, as the data writes them: `2026-11-30`, or `2026-11-30T14:05Z`."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

PATTERN = r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d ?(Z|UTC)?)?$"
MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d) ?(?:Z|UTC)?)?")
MARGIN = timedelta(days=1)
"""How far ahead of today a day may be: where it is written, tomorrow may have come already."""


def _moment(text: str) -> str:
    """Returns a moment in its one form; two of them compare as their times do."""
    match = MOMENT.fullmatch(text.strip())
    if not match:
        raise PydanticCustomError("moment_form", "{text}", {"text": text})
    day, minute = match.groups()
    moment = f"{day}T{minute}Z" if minute else day
    try:
        time_of(moment)
    except ValueError:
        raise PydanticCustomError("moment_unknown", "{text}", {"text": text}) from None
    return moment


Moment = Annotated[str, AfterValidator(_moment), Field(pattern=None, json_schema_extra={"pattern": PATTERN})]
"""A day, or a day and a minute in UTC."""


def time_of(moment: str | date) -> datetime:
    """Returns the time of a moment; a day begins at midnight."""
    text = str(moment)
    return datetime.fromisoformat(text if "T" in text else f"{text}T00:00Z")


def day_of(moment: str | date) -> str:
    """Returns the day of a moment."""
    return str(moment)[:10]


def now() -> datetime:
    """Returns the time in UTC."""
    return datetime.now(UTC)


def today() -> str:
    """Returns the day in UTC, as the data writes it."""
    return now().date().isoformat()


def is_ahead(moment: str | date) -> bool:
    """Tells whether a day lies further ahead than the world's time zones explain."""
    return date.fromisoformat(day_of(moment)) > now().date() + MARGIN


def later_than(moment: str | None) -> str:
    """Returns today, or this minute where that is not later than a moment, or the minute after it."""
    if moment is None or today() > day_of(moment):
        return today()
    minute = max(now(), time_of(moment) + timedelta(minutes=1))
    return minute.strftime("%Y-%m-%dT%H:%MZ")
