"""Mints the permanent id of a question from its words."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import TYPE_CHECKING

from slugify import slugify

from handbook.contribute.similar import SMALL_WORDS

if TYPE_CHECKING:
    from collections.abc import Container

LENGTH = 40
SPELT = (("C++", "cpp"), ("c++", "cpp"), ("C#", "csharp"), ("c#", "csharp"), ("F#", "fsharp"), (".NET", "dotnet"), ("&", " and "))
# Words that say how a question is asked and not what about.
ASKING = frozenset(
    "best between briefly compare design difference differences different discuss list name show types used ways write".split()  # noqa: SIM905
)
APOSTROPHE = re.compile(r"['’](?:s\b)?")
STOP_WORDS = SMALL_WORDS | ASKING


def mint(question: str, taken: Container[str]) -> str:
    """Returns a short id that tells what a question is about, and that nobody has yet."""
    return free(slug(question, LENGTH, STOP_WORDS) or slug(question, LENGTH) or "question", taken)


def slug(text: str, length: int = 80, without: frozenset[str] = frozenset()) -> str:
    """Returns a text as lower-case words with hyphens, cut between words; empty if it has no letter or digit."""
    plain = APOSTROPHE.sub("", text)
    return slugify(plain, max_length=length, word_boundary=True, save_order=True, stopwords=without, replacements=SPELT)


def free(id_: str, taken: Container[str]) -> str:
    """Returns an id, or the first one with a number behind that is not taken."""
    numbered = (f"{id_}-{number}" for number in count(2))
    return next(name for name in chain([id_], numbered) if name not in taken)
