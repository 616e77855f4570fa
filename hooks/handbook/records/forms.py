"""The forms of single values in `data/`: lines, ids, addresses, days, lists without doubles."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from handbook.records.addresses import leads_somewhere

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
SHORT_WORDS = 150
CITED = re.compile(r"\[\]\(ref:[^)]*\)")
"""A citation without words, which nobody says."""


def each_once(items: tuple[str, ...]) -> tuple[str, ...]:
    """Returns items none of which stands twice."""
    if len(set(items)) == len(items):
        return items
    first = {item: at for at, item in reversed([*enumerate(items)])}
    again = [(at, item) for at, item in enumerate(items) if first[item] != at]
    raise PydanticCustomError("repeated", "{again} a second time", {"again": again})


def sized(least: int, most: int) -> tuple[Any, ...]:
    """Limits a list; after its items were checked, since pydantic takes wrong items for missing ones."""

    def check(items: tuple[str, ...]) -> tuple[str, ...]:
        if len(items) < least:
            raise PydanticCustomError("too_short", "at least {least}", {"least": least})
        if len(items) > most:
            raise PydanticCustomError("too_long", "at most {max_length}", {"max_length": most})
        return items

    return AfterValidator(check), Field(json_schema_extra={"minItems": least, "maxItems": most})


def sayable(text: str) -> str:
    """Returns a text that can be said in a minute."""
    words = len(CITED.sub("", text).split())
    if words > SHORT_WORDS:
        raise PydanticCustomError("too_many_words", "{words} words", {"words": words, "limit": SHORT_WORDS})
    return text


def _iso(text: object) -> object:
    if isinstance(text, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        raise PydanticCustomError("date_parsing", "{text}", {"text": text})
    return text


def _yes_or_no(text: object) -> object:
    if isinstance(text, str) and text not in ("true", "false"):
        raise PydanticCustomError("yes_or_no", "{text}", {"text": text})
    return text


def _whole(number: object) -> object:
    if isinstance(number, str) and not re.fullmatch(r"\d{1,6}", number):
        raise PydanticCustomError("int_parsing", "{number}", {"number": number})
    return number


def _address(text: str) -> str:
    if not leads_somewhere(text):
        raise PydanticCustomError("no_address", "{text}", {"text": text})
    return text


Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^\s*\S[^\n]*\s*$")]
Markdown = Annotated[str, StringConstraints(max_length=40_000, pattern=r"\S")]
Slug = Annotated[str, StringConstraints(pattern=SLUG, max_length=80)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", max_length=500), AfterValidator(_address)]
Day = Annotated[date, BeforeValidator(_iso)]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Whole = Annotated[int, BeforeValidator(_whole)]
UNIQUE: tuple[Any, ...] = (AfterValidator(each_once), Field(json_schema_extra={"uniqueItems": True}))
Lines = Annotated[tuple[Line, ...], *UNIQUE]
Slugs = Annotated[tuple[Slug, ...], *UNIQUE]
