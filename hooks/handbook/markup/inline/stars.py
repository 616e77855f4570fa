"""Stars and underscores that were meant to stress something, and that Markdown would print: each with what to write."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from handbook.markup.findings import clipped
from handbook.markup.inline.dollars import LETTER

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.rules_inline.state_inline import Delimiter

SPACED = re.compile(
    r"""\*\*(?![\s*])(?P<one>[^*`\n]{1,80}?)[ \t]+\*\*(?![\w*])|
    \*\*[ \t]+(?P<two>[^*`\n]{1,80}?)(?<![\s*])\*\*(?![\w*])""",
    re.VERBOSE,
)
CODE = r"`[^`\n]+`"
GLUED = (
    re.compile(
        rf"(?P<signs>\*{{2,3}}|(?<!_)__(?!_))(?![\s*])(?P<text>(?:[^*`\n]|{CODE}){{0,80}}?(?:[^\w\s*`]|{CODE}))(?P=signs)"
        rf"(?P<next>{LETTER}+)"
    ),
    re.compile(rf"(?P<signs>\*)(?={LETTER})(?P<text>(?:[^*`\n]|{CODE}){{1,80}}?[.:;!?…”])\*(?P<next>{LETTER}+)"),
    re.compile(rf"(?P<signs>_)(?={LETTER})(?P<text>(?:[^_`\n]|{CODE}){{1,80}}?[:;,!?…”])_(?P<next>{LETTER}+)"),
)
"""Words whose last sign is no letter, with a letter right behind them: CommonMark prints their stars."""
INSIDE = re.compile(
    rf"(?<={LETTER}{{2}})(?P<signs>\*\*)(?=[(\[\"“'‘«`$])(?P<text>(?:[^*`\n]|{CODE}){{1,80}}?)\*\*(?!\d)(?P<next>{LETTER}*+)(?![(*])"
)
"""Words whose first sign is no letter, with a letter right before them: their stars are printed too."""
OPENS = re.compile(r"\*{2,3}(?![\s*.,;:!?)\]}])|_{2,3}(?![\s_.,;:!?)\]}])")
PROGRAM = re.compile(r"(?:\w\(|\{)[^(){}\n]*\Z|\b(?:char|int|long|float|double|void|const|struct \w+)\s\Z|[)\]]\Z")
KEYWORDS = re.compile(r"\*\*kw(?:arg)?s?\b")
"""What is before and behind stars in programs: arguments, pointers to pointers, and powers of what is in brackets."""
BEFORE = 120


def plug_in(md: MarkdownIt) -> None:
    """Adds the rules that refuse: two where the signs begin, and one where it is known which of them belong together."""
    md.inline.ruler.before("slip_in_braces", "slip_of_stars", _stars)
    md.inline.ruler2.after("balance_pairs", "slip_of_open_stars", _open)


def _stars(state: StateInline, silent: bool) -> bool:
    """Refuses stars with a space inside them, or with a letter and another sign at their sides."""
    at = state.pos
    if state.src[at] not in "*_":
        return False
    before = state.src[at - 1] if at else " "
    if not before.isspace() and before not in "([“‘„«":
        return _refused(state, INSIDE.match(state.src, at, state.posMax), silent=silent)
    glued = next((found for glued in GLUED if (found := glued.match(state.src, at, state.posMax))), None)
    if glued and not _is_program(state.src, at):
        return _refused(state, glued, silent=silent)
    found = SPACED.match(state.src, at, state.posMax)
    if found and not silent:
        text = (found["one"] or found["two"]).strip()
        state.env["notes"].refuse_at(at, f"stars with a space inside them, {clipped(found[0])}", f"write **{clipped(text)}**")
    state.pos = found.end() if found else at
    return found is not None


def _refused(state: StateInline, found: re.Match[str] | None, *, silent: bool) -> bool:
    """Refuses signs that stand right between letters and another sign, and takes the words between them out of the text."""
    if found and not silent:
        signs, is_inside = found["signs"], found.re is INSIDE
        name, effect = "underscores" if "_" in signs else "stars", "bold" if len(signs) > 1 else "italic"
        parts = (
            _word_before(state.src, found.start()) if is_inside else "",
            f"{signs}{clipped(found['text'])}{signs}",
            clipped(found["next"]),
        )
        escaped = "".join(f"\\{sign}" for sign in signs)
        remedy = f"write {' '.join(filter(None, parts))}, or the {name} as {escaped}"
        state.env["notes"].refuse_at(found.start(), f"{name} that make nothing {effect}, {clipped(found[0])}", remedy)
    state.pos = found.end("text") + len(found["signs"]) if found else state.pos
    return found is not None


def _word_before(src: str, place: int) -> str:
    return re.split(r"[\s*]", src[max(0, place - 30) : place])[-1]


def _open(state: StateInline) -> None:
    """Refuses what opens bold type that nothing closes in the paragraph."""
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)):
        closing = {delimiter.end for delimiter in delimiters}
        loose = [one for at, one in enumerate(delimiters) if one.length in (2, 3) and one.end < 0 and at not in closing]
        for place, run in groupby(loose, lambda one: int(state.tokens[one.token].meta["run"])):
            if _is_meant(state.src, place, next(run)):
                _refuse_open(state, place)


def _is_meant(src: str, place: int, loose: Delimiter) -> bool:
    """Tells whether signs that belong to no others opened bold type, and are no part of a program."""
    if not loose.open or loose.close or not OPENS.match(src, place):
        return False
    return not _is_program(src, place)


def _is_program(src: str, place: int) -> bool:
    return bool(PROGRAM.search(src[max(0, place - BEFORE) : place]) or KEYWORDS.match(src, place))


def _refuse_open(state: StateInline, place: int) -> None:
    name, sign = ("underscores", "__") if state.src[place] == "_" else ("stars", "**")
    shown = clipped(state.src[place : place + 24].rstrip())
    remedy = f"write {sign} behind the bold words, in the same paragraph; a name or path that has such {name} as `code`"
    state.env["notes"].refuse_at(place, f"{name} that open bold type and are never closed, {shown}", remedy)
