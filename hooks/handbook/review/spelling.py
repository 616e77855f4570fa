"""Finds misspelled words in Markdown, by a dictionary of misspellings: what it does not know is never wrong."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

MAX_BYTES = 1_000_000
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What is no prose: code, formulas, addresses and the targets of links.
NO_PROSE = re.compile(
    r"^ *(?P<fence>`{3,}|~{3,}).*?(?:^ *(?P=fence)|\Z)"
    r"|(?P<ticks>`+).+?(?P=ticks)"
    r"|\$\$.+?\$\$|(?<!\\)\$[^\s$](?:[^$\n]*[^\s$])?\$"
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
            yield match.start(), match[0], _correction(wrong[word])


def known_words(file: Path) -> frozenset[str]:
    """Returns the words, one a line, that a list declares right; none when there is no such list."""
    try:
        lines = read_plain(file, MAX_BYTES, file.parent).decode().lower().splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(line.partition("#")[0].strip() for line in lines)


@cache
def dictionary() -> Mapping[str, str]:
    """Returns what codespell's main dictionary says of each misspelling that it knows; nothing where that extra is missing."""
    # Only its list is read, which is a plain file; its license is another than ours, so nobody needs to install it.
    try:
        package = distribution("codespell")
    except PackageNotFoundError:
        return {}
    file = Path(str(package.locate_file("codespell_lib/data/dictionary.txt")))
    lines = (line.partition("->") for line in file.read_text("utf-8").splitlines())
    return {wrong.lower(): right for wrong, _, right in lines}


def _correction(right: str) -> str:
    """Turns `word`, `word, word,` or `word, reason` of the dictionary into the words to choose from."""
    words = [word.strip() for word in right.split(",")]
    return " or ".join(f"`{word}`" for word in words[: max(1, len(words) - 1)])
