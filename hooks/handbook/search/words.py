"""Takes text apart into the words that the search knows: folded, code-like ones also in one piece, and each with its stem.

The search's worker in the browser does the same to a query: both read their patterns and words from `tables.json`, which the
index carries to it.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLES: dict[str, Any] = json.loads((Path(__file__).parent / "tables.json").read_text("utf-8"))


SIGN = rf"(?:[^\W_]|[{TABLES['marks']}])"
"""A letter, a digit, or a mark that is a part of its letter."""
ASCII_SIGN = r"[^\W_]"
"""What of these an ASCII text may have: a class alone is found much faster."""


def pattern(name: str, sign: str = SIGN) -> re.Pattern[str]:
    """Returns a pattern of the tables."""
    text: str = TABLES[name].replace("{sign}", sign)
    return re.compile(text.replace("{spaceless}", TABLES["spaceless"]).replace("{marks}", TABLES["marks"]))


ACCENTS, COMMAND, HUMP, JOINT = pattern("accents"), pattern("command"), pattern("hump"), pattern("joint")
POSSESSIVE, APOSTROPHE = pattern("possessive"), pattern("apostrophe")
TOKEN, RUN, GRAM = pattern("token"), pattern("run"), pattern("gram")
ASCII_TOKEN = pattern("token", ASCII_SIGN)


def folded(text: str) -> str:
    """Returns a text in small letters without accents, and a name such as `BatchNorm` with a hyphen at its hump."""
    text = HUMP.sub("-", COMMAND.sub(" ", text) if "\\" in text else text)
    if not text.isascii():
        text = normalize("NFC", ACCENTS.sub("", normalize("NFKD", text)))
    text = text.lower()
    return APOSTROPHE.sub("", POSSESSIVE.sub("", text)) if APOSTROPHE.search(text) else text


def chunks(text: str) -> list[list[str]]:
    """Returns the words of a text in their order; what is written in one piece, such as `top-k`, as the list of its parts."""
    return taken_apart(folded(text))


def taken_apart(text: str) -> list[list[str]]:
    """Returns the words of a text that is folded."""
    return [*chain.from_iterable(map(_apart, (ASCII_TOKEN if text.isascii() else TOKEN).findall(text)))]


@lru_cache(maxsize=100_000)
def _apart(token: str) -> list[list[str]]:
    """Takes a token apart, also in a script without spaces: there each two neighbouring signs are a word."""
    if token.isascii():
        return [[token] if token.isalnum() or not token[0].isalnum() else JOINT.split(token)]
    if GRAM.search(token) is None:
        return [JOINT.split(token)]
    found: list[list[str]] = []
    for part in JOINT.split(token):
        for run in RUN.findall(part):
            signs = GRAM.findall(run)
            found += [["".join(pair)] for pair in pairwise(signs)] if len(signs) > 1 else [[run]]
    return found


class Language:
    """The stems of a language, and the words that every question in it may have."""

    def __init__(self, code: str) -> None:
        self.code = code.partition("-")[0].partition("_")[0]
        english: dict[str, Any] = TABLES["english"]
        self.endings = [[_rule(rule) for rule in step.split()] for step in english["endings"]] if self.code == "en" else []
        self._snowball = None if self.endings else _snowball(self.code)
        self.stem = cache(self._stemmed)
        """Returns what the inflections and spellings of a word have in common."""
        words = english["small"].split() if self.code == "en" else _stop_words(self.code)
        self.small = frozenset(part for word in words for parts in chunks(word) for part in parts)
        """They count, but hardly."""
        self.faint = frozenset(map(self.stem, english["faint"].split() if self.code == "en" else ()))
        """Stems of words in which any question may be put."""
        self.common = self.small | self.faint

    def _stemmed(self, word: str) -> str:
        if len(word) < 4:
            return word
        if self._snowball:
            return str(self._snowball.stemWord(word))
        for step in self.endings:
            for ending, instead, least in step:
                if word.endswith(ending) and len(word) >= len(ending) + least:
                    word = word[: len(word) - len(ending)] + instead
                    break
        return word

    def stems(self, text: str) -> list[str]:
        """Returns the stems of a text's words, in their order."""
        return [self.stem(part) for parts in chunks(text) for part in parts]

    def told(self, forms: Iterable[str]) -> dict[str, Any]:
        """Returns what a browser needs to find the same stems: rules, or the rules that these forms show and their exceptions."""
        lists = {"small": " ".join(sorted(self.small)), "faint": " ".join(sorted(self.faint))}
        if self.endings or not self._snowball:
            return {"endings": self.endings, **lists}
        stems = {form: self.stem(form) for form in forms if len(form) > 3}
        known = set(stems.values())
        rules = sorted({_ending(form, stem) for form, stem in stems.items()}, key=lambda rule: (-len(rule[0]), rule))
        guessed = {form: _guess(form, rules, known) for form in stems}
        irregular = {form: stem for form, stem in stems.items() if guessed[form] != stem}
        return {"endings": [], "cuts": rules, "irregular": irregular, **lists}


def _rule(text: str) -> tuple[str, str, int]:
    """Reads a rule: an ending, what takes its place, how many letters must stand before it."""
    ending, instead, least = text.split(":")
    return ending, instead, int(least)


def _ending(form: str, stem: str) -> tuple[str, str]:
    """Returns what a form ends in that its stem does not, and what the stem has there."""
    shared = next((at for at, (a, b) in enumerate(zip(form, stem, strict=False)) if a != b), min(len(form), len(stem)))
    return form[shared:], stem[shared:]


def _guess(form: str, rules: list[tuple[str, str]], known: set[str]) -> str:
    for ending, instead in rules:
        if form.endswith(ending) and (stem := form[: len(form) - len(ending)] + instead) in known:
            return stem
    return form


def _snowball(code: str) -> Any:
    """Returns the stemmer of a language, or None where there is none."""
    import snowballstemmer  # noqa: PLC0415  slow to import, and English has rules of its own

    name = (Locale.parse(code).get_display_name("en") or "").lower()
    return snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None


def _stop_words(code: str) -> list[str]:
    from stop_words import StopWordError, get_stop_words  # noqa: PLC0415  as above

    try:
        return list(get_stop_words(code))
    except StopWordError:
        return []


@cache
def language(code: str) -> Language:
    """Returns a language by its code."""
    return Language(code)
