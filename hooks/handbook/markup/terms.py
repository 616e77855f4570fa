"""Explains the terms of the glossary where a rendered question first uses them."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from handbook.markup.fragment import MORE, PROSE
from handbook.markup.lines import TAG, plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.records.model import Term

PAGE = "glossary/"
MOST_IN_SHORT = 3
"""How many terms a short answer explains: more would be in the way of who reads it aloud."""
WORD = re.compile(r"(?<![\w&-])[^\W_]+")
OPENS = re.compile(r"<(/?)([a-z0-9]+)")
CAPITALS = re.compile(r"\w[A-Z]|^[A-Z]+\d*$")
"""Tells abbreviations, such as mAP, from the words that they look like."""
UNTOUCHED = frozenset(["a", "code", "h3", "h4", "h5", "h6", "kbd", "math", "pre", "summary"])
"""Elements whose words are no prose, or lead elsewhere already."""


class _Name(NamedTuple):
    term: str
    pattern: re.Pattern[str]


class Terms:
    """The terms of a glossary with all their names, ready to be found in text."""

    def __init__(self, glossary: Mapping[str, Term]) -> None:
        self.glossary = glossary

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """The id of each term on the page of the glossary."""
        anchors: dict[str, str] = {}
        for term in self.glossary:
            plain = "term-" + (re.sub(r"[\W_]+", "-", term.lower()).strip("-") or "x")
            taken = anchors.values()
            anchors[term] = next(name for name in _numbered(plain) if name not in taken)
        return anchors

    @cached_property
    def _names(self) -> Mapping[str, list[_Name]]:
        """The names by their first word in lower case, the longest first."""
        names: dict[str, list[_Name]] = defaultdict(list)
        for term, entry in self.glossary.items():
            for name in (term, *entry.abbreviations, *entry.synonyms):
                if first := re.search(r"[^\W_]+", name):
                    names[first[0].lower()].append(_Name(term, _pattern(name[first.start() :])))
        for found in names.values():
            found.sort(key=lambda name: -len(name.pattern.pattern))
        return names

    def explain(self, fragment: str, topic: str, title: str = "") -> tuple[str, list[str]]:
        """Returns the HTML of a topic's question with a link and its meaning at the first use of each term, and the terms.

        What the title names, the question is about: its answer explains that, and no link does.
        """
        head, prose, rest = fragment.split(PROSE)
        elsewhere = {term for term, entry in self.glossary.items() if entry.topics and topic not in entry.topics}
        about = [term for term, _, _ in self._named(escape(title, quote=False)) if term not in elsewhere]
        short, _, full = prose.partition(MORE) if MORE in prose else ("", "", prose)
        used = dict.fromkeys(about)
        linked = {*elsewhere, *about}
        most = len(linked) + MOST_IN_SHORT
        html = [head, *self._explained(short, used, linked, most), *self._explained(full, used, linked, len(self.glossary)), rest]
        return "".join(html), [term for term in used if term not in elsewhere]

    def _explained(self, html: str, used: dict[str, None], linked: set[str], most: int) -> Iterator[str]:
        untouched, end = 0, 0
        for tag in TAG.finditer(html):
            text = html[end : tag.start()]
            yield text if untouched else self._in_text(text, used, linked, most)
            yield tag[0]
            end = tag.end()
            if (kind := OPENS.match(tag[0])) and kind[2] in UNTOUCHED:
                untouched += -1 if kind[1] else 1
        yield html[end:]

    def _in_text(self, text: str, used: dict[str, None], linked: set[str], most: int) -> str:
        parts, end = [], 0
        for term, start, stop in self._named(text):
            used[term] = None
            if term not in linked and len(linked) < most:
                linked.add(term)
                parts += [text[end:start], self._link(term, text[start:stop])]
                end = stop
        return "".join([*parts, text[end:]]) if parts else text

    def _named(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yields the terms that a text names, each with where its name starts and ends."""
        passed = 0
        for word in WORD.finditer(text):
            if word.start() >= passed and (name := self._name_at(text, word)):
                term, passed = name
                yield term, word.start(), passed

    def _name_at(self, text: str, word: re.Match[str]) -> tuple[str, int] | None:
        """Returns the term that is named at a word, and where its name ends."""
        lower = word[0].lower()
        for first in (lower, lower.removesuffix("s"), lower.removesuffix("es")):
            for term, pattern in self._names.get(first, ()):
                if found := pattern.match(text, word.start()):
                    return term, found.end()
        return None

    def _link(self, term: str, words: str) -> str:
        meaning = escape(plain_line(self.glossary[term].meaning))
        return f'<a class="term" href="site:{PAGE}#{self.anchors[term]}" data-meaning="{meaning}">{words}</a>'


def _numbered(name: str) -> Iterator[str]:
    yield name
    at = 2
    while True:
        yield f"{name}-{at}"
        at += 1


def _pattern(name: str) -> re.Pattern[str]:
    """Returns what finds a name in HTML's text: in the plural too, with hyphens or spaces, in any case unless it has capitals."""
    words = r"[\s-]+".join(re.escape(escape(word, quote=False)) for word in re.split(r"[\s-]+", name) if word)
    return re.compile(rf"{words}(?:e?s)?(?![\w-]*\w)", 0 if CAPITALS.search(name) else re.IGNORECASE)
