"""Divides an answer into what is said in a minute and the whole: nothing is made up, and what cannot be said waits as a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.contribute.imports.carrying.prose import is_sound
from handbook.markup.lines import plain
from handbook.markup.markdown import render
from handbook.records.forms import SHORT_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.contribute.imports.page.notes import Notes

MIN_WORDS = 3
"""How many words a sentence has at least that stands alone."""
ENOUGH_WORDS = 8
"""How many words of a first sentence say enough to leave the second one to the full answer."""
SENTENCE_END = re.compile(r"[.!?][\"')\]*_`’”]*(?=\s)|[。！？][」』）]*")
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|Mr|Mrs|Dr|St|No|Fig|Eq|z\.\s?B|d\.\s?h|bzw|u\.\s?a)|\b[A-Z]|^\W*\d+)\.$"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of an answer in Markdown."""

    text: str
    is_prose: bool
    """Whether it is a plain paragraph, and not a list, code, a heading or a label."""
    line: int
    last: int


@dataclass(frozen=True, slots=True)
class Answered:
    """The texts of a question; one that lacks either is a draft."""

    short: str
    answer: str

    @property
    def is_draft(self) -> bool:
        """Whether something is still to be written."""
        return not (self.short and self.answer)


def divided(intro: list[Passage], made: list[Passage], line: int, notes: Notes) -> Answered:
    """Divides an answer: its first paragraph is the short one and the rest the full one, or its first sentences and the whole."""
    if not made:
        notes.add(line, "a question without an answer", "a draft, which readers do not see until it has one")
        return Answered("", joined(intro))
    first = next((passage for passage in made if passage.is_prose), made[0])
    leads_on = first.text.endswith(":")
    if first.is_prose and first is made[0] and len(made) > 1 and _fits(first.text) and not leads_on:
        return Answered(first.text, joined([*intro, *made[1:]]))
    short = opening(first.text) if first.is_prose else _first_item(first.text)
    if not short and leads_on and made.index(first) + 2 < len(made):
        with_next = joined(made[made.index(first) :][:2])
        short = with_next if _fits(with_next) else ""
    if not short:
        notes.add(
            line, "an answer without a sentence to say by itself", "a draft, which readers do not see until it has a `short`"
        )
    return Answered(short, joined([*intro, *made]))


def joined(made: Iterable[Passage]) -> str:
    """Returns passages as one text."""
    return "\n\n".join(passage.text for passage in made)


def opening(text: str) -> str:
    """Returns the first sentence of a paragraph, or the first two, if they stand alone; else nothing."""
    text = text.strip()
    spoken = _squeezed(text)
    ends = [match.end() for match in SENTENCE_END.finditer(f"{text} ") if not ABBREVIATION.search(text[: match.end()])]
    whole = [] if text.endswith(":") else [len(text)]
    sound = [end for end in dict.fromkeys([*ends, *whole]) if _fits(text[:end]) and _starts(spoken, text[:end])]
    sayable = [end for end in sound if len(text[:end].split()) >= MIN_WORDS] or sound[-1:]
    first, second = (*sayable, 0, 0)[:2]
    says_enough = len(text[:first].split()) >= ENOUGH_WORDS or second in (0, len(text))
    return text[: first if says_enough else second]


def _first_item(text: str) -> str:
    """Returns the first item of a list if it is a sentence by itself."""
    item = re.match(r"(?:[-*+]|\d+[.)]) +(?P<text>.*(?:\n {4}\S.*)*)", text)
    said = re.sub(r"\n\s+", "\n", item["text"]) if item else ""
    is_sentence = re.search(r"[.!]\W*$", said) and len(said.split()) > MIN_WORDS
    return opening(said) if is_sentence else ""


def _starts(spoken: str, part: str) -> bool:
    """Tells whether a piece of Markdown is sound by itself and says how the whole begins."""
    return is_sound(part) and spoken.startswith(_squeezed(part))


def _squeezed(text: str) -> str:
    return "".join(plain(render(text, "x-").html).split())


def _fits(text: str) -> bool:
    return len(text.split()) <= SHORT_WORDS
