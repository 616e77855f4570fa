"""Puts what the model says of a file into problems with a place and a remedy."""

from __future__ import annotations

from errno import EFBIG, EINVAL, ELOOP
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from handbook.reading.pasted import pasted
from handbook.records.problems import Problem, nearest, shown, well_formed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from pydantic_core import ErrorDetails

    from handbook.reading.yaml.source import Source
    from handbook.reading.yaml.syntax import SourceError
    from handbook.records.problems import Key

KINDS = {"str": "a text", "list": "a list", "dict": "a mapping of keys to values"}
DAY = "write a day as year-month-day: 2026-11-22"
MOMENT = "write a day, or a day and a minute in UTC: 2026-11-22, 2026-11-22T14:05Z"


def syntax_problem(path: str, error: SourceError) -> Problem:
    """Returns the problem of a file that is not strict YAML."""
    return problem_at(path, (error.line, error.column), error.found, error.remedy)


def unreadable(path: str, error: OSError, what: str = "file") -> Problem:
    """Returns the problem of a file or folder that cannot be opened, or is not to be."""
    remedies = {EFBIG: "keep it within that", ELOOP: "delete it", EINVAL: f"put the {what} itself there"}
    remedy = remedies.get(error.errno or 0, "fix its permissions or delete it")
    return Problem(path, 1, 1, f"a {what} that cannot be read ({error.strerror})", remedy)


def problem_at(path: str, place: tuple[int, int], found: str, remedy: str) -> Problem:
    """Returns a problem at a line and column that are counted from 0."""
    return Problem(path, place[0] + 1, place[1] + 1, found, remedy)


def validate(path: str, source: Source, rules: TypeAdapter[Any]) -> tuple[Any, list[Problem]]:
    """Returns the record that a file holds, or None and every problem that the rules see in it."""
    slips = pasted(path, source)
    try:
        return rules.validate_python(source.root.plain()), slips
    except ValidationError as error:
        details = error.errors()
        return None, [*slips, *(problem for detail in details for problem in _problems(path, source, rules, detail))]


def salvage(source: Source, rules: TypeAdapter[Any], stand_ins: Mapping[str, object]) -> Any:
    """Returns the record of the fields that are right; the stand-ins take the place of what it cannot be without."""
    plain = source.root.plain()
    fields = plain if isinstance(plain, dict) else {}
    try:
        return rules.validate_python(fields)
    except ValidationError as error:
        wrong = {detail["loc"][0] for detail in error.errors(include_url=False) if detail["loc"]}
        return rules.validate_python({**stand_ins, **{key: value for key, value in fields.items() if key not in wrong}})


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
        return SAID[kind](name, value, context)
    return f"{name} is {_shown(value)}", detail["msg"]


def _known_keys(rules: TypeAdapter[Any], loc: tuple[Key, ...]) -> str:
    model = _model_at(rules, loc[:-1])
    keys = list(model.model_fields) if model else []
    return nearest(str(loc[-1]), keys, f"delete it (known keys: {', '.join(keys)})")


def _to_fill(rules: TypeAdapter[Any], loc: tuple[Key, ...]) -> str:
    """Tells what to do about something empty: only what is not required may go."""
    if isinstance(loc[-1], int):
        return "write it, or delete it"
    model = _model_at(rules, loc[:-1])
    required = model is not None and loc[-1] in _required(model)
    return "write it" if required else "write it, or delete the key"


def _model_at(rules: TypeAdapter[Any], loc: tuple[Key, ...]) -> type[BaseModel] | None:
    """Returns the model that describes the mapping at a path, or each mapping of the list there."""
    model = _model_in(rules._type)
    for key in loc if model is rules._type else loc[1:]:
        if model and isinstance(key, str):
            model = _model_in(model.model_fields[key].annotation) if key in model.model_fields else None
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _required(model: type[BaseModel]) -> list[str]:
    return [key for key, field in model.model_fields.items() if field.is_required()]


def _as_list(key: str, value: Any, item: type[BaseModel] | None) -> str:
    if isinstance(value, str) and value.startswith("-"):
        return "put a space after each hyphen"
    if item:
        return f"write a list, one `- {_required(item)[0]}: …` for each"
    return f"write a list: `{key}: [one, two]`, or one `- …` a line"


