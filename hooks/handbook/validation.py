"""Puts what the model says of a file into problems with a place and a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from handbook.model import LEVELS
from handbook.problems import Problem, nearest, shown, well_formed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pydantic_core import ErrorDetails

    from handbook.source import Key, Source
    from handbook.syntax import SourceError

KINDS = {"str": "a text", "list": "a list", "dict": "a mapping of keys to values"}
DAY = "write a day as year-month-day: 2026-11-22"


def syntax_problem(path: str, error: SourceError) -> Problem:
    """Returns the problem of a file that is not strict YAML."""
    return problem_at(path, (error.line, error.column), error.found, error.remedy)


def unreadable(path: str, error: OSError) -> Problem:
    """Returns the problem of a file that cannot be opened."""
    return Problem(path, 1, 1, f"a file that cannot be read ({error.strerror})", "mend its permissions or delete it")


def problem_at(path: str, place: tuple[int, int], found: str, remedy: str) -> Problem:
    """Returns a problem at a line and column that are counted from 0."""
    return Problem(path, place[0] + 1, place[1] + 1, found, remedy)


def validate(path: str, source: Source, rules: TypeAdapter[Any]) -> tuple[Any, list[Problem]]:
    """Returns the record that a file holds, or None and every problem that the rules see in it."""
    try:
        return rules.validate_python(source.root.plain()), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [problem for detail in details for problem in _problems(path, source, rules, detail)]


def _problems(path: str, source: Source, rules: TypeAdapter[Any], detail: ErrorDetails) -> Iterator[Problem]:
    loc = tuple(key for key in detail["loc"] if key != "[key]")
    if detail["type"] == "repeated":
        for at, item in detail["ctx"]["again"]:
            yield problem_at(path, source.place((*loc, at)), f"{shown(item)} a second time in this list", "delete one")
    else:
        is_key = detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]
        yield problem_at(path, source.place(loc, key=is_key), *_words(rules, loc, detail))


def _words(rules: TypeAdapter[Any], loc: tuple[Key, ...], detail: ErrorDetails) -> tuple[str, str]:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = f"the key {shown(str(loc[-1]))}" if "[key]" in detail["loc"] else _name(loc)
    if kind == "extra_forbidden":
        return f"the unknown key {shown(str(loc[-1]))}", _known_keys(rules, loc)
    if kind == "missing":
        return f"no `{loc[-1]}`{f' in {_name(loc[:-1])}' if loc[:-1] else ''}", f"add the key `{loc[-1]}`"
    if isinstance(value, str) and not value.strip():
        return f"{name} is empty", _to_fill(rules, loc)
    if kind in EXPECTED:
        expected, remedy = EXPECTED[kind]
        return f"{_kind(value)} as {name}, where {expected} belongs", remedy(_key(loc), value, _model_at(rules, loc))
    if kind in SAID:
        found, remedy_of = SAID[kind]
        shown_value = {"shown": _shown(value), "size": f"{len(str(value)):,}"}
        return f"{name} {found.format(**context, **shown_value)}", remedy_of.format(**context)
    return _pattern(name, value, context) if kind == "string_pattern_mismatch" else (f"{name} is {_shown(value)}", detail["msg"])
