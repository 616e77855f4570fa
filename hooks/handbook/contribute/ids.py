"""Mints the permanent id of a question from its words."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from slugify import slugify

from handbook.contribute.similar import SMALL_WORDS

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

LENGTH = 40
LONGER = 60
SPELT = (("C++", "cpp"), ("c++", "cpp"), ("C#", "csharp"), ("c#", "csharp"), ("F#", "fsharp"), (".NET", "dotnet"), ("&", " and "))
# Words that say how a question is asked and not what about.
ASKING = frozenset(
    "best between briefly compare design difference differences different discuss list name show types used ways write".split()  # noqa: SIM905
)
APOSTROPHE = re.compile(r"['’](?:s\b)?")
STOP_WORDS = SMALL_WORDS | ASKING
CHOICE = re.compile(r"\W*(?:true|yes|right|fact|correct|agree)\W+or\W+\w+\W*[?:.]\s*(?=\w)", re.IGNORECASE)
CODE = re.compile(r"`+([^`]+)`+")
FORMULA = re.compile(r"\$\$?(?![\s$])[^$]*(?<!\s)\$\$?(?!\d)|`[^`]*[\\^][^`]*`")
# Words that are names here, though they are small words elsewhere: what `this` keyword, between let and var.
NAMED = re.compile(
    r"\b(\w+)\s+(?:keyword|operator|statement|clause|command|function|method|hook|prop|attribute|tag|element|modifier|selector)s?\b"
    r"|\bbetween\s+(\w+)(?:,\s*(\w+))?,?\s+and\s+(\w+)",
    re.IGNORECASE,
)
ARTICLES = frozenset(("a", "an", "the", "and", "or", "of", "its", ""))
PLAIN = re.compile(r"\W*(?:what(?:\s+(?:is|are|does|do)|['’]s)|explain|define|describe|who)\b", re.IGNORECASE)
ASKED = re.compile(r"\W*(how|why|when|where|which|can|should)\b", re.IGNORECASE)


def mint(question: str, taken: Container[str]) -> str:
    """Returns a short id that tells what a question is about, and that nobody has yet."""
    told = FORMULA.sub(" ", question)
    wishes = [*_wishes(CHOICE.sub("", told if slug(told, LENGTH, STOP_WORDS) else question, count=1))]
    return next((id_ for id_ in wishes if id_ not in taken), None) or free(wishes[0], taken)


def _wishes(question: str) -> Iterator[str]:
    """Yields ids, the best one first."""
    telling = STOP_WORDS - _named(question)
    short = slug(question, LENGTH, telling)
    asked = ASKED.match(question)
    if not short:
        yield slug(question, LENGTH) or "question"
        return
    if "-" not in short and asked and not PLAIN.match(question):
        yield f"{asked[1].lower()}-{short}"[:LENGTH]
    yield short
    yield slug(question, LONGER, telling)
    if asked:
        yield f"{asked[1].lower()}-{short}"[:LONGER]


def _named(question: str) -> frozenset[str]:
    """Returns the small words that are names in a question."""
    code = frozenset(word for code in CODE.findall(question) for word in slug(code).split("-"))
    return code | (frozenset(word.lower() for names in NAMED.findall(question) for word in names) - ARTICLES)


def slug(text: str, length: int = 80, without: frozenset[str] = frozenset()) -> str:
    """Returns a text as lower-case words with hyphens, cut between words; empty if it has no letter or digit."""
    plain = APOSTROPHE.sub("", text)
    return slugify(plain, max_length=length, word_boundary=True, save_order=True, stopwords=without, replacements=SPELT)


def free(id_: str, taken: Container[str]) -> str:
    """Returns an id, or the first one with a number behind that is not taken."""
    numbered = (f"{id_}-{number}" for number in count(2))
    return next(name for name in chain([id_], numbered) if name not in taken)
