"""Puts libyaml's words for a syntax error into what was found, where, and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

QUOTE = "put the text between quotation marks, or write it after `|`"
KEY = re.compile(r"\s*(?:- +)?(?P<key>[\w-]+)$")
GLUED = re.compile(r"\s*(?:- +)?(?P<key>[\w-]+):(?P<value>[^\s:/].*)")


class SourceError(Exception):
    """A file that cannot be read as data, with the place (counted from 0), what was found and what to do."""

    def __init__(self, line: int, column: int, found: str, remedy: str) -> None:
        super().__init__(found)
        self.line, self.column, self.found, self.remedy = line, column, found, remedy


def start_of(event: yaml.Event) -> yaml.Mark:
    """Returns where an event begins; libyaml's events have their marks always, which the types do not know."""
    return event.start_mark  # type: ignore[return-value]


def end_of(event: yaml.Event) -> yaml.Mark:
    """Returns where an event ends."""
    return event.end_mark  # type: ignore[return-value]


def end_of_text(text: str) -> tuple[int, int]:
    """Returns line and column, from 0, of the end of a text's last line that is not empty."""
    lines = text.rstrip().split("\n")
    return len(lines) - 1, len(lines[-1])


@dataclass(frozen=True, slots=True)
class _Slip:
    """A syntax error in its surroundings."""

    text: str
    problem: yaml.Mark
    """Where libyaml could not go on."""
    context: yaml.Mark
    """Where that began, as far as libyaml tells."""
    before: yaml.Event | None
    """The last thing that libyaml understood."""

    def line(self, number: int) -> str:
        return self.text.split("\n")[number]


def explain(error: yaml.MarkedYAMLError, text: str, before: yaml.Event | None) -> SourceError:
    """Returns what a contributor needs to hear about a syntax error in a text."""
    problem = cast("yaml.Mark", error.problem_mark)  # which libyaml always tells
    said = f"{error.problem}, {error.context}"
    slip = _Slip(text, problem, error.context_mark or problem, before)
    if closed := _after_closing(slip, comma="expected ','" in said):
        return closed
    for part, told in SLIPS:
        if part in said:
            return told(slip)
    return _at(problem, f"text that is not YAML ({said})", QUOTE)


def _at(mark: yaml.Mark, found: str, remedy: str) -> SourceError:
    return SourceError(mark.line, mark.column, found, remedy)


def _after_closing(slip: _Slip, *, comma: bool) -> SourceError | None:
    """Tells of a text that goes on behind its closing quotation mark or bracket."""
    last = slip.before
    if last is None or slip.text[end_of(last).index : slip.problem.index].strip(" "):
        return None
    if isinstance(last, yaml.ScalarEvent) and last.style in ("'", '"'):
        if start_of(last).line == slip.problem.line:
            remedy = "put a comma before it, or quote the whole text" if comma else "quote the whole text, or write it after `|`"
            return _at(slip.problem, "text after a closing quotation mark", remedy)
        found = f"a quotation mark that closes only on line {slip.problem.line + 1}, where more text follows"
        return _at(start_of(last), found, "close it where its text ends")
    if isinstance(last, yaml.CollectionEndEvent) and end_of(last).index > start_of(last).index:
        return _at(slip.problem, "text after a closing bracket", "delete it, or quote the whole text")
    return None


def _colon(slip: _Slip) -> SourceError:
    """Tells of a colon where none may stand: in a text, or after a key that was taken for a text."""
    line = slip.line(slip.problem.line)
    key = KEY.match(line[: slip.problem.column])
    start = start_of(slip.before) if slip.before else slip.problem
    if not key or start.line == slip.problem.line:
        return _at(slip.problem, "a colon inside a text that is not quoted", QUOTE)
    lead = slip.line(start.line)[: start.column].strip()
    if not lead or (lead == "-" and GLUED.match(slip.line(start.line))):
        return _not_a_pair(slip, start)
    found = f"the key `{key['key']}` further to the right than the keys above it"
    return SourceError(slip.problem.line, key.start("key"), found, "align it with them, or quote the text that it belongs to")


def _not_a_pair(slip: _Slip, start: yaml.Mark) -> SourceError:
    glued = GLUED.match(slip.line(start.line))
    if glued:
        key, value = glued["key"], glued["value"]
        return _at(start, f"no space after the colon of `{key}`", f"write `{key}: {value if len(value) < 40 else '…'}`")
    remedy = "write `key: value`, or indent the line if it belongs to the text above"
    return _at(start, "a line that is neither `key: value` nor part of a text", remedy)


def _first_character(slip: _Slip) -> SourceError:
    character = slip.text[slip.context.index]
    if character == "\t":
        return _at(slip.context, "a tab", "indent with spaces")
    return _at(slip.context, f"a text that starts with {character} without quotation marks", QUOTE)


def _escape(slip: _Slip) -> SourceError:
    at = slip.text.rfind("\\", 0, slip.problem.index + 1)
    column = slip.problem.column - (slip.problem.index - at)
    remedy = "use single quotes, or write the text after `|`"
    return SourceError(slip.problem.line, column, "a backslash in double quotes that YAML does not know", remedy)


def _here(found: str, remedy: str) -> Callable[[_Slip], SourceError]:
    return lambda slip: _at(slip.problem, found, remedy)


def _there(found: str, remedy: str) -> Callable[[_Slip], SourceError]:
    return lambda slip: _at(slip.context, found, remedy)


# A part of what libyaml says, and who tells it better; the first that fits.
SLIPS: tuple[tuple[str, Callable[[_Slip], SourceError]], ...] = (
    ("found a tab character", _here("a tab", "indent with spaces")),
    ("mapping values are not allowed", _colon),
    ("found unexpected ':'", _here("a colon inside a text that is not quoted", QUOTE)),
    ("could not find expected ':'", lambda slip: _not_a_pair(slip, slip.context)),
    (
        "did not find expected key",
        _here("a line that does not fit the keys above it", "fix its indentation, or quote the text above"),
    ),
    ("did not find expected '-'", _here("a line that does not fit the list above it", "fix its indentation")),
    (
        "did not find expected <document",
        _here("a line that does not belong to the keys above it", "start all keys of the file in the same column"),
    ),
    (
        "did not find expected ','",
        _there("a bracket that is not closed, or a comma missing inside", "add it, or quote the text that the bracket starts"),
    ),
    ("did not find expected node", _here("a comma or bracket where a word should stand", "delete it, or quote the text")),
    ("scanning a quoted scalar", _there("a quotation mark that is never closed", "close it, or write the text after `|`")),
    ("parsing a quoted scalar", _escape),
    ("directive", _there("a `%` at the start of a line", "indent the line under its key, or delete it")),
    ("YAML document", _there("a `%YAML` line", "delete it")),
    (
        "block sequence entries",
        _here("a `-` where a list cannot start", "start the list on a line of its own, or quote the text"),
    ),
    ("scanning a block scalar", _here("text on the line of `|` or `>`", "write it on the lines below, indented")),
    ("scanning an a", _first_character),
    ("ing a tag", _first_character),
    ("undefined tag handle", _first_character),
    ("cannot start any token", _first_character),
    ("mapping keys are not allowed", _first_character),
)
