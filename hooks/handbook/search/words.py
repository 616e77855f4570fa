"""Takes text apart into the words that the search knows: folded, light-stemmed, code-like ones also in one piece.

The search's worker in the browser does the same to a query, by the same `ENDINGS` and `SMALL`, which the index carries to it.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

# Rules in steps: an ending, what takes its place, how many letters must stand before it. The first of a step that fits is taken.
STEPS = (
    """sses:ss:2 ies:y:2 xes:x:2 ches:ch:2 shes:sh:2 uses:us:2 iases:ias:1 ss:ss:0 us:us:0 is:is:0 as:as:0 s::3""",
    """isations:iz:2 isation:iz:2 ization:iz:2 ising:iz:3 izing:iz:3 ised:iz:3 ized:iz:3 iser:iz:4 izer:iz:3 ise:iz:3 ize:iz:3
    isable:iz:3 izable:iz:3 ysing:yz:3 yzing:yz:3 ysed:yz:3 yzed:yz:3 yse:yz:3 yze:yz:3 ability::4 ational::4 ative::4 ation::4
    ated::4 ating::4 ate::4 ically:ic:3 ical:ic:3 ional::5 ion::5 able::4 ingly::4 ing::3 edly::4 ed::4 ly::4 ness::4""",
    """our:or:3 tre:ter:2 bre:ber:2 ogue:og:3 e::3""",
    """bb:b:2 dd:d:2 gg:g:2 ll:l:2 mm:m:2 nn:n:2 pp:p:2 rr:r:2 ss:s:2 tt:t:2""",
)
ENDINGS = [
    [(ending, instead, int(least)) for ending, instead, least in (rule.split(":") for rule in step.split())] for step in STEPS
]
SMALL = frozenset(
    """a about all am an and any are as at be been but by can could did do does doing for from get give had has have how i if in
    into is it its just let like me my no not of on one or our out should so some tell than that the their them then there these
    they this those to up us use was we were what when where which while who why will with would you your""".split()  # noqa: SIM905
)
"""Words that every question has: they count, but hardly."""

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
POSSESSIVE = re.compile(r"['’]s\b")
COMMAND = re.compile(r"\\[a-zA-Z]+")
WORD = re.compile(r"[^\W_]+(?:[._-][^\W_]+)*(?:\+\+|#)?")
JOINT = re.compile(r"[._-]")


def chunks(text: str) -> list[list[str]]:
    """Returns the words of a text in their order; what is written in one piece, such as `top-k`, as the list of its parts."""
    text = HUMP.sub("-", COMMAND.sub(" ", text))
    if not text.isascii():
        text = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    text = POSSESSIVE.sub("", text.lower()).replace("'", "").replace("’", "")
    return [[word] if word.isalnum() else JOINT.split(word) for word in WORD.findall(text)]


@cache
def stem(word: str) -> str:
    """Returns what the inflections and spellings of a word have in common."""
    if len(word) < 4:
        return word
    for step in ENDINGS:
        for ending, instead, least in step:
            if word.endswith(ending) and len(word) >= len(ending) + least:
                word = word[: len(word) - len(ending)] + instead
                break
    return word


def stems(text: str) -> list[str]:
    """Returns the stems of a text's words, in their order."""
    return [stem(part) for parts in chunks(text) for part in parts]


FAINT = frozenset(
    map(
        stem,
        """actually advantage affect another application apply approach aspect bad basic benefit best better briefly
        change choice choose chose chosen common compare comparison concept consider context contrast crucial deal define
        definition describe detail difference different discuss effect effective elaborate essential exactly
        example explain fundamental good great happen help idea impact implement implementation importance
        important interview issue keep kind know likely main make many matter mention mitigate more most much
        need never often other overview particular popular possible prevent problem purpose question really
        reason relation relevance role same show significance significant simple simply situation solve
        specific suitable talk technique term thing type understand understanding usage useful various versus
        vs walk want way whether without work""".split(),  # noqa: SIM905
    )
)
"""Stems of words in which any question may be put."""
