"""Finds misspelled words in Markdown, by a dictionary of misspellings: what it does not know is never wrong."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import distribution
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What is no prose: code, formulas, addresses and the targets of links.
NO_PROSE = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,}).*?(?:^ *(?P=fence)|\Z)"
    r"|(?P<ticks>`+).+?(?P=ticks)"
    r"|\$\$.+?\$\$|(?<!\\)\$[^\s$][^$\n]*\$"
    r"|\]\([^)\s]*\)?|<?https?://\S+",
    re.DOTALL | re.MULTILINE,
)


def misspellings(text: str, known: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """Yields offset, word and correction of each misspelled word that a list of known words does not hold."""
    wrong = dictionary()
    if wrong.keys().isdisjoint(WORD.findall(text.lower().replace("’", "'"))):
        return
    prose = NO_PROSE.sub(lambda match: re.sub(r"\S", " ", match[0]), text)
    for match in WORD.finditer(prose):
        word = match[0].lower().replace("’", "'")
        if word in wrong and word not in known:
            yield match.start(), match[0], wrong[word]


@cache
def dictionary() -> Mapping[str, str]:
    """Returns the correction of each misspelling that codespell's main dictionary knows."""
    # Only its data is read: the list is a plain file, and its code is under another license than ours.
    file = distribution("codespell").locate_file("codespell_lib/data/dictionary.txt")
    lines = (line.split("->", 1) for line in str(file_text(file)).splitlines())
    return {wrong.lower(): _correction(right) for wrong, right in lines}


def _correction(right: str) -> str:
    """Puts `word`, `word, word,` or `word, reason` into words to choose from."""
    choices = [choice.strip() for choice in right.split(",")]
    return " or ".join(f"`{choice}`" for choice in choices[: max(1, len(choices) - 1)])
