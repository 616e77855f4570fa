"""What a command asks for: from its options, or from somebody at the terminal, who is asked again until it fits."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import click

from handbook.commands.shared.refusal import RefusalError
from handbook.records.characters import forbidden
from handbook.records.forms import SLUG
from handbook.records.problems import either, nearest, shown, well_formed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MAX_LINE = 300
MAX_ID = 80


def on_terminal() -> bool:
    """Tells whether there is somebody to ask."""
    return sys.stdin.isatty()


def given(value: str | None, option: str, prompt: str, rule: Callable[[str], str]) -> str:
    """Returns what an option says, or asks for it; without a terminal to ask on, that is wrong use."""
    if value is not None:
        return ruled(rule, value, option)
    if not on_terminal():
        raise RefusalError(f"no {option}; add --{option}")
    return str(click.prompt(prompt, value_proc=asking(rule)))


def optional(value: str | None, prompt: str, default: str, rule: Callable[[str], str], *, yes: bool) -> str:
    """Returns what an option says, or what a person answers, or the default."""
    if value is not None:
        return ruled(rule, value)
    if yes or not on_terminal():
        return default
    return str(click.prompt(prompt, default=default, value_proc=asking(rule)))


def ruled(rule: Callable[[str], str], value: str, option: str = "") -> str:
    """Returns a value that keeps to a rule, or refuses it in one line."""
    try:
        return rule(value)
    except ValueError as error:
        raise RefusalError(f"--{option}: {error}" if option else str(error)) from None


def asking(rule: Callable[[str], str]) -> Callable[[str], str]:
    """Makes a rule one that click asks again about."""

    def kept(value: str) -> str:
        try:
            return rule(value)
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    return kept


def line(text: str) -> str:
    """Returns a text on one line, if it is one that a file can hold."""
    line = " ".join(text.split())
    if found := forbidden(line):
        raise ValueError(f"an invisible or control character, U+{ord(found[0]):04X}; delete it")
    if any("\ud800" <= letter <= "\udfff" for letter in line):
        raise ValueError("bytes that are not UTF-8; type the text again")
    if not line:
        raise ValueError("an empty text; write it")
    if len(line) > MAX_LINE:
        raise ValueError(f"{len(line)} characters; keep it within {MAX_LINE}")
    return line


def slug(name: str) -> str:
    """Returns an id that is well formed."""
    name = name.strip()
    if not re.fullmatch(SLUG, name) or len(name) > MAX_ID:
        raise ValueError(f"{shown(name)}; {well_formed(name[:MAX_ID])}")
    return name


def level(levels: Sequence[str], name: str) -> str:
    """Returns the level that is meant, whatever its case."""
    meant = {known.lower(): known for known in levels}.get(name.strip().lower())
    if meant is None:
        raise ValueError(f"{shown(name)}; {nearest(name, levels, f'write {either(levels)}')}")
    return meant


def tags(text: str) -> str:
    """Returns tags with a space between; commas are taken for spaces, and capitals for small letters."""
    found = dict.fromkeys(slug(tag) for tag in re.split(r"[\s,]+", text.strip(", \n").lower()))
    if len(found) > 8:
        raise ValueError(f"{len(found)} tags; keep it to 8")
    return " ".join(found)
