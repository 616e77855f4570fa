"""Stars and underscores: as CommonMark has them, but also beside Chinese, Japanese and Korean, and not in `2*3*4`."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.rules_inline.state_inline import Delimiter

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
WORDS = r"[^\W_\u0370-\U0010ffff]+"
BOLD = re.compile(rf"(?<!\S)\*\*(?P<words>{WORDS}(?:[ -]{WORDS})*)\*\*(?=[\s.,;:!?)]|\Z)")
"""Bold words among others, as most of them are: nothing in them or around them leaves a doubt."""
TIMES = re.compile(r"(?:(?<!\w)[A-Za-z]|\d)\*(?:[A-Za-z](?!\w)|\d)")
"""A star between two numbers or two letters, which multiplies."""
CLOSES = re.compile(r"(?<![\s*])\*\*(?![\w*])")
"""Two stars that cannot but close."""
BASE = re.compile(r"(?<![\w*.])(?:[A-Za-z]|\d{1,12}(?:\.\d{1,12})?)\Z|\)\Z")
POWER = re.compile(r"[A-Za-z](?!\w)|\d")
"""What is before and behind two of them, as programs write powers."""


def plug_in(md: MarkdownIt) -> None:
    """Puts the rule in the place of markdown-it's own."""
    md.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: StateInline, silent: bool) -> bool:
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    if bold := BOLD.match(state.src, state.pos, state.posMax):
        return _bold(state, bold)
    end = state.pos
    while end < state.posMax and state.src[end] == marker:
        end += 1
    length = end - state.pos
    opens, closes = _sides(state, state.pos, end, marker)
    if marker == "*" and length == 2 and opens != closes:
        vars(state)["waiting"] = max(0, vars(state).get("waiting", 0) + (1 if opens else -1))
    for _ in range(length):
        token = state.push("text", "", 0)
        token.content, token.meta = marker, {"run": state.pos}
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord(marker), length, at, -1, open=opens, close=closes))
    state.pos = end
    return True


def _bold(state: StateInline, found: re.Match[str]) -> bool:
    """Draws words between their stars, without a search for the other stars that each may belong to."""
    state.push("strong_open", "strong", 1).markup = "**"
    state.push("text", "", 0).content = found["words"]
    state.push("strong_close", "strong", -1).markup = "**"
    state.pos = found.end()
    return True


def _sides(state: StateInline, start: int, end: int, marker: str) -> tuple[bool, bool]:
    """Tells whether signs between two places may open, and whether they may close."""
    before = state.src[start - 1] if start else " "
    after = state.src[end] if end < state.posMax else " "
    if marker == "*" and start and _multiplies(state, start, end):
        return False, False
    left = _flanks(before, after)
    right = _flanks(after, before)
    if marker == "*":
        return left, right
    return left and (not right or _is_punctuation(before)), right and (not left or _is_punctuation(after))


def _multiplies(state: StateInline, start: int, end: int) -> bool:
    """Tells whether stars between two places stand for a product or a power."""
    if end - start == 1:
        return TIMES.match(state.src, start - 1, state.posMax) is not None
    powers = end - start == 2 and POWER.match(state.src, end, state.posMax)
    return bool(powers and BASE.search(state.src[max(0, start - 30) : start])) and not _is_awaited(state, end)


def _is_awaited(state: StateInline, end: int) -> bool:
    """Tells whether two stars at which a power could be close bold words, since no others behind them do."""
    if not vars(state).get("waiting"):
        return False
    if "last" not in vars(state):
        vars(state)["last"] = max((found.start() for found in CLOSES.finditer(state.src)), default=0)
    return bool(vars(state)["last"] < end)


def _flanks(outside: str, inside: str) -> bool:
    if inside.isspace():
        return False
    return not _is_punctuation(inside) or outside.isspace() or _is_punctuation(outside) or EAST_ASIAN.match(outside) is not None


@lru_cache(maxsize=1_000)
def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
