"""Keys to press, emoji by their names, and code in a line that names its language: from pymdown-extensions' own tables."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from pymdownx import gemoji_db, keymap_db

from handbook.markup.inline.dollars import LETTER
from handbook.records.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

KEYS = re.compile(
    rf'(?<!{LETTER})(?<!\+)\+\+(?P<keys>(?:[\w-]+|"[^"\n+]+"|\'[^\'\n+]+\')(?:\+(?:[\w-]+|"[^"\n+]+"|\'[^\'\n+]+\'))*)\+\+(?![\w+])'
)
EMOJI = re.compile(rf"(?<!{LETTER})(?<!:):(?P<name>[a-z0-9_+-]+):(?!:)(?!{LETTER})", re.IGNORECASE)
ICON = re.compile(r"(?:material|fontawesome|octicons|simple)-")


def plug_in(md: MarkdownIt) -> None:
    """Adds the rules for keys and emoji to a reader of Markdown."""
    md.inline.ruler.before("emphasis", "keys", _keys)
    md.inline.ruler.before("emphasis", "emoji", _emoji)


@cache
def _names() -> Mapping[str, str]:
    return {**keymap_db.keymap, **{alias: keymap_db.keymap[name] for alias, name in keymap_db.aliases.items()}}


@cache
def drawn_emoji() -> Mapping[str, str]:
    """Returns the characters of each emoji by its names."""
    drawn = {name: entry["unicode"] for name, entry in gemoji_db.emoji.items() if "unicode" in entry}
    known = {**drawn, **{alias: drawn[name] for alias, name in gemoji_db.aliases.items() if name in drawn}}
    full = {name: gemoji_db.emoji[gemoji_db.aliases.get(name, name)].get("unicode_alt") or code for name, code in known.items()}
    return {name: "".join(chr(int(part, 16)) for part in code.split("-")) for name, code in full.items()}


def _keys(state: StateInline, silent: bool) -> bool:
    found = KEYS.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "+" else None
    if not found:
        return False
    keys = found["keys"].split("+")
    known = [key[0] in "\"'" or len(key) == 1 or key.lower() in _names() for key in keys]
    if not any(known):
        return False
    if not silent:
        for at, key in enumerate(keys):
            if not known[at]:
                place = found.start("keys") + sum(len(each) + 1 for each in keys[:at])
                state.env["notes"].refuse_at(place, f"the unknown key `{key}`", nearest(key, _names(), f'write ++"{key}"++'))
        state.push("keys", "", 0).content = "<span>+</span>".join(f"<kbd>{escape(_key(key), quote=False)}</kbd>" for key in keys)
    state.pos = found.end()
    return True


def _key(key: str) -> str:
    return key[1:-1] if key[0] in "\"'" else _names().get(key.lower(), key.upper() if len(key) == 1 else key)


def _emoji(state: StateInline, silent: bool) -> bool:
    found = EMOJI.match(state.src, state.pos, state.posMax) if state.src[state.pos] == ":" else None
    if not found:
        return False
    if ICON.match(found["name"]):
        if not silent:
            state.env["notes"].refuse_at(
                state.pos, f"the icon {found[0]}, which only the theme has", "write an emoji, or delete it"
            )
        state.pos = found.end()
        return True
    characters = drawn_emoji().get(f":{found['name'].lower()}:")
    if not characters:
        return False
    if not silent:
        state.append_pending(characters)
    state.pos = found.end()
    return True
