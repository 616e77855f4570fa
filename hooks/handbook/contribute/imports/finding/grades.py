"""Reads how hard a question is from the words and signs that lists put beside it: `[M]`, `(Easy)`, `Senior:`, `🚀`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

HARDEST = 2
WORDS = {
    word: rank
    for rank, words in enumerate(
        (
            "basic basics beginner beginners easy elementary entry-level fresher freshers junior juniors novice simple "
            "anfänger einfach einsteiger leicht",
            "intermediate medium mid middle mid-level moderate fortgeschritten mittel",
            "advanced challenging difficult expert experts hard senior seniors tough experte experten schwer schwierig",
        )
    )
    for word in words.split()
}
LETTERS = {"B": 0, "E": 0, "J": 0, "I": 1, "M": 1, "A": 2, "H": 2, "S": 2}
SIGNS = {"👶": 0, "🐣": 0, "🟢": 0, "🟩": 0, "⭐": 1, "🌟": 1, "🟡": 1, "🟨": 1, "🟠": 1, "🚀": 2, "🔴": 2, "🟥": 2}
INVISIBLE = re.compile("[\u200d\ufe0e\ufe0f]")

_SIGN = rf"(?:(?:[{''.join(SIGNS)}][\u200d\ufe0e\ufe0f]*\s*)+)"
_WORD = r"[^\W\d_][\w-]{0,20}"
_ODD = rf"[^\w{''.join(SIGNS)}]*"
_NAMED = r"(?:(?:level|difficulty)\s*[:=]?\s*)?"
FIRST = re.compile(
    rf"\s*(?:[\[(【]{_NAMED}(?P<a>{_WORD})[\])】]\s*[:.–—-]?\s*|(?P<b>{_WORD})\s*(?:[:|]|\s[–—-])\s+|(?P<c>[\u200d\ufe0e\ufe0f]*{_SIGN})\s*)(?=\S)",
    re.IGNORECASE,
)
LAST = re.compile(
    rf"""(?<=\S)\s*(?:[\[(【]{_NAMED}(?P<a>{_WORD})[\])】]|\s[–—|-]\s*(?P<b>{_WORD})|(?P<c>[\u200d\ufe0e\ufe0f]*{_SIGN})|
    (?<=[?!.])\s*`?(?P<d>{_WORD})`?)[\s.]*$""",
    re.IGNORECASE | re.VERBOSE,
)
LINE = re.compile(
    rf"{_ODD}(?:level|difficulty|seniority)\W*?\s+(?P<mark>{_WORD}|{_SIGN}){_ODD}|(?P<sign>[\u200d\ufe0e\ufe0f]*{_SIGN})",
    re.IGNORECASE,
)
HEADING = re.compile(
    rf"""{_ODD}(?:level\W+|questions?\s+for\s+)?(?P<mark>{_WORD}|{_SIGN})(?:{_ODD}(?:level|questions?|candidates?|developers?|engineers?|
    problems?|exercises|interviews?|topics|and|answers|for))*{_ODD}(?:[\[(]?\d+[\])]?)?{_ODD}""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Graded:
    """A text, and the mark of a level that it had."""

    text: str
    mark: str = ""


def graded(text: str) -> Graded:
    """Takes the mark of a level off the start or the end of a question."""
    for place in (LAST, FIRST):
        found = place.search(text) if place is LAST else place.match(text)
        mark = _mark(found, in_brackets=bool(found and found["a"])) if found else ""
        if found and mark:
            rest = f"{text[: found.start()]}{text[found.end() :]}".strip()
            rest = rest if place is LAST else rest[:1].upper() + rest[1:]
            return Graded(rest, mark) if re.search(r"\w", rest) else Graded(text)
    return Graded(text)


def of_line(text: str) -> str:
    """Returns the mark of a line that says nothing but a level: `Level: hard`, `⭐⭐`."""
    found = LINE.fullmatch(text.strip())
    return (normal(found["mark"] or found["sign"])) if found else ""


def of_heading(text: str, names: Iterable[str] = ()) -> str:
    """Returns the mark of a heading that says nothing but a level: `Senior questions`."""
    found = HEADING.fullmatch(text)
    mark = normal(found["mark"]) if found else ""
    if not mark and (found := re.fullmatch(rf"\W*{_SIGN}\W*(?P<mark>{_WORD})\W*", text)):
        mark = normal(found["mark"])
    return mark if mark in WORDS or mark in names or mark[:1] in SIGNS else ""


def normal(mark: str) -> str:
    """Returns a mark as it is counted: words in lower case, signs without what cannot be seen."""
    bare = INVISIBLE.sub("", "".join(mark.split()))
    return bare.upper() if len(bare) == 1 and bare.isascii() else bare.lower()


def _mark(found: re.Match[str], *, in_brackets: bool) -> str:
    mark = normal(found["a"] or found["b"] or found["c"] or found.groupdict().get("d") or "")
    if mark in WORDS or mark[:1] in SIGNS:
        return mark
    return mark if in_brackets and mark in LETTERS else ""


class Scale:
    """What the marks of one list mean in the levels of a handbook."""

    def __init__(self, marks: Iterable[str], levels: Sequence[str]) -> None:
        self.levels = levels
        marks = {*marks}
        self._stars = max((len(mark) for mark in marks if mark[:1] in SIGNS and len({*mark}) == 1), default=1)
        self._several = {kind for kind in ("letter", "sign") if len({self._rank(m) for m in marks if _kind(m) == kind}) > 1}

    def level(self, mark: str) -> str | None:
        """Returns the level that a mark means; None where it can be something else, as a star by itself can."""
        if mark in self.levels:
            return mark
        kind, rank = _kind(mark), self._rank(mark)
        if rank is None or (kind in ("letter", "sign") and kind not in self._several and mark != "👶"):
            return None
        return self.levels[round(rank * (len(self.levels) - 1))]

    def _rank(self, mark: str) -> float | None:
        """Returns how hard a mark says that a question is, from 0 to 1."""
        if mark[:1] in SIGNS:
            if self._stars > 1 and len({*mark}) == 1:
                return (len(mark) - 1) / (self._stars - 1)
            return SIGNS[mark[0]] / HARDEST
        known: Mapping[str, int] = WORDS if len(mark) > 1 else LETTERS
        return known[mark] / HARDEST if mark in known else None


def _kind(mark: str) -> str:
    return "sign" if mark[:1] in SIGNS else "letter" if len(mark) == 1 else "word"
