"""Puts what the model says of a file into problems with a place and a remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from handbook.problems import Problem, nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails

    from handbook.source import Key, Source, SourceError

KINDS = {"str": "a text", "list": "a list", "dict": "a mapping of keys to values"}


def syntax_problem(path: str, error: SourceError) -> Problem:
    """Returns the problem of a file that is not strict YAML."""
    return Problem(path, error.line + 1, error.column + 1, error.found, error.remedy)


def validate(path: str, source: Source, rules: TypeAdapter[Any]) -> tuple[Any, list[Problem]]:
    """Returns the record that a file holds, or None and every problem that the rules see in it."""
    try:
        return rules.validate_python(source.root.plain()), []
    except ValidationError as error:
        return None, [_problem(path, source, rules, detail) for detail in error.errors(include_url=False)]


def problem_at(path: str, source: Source, loc: tuple[Key, ...], found: str, remedy: str, *, key: bool = False) -> Problem:
    """Returns a problem of the value, or of the key, at a path of keys and indices."""
    line, column = source.place(loc, key=key)
    return Problem(path, line + 1, column + 1, found, remedy)


def _problem(path: str, source: Source, rules: TypeAdapter[Any], detail: ErrorDetails) -> Problem:
    loc = tuple(key for key in detail["loc"] if key != "[key]")
    context = detail.get("ctx", {})
    if detail["type"] == "repeated":
        loc = (*loc, context["at"])
    is_key = detail["type"] == "extra_forbidden" or "[key]" in detail["loc"]
    found, remedy = _words(detail, loc, rules, context)
    return problem_at(path, source, loc, found, remedy, key=is_key)


def _words(detail: ErrorDetails, loc: tuple[Key, ...], rules: TypeAdapter[Any], context: dict[str, Any]) -> tuple[str, str]:
    kind, name, value = detail["type"], _name(loc), detail["input"]
    if kind == "extra_forbidden":
        return f"the unknown key `{loc[-1]}`", _known_keys(rules, loc)
    if kind == "missing":
        return f"no `{loc[-1]}`", f"add the key `{loc[-1]}`"
    if kind in EXPECTED:
        expected, remedy = EXPECTED[kind]
        return f"{_kind(value)} as {name}, where {expected} belongs", remedy.format(key=_key(loc))
    if kind in SAID:
        found, remedy = SAID[kind](name, value, context)
        return found, remedy
    return f"{name} is {_shown(value)}", detail["msg"]


def _known_keys(rules: TypeAdapter[Any], loc: tuple[Key, ...]) -> str:
    model = _model_at(rules, loc[:-1])
    keys = list(model.model_fields) if model else []
    return nearest(str(loc[-1]), keys, f"delete it (known keys: {', '.join(keys)})")


def _model_at(rules: TypeAdapter[Any], loc: tuple[Key, ...]) -> type[BaseModel] | None:
    """Returns the model that describes the mapping at a path."""
    model = _model_in(rules._type)
    for key in loc:
        if model and key in model.model_fields:
            model = _model_in(model.model_fields[str(key)].annotation)
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


EXPECTED = {
    "string_type": ("a text", "write one text; after `{key}: |` it may hold anything"),
    "tuple_type": ("a list", "write a list: `{key}: [one, two]`, or one `- …` a line"),
    "model_type": ("a mapping of keys to values", "write its keys on lines of their own, indented"),
    "dict_type": ("a mapping of keys to values", "write its keys on lines of their own, indented"),
}  # fmt: skip

SAID: dict[str, Callable[[str, Any, dict[str, Any]], tuple[str, str]]] = {
    "literal_error": lambda name, value, _: (
        f"{name} is {_shown(value)}",
        nearest(str(value), ("junior", "mid", "senior"), "write junior, mid or senior"),
    ),
    "string_too_short": lambda name, *_: (f"{name} is empty", "write it, or delete the key"),
    "string_too_long": lambda name, value, context: (
        f"{name} has {len(value):,} characters",
        f"keep it within {context['max_length']:,}",
    ),
    "string_pattern_mismatch": lambda name, value, context: _pattern(name, value, str(context["pattern"])),
    "too_short": lambda name, *_: (f"{name} is an empty list", "name at least one"),
    "too_long": lambda name, value, context: (
        f"{name} lists {len(value)}",
        f"keep it to {context['max_length']}",
    ),
    "repeated": lambda _, __, context: (f"`{context['item']}` a second time in this list", "delete one"),
    "too_many_words": lambda name, _, context: (
        f"{name} has {context['words']} words, more than can be said in a minute",
        "keep it within 150 and move the rest to `answer`",
    ),
    "date_parsing": lambda name, value, _: (f"{name} is {_shown(value)}", "write a day as year-month-day: 2026-11-22"),
    "date_from_datetime_parsing": lambda name, value, _: (
        f"{name} is {_shown(value)}, which is no day of the calendar",
        "write a day as year-month-day: 2026-11-22",
    ),
    "int_parsing": lambda name, value, _: (f"{name} is {_shown(value)}", "write a whole number"),
    "int_type": lambda name, value, _: (f"{name} is {_kind(value)}", "write a whole number"),
    "greater_than_equal": lambda name, value, context: (f"{name} is {_shown(value)}", f"write at least {context['ge']}"),
    "less_than_equal": lambda name, value, context: (f"{name} is {_shown(value)}", f"write at most {context['le']}"),
}  # fmt: skip


def _pattern(name: str, value: str, pattern: str) -> tuple[str, str]:
    if not value.strip():
        return f"{name} is empty", "write it, or delete the key"
    if "\n" in value:
        return f"{name} has more than one line", "write it on one line"
    if "http" in pattern:
        return f"{name} is {_shown(value)}", "write an address that starts with https://"
    if "svg" in pattern:
        return f"{name} is {_shown(value)}", "name an svg, png, webp or jpg file of the topic's folder"
    return f"{name} is {_shown(value)}", "use lower-case letters, digits and single hyphens: like-this"


def _name(loc: tuple[Key, ...]) -> str:
    """Names a place as a reader of the file would: `follow_ups` no. 2, `see`."""
    words: list[str] = []
    for key in loc:
        if isinstance(key, int) and words:
            words[-1] += f" no. {key + 1}"
        else:
            words.append(f"`{key}`")
    return ", ".join(words) or "the file"


def _key(loc: tuple[Key, ...]) -> str:
    return next((key for key in reversed(loc) if isinstance(key, str)), "key")


def _kind(value: object) -> str:
    return KINDS.get(type(value).__name__, "nothing")


def _shown(value: object) -> str:
    text = str(value)
    return f"`{text if len(text) <= 60 else text[:57] + '…'}`"


def unreadable(path: str, error: OSError) -> Problem:
    """Returns the problem of a file that cannot be opened."""
    return Problem(path, 1, 1, f"a file that cannot be read ({error.strerror})", "mend its permissions or delete it")