def _as_mapping(_: str, __: Any, model: type[BaseModel] | None) -> str:
    keys = _required(model) if model else ["key"]
    return f"write keys with their values: {', '.join(f'`{key}: …`' for key in keys)}"


def _as_text(*_: Any) -> str:
    return "write one text, in quotes or after `|` if it holds a colon or brackets"


EXPECTED: dict[str, tuple[str, Callable[[str, Any, type[BaseModel] | None], str]]] = {
    "string_type": ("a text", _as_text),
    "tuple_type": ("a list", _as_list),
    "model_type": ("a mapping of keys to values", _as_mapping),
}

SAID: dict[str, Callable[[str, Any, dict[str, Any]], tuple[str, str]]] = {
    "string_too_long": lambda name, value, context: (
        f"{name} has {len(value):,} characters",
        f"keep it within {context['max_length']:,}",
    ),
    "string_pattern_mismatch": lambda name, value, context: _pattern(name, value, str(context["pattern"])),
    "too_short": lambda name, value, context: (
        f"{name} has {len(value)} item{'s' * (len(value) > 1)}" if value else f"{name} is an empty list",
        f"name at least {context['least']}" if context["least"] > 1 else "name at least one",
    ),
    "too_long": lambda name, value, context: (f"{name} has {len(value)} items", f"keep it to {context['max_length']}"),
    "too_many_words": lambda name, _, context: (
        f"{name} has {context['words']} words, more than can be said in a minute",
        f"keep it within {context['limit']} and move the rest to `answer`",
    ),
    "no_address": lambda name, value, _: (
        f"{name} is {_shown(value)}, which no browser can follow",
        "write its host and port right",
    ),
    "date_type": lambda name, value, _: (f"{name} is {_shown(value)}", DAY),
    "date_parsing": lambda name, value, _: (f"{name} is {_shown(value)}", DAY),
    "date_from_datetime_parsing": lambda name, value, _: (f"{name} is {_shown(value)}, which is no day of the calendar", DAY),
    "moment_form": lambda name, value, _: (f"{name} is {_shown(value)}", MOMENT),
    "moment_unknown": lambda name, value, _: (f"{name} is {_shown(value)}, which is no time of the calendar", MOMENT),
    "yes_or_no": lambda name, value, _: (f"{name} is {_shown(value)}", "write `true` or `false`"),
    "int_parsing": lambda name, value, _: (f"{name} is {_shown(value)}", "write a whole number, in digits only"),
    "int_type": lambda name, value, _: (f"{name} is {_shown(value)}", "write a whole number, in digits only"),
    "greater_than_equal": lambda name, value, context: (f"{name} is {_shown(value)}", f"write at least {context['ge']}"),
    "less_than_equal": lambda name, value, context: (f"{name} is {_shown(value)}", f"write at most {context['le']}"),
}


def _pattern(name: str, value: str, pattern: str) -> tuple[str, str]:
    if "\n" in value:
        return f"{name} has more than one line", "write it on one line"
    if "http" in pattern:
        return f"{name} is {_shown(value)}", "write an address that starts with https://"
    if "svg" in pattern:
        return f"{name} is {_shown(value)}", "name an svg, png, webp or jpg file of the topic's folder"
    return (name if name.startswith("the key") else f"{name} is {_shown(value)}"), well_formed(value)


def _name(loc: tuple[Key, ...]) -> str:
    """Names a place as a reader of the file would: `follow_ups` no. 2, `see`."""
    words: list[str] = []
    for key in loc:
        if isinstance(key, int) and words:
            words[-1] += f" no. {key + 1}"
        else:
            words.append(shown(str(key)))
    return ", ".join(words) or "the file"


def _key(loc: tuple[Key, ...]) -> str:
    return next((key for key in reversed(loc) if isinstance(key, str)), "key")


def _kind(value: object) -> str:
    return KINDS.get(type(value).__name__, "nothing")


def _shown(value: object) -> str:
    return _kind(value) if isinstance(value, (list, dict)) else shown(str(value))
