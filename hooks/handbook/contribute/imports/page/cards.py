"""Writes cards of one line, as note-takers and decks of cards have them, as lines that ask; no line changes its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.contribute.imports.page.fences import outside

if TYPE_CHECKING:
    from handbook.contribute.imports.page.notes import Notes

LEAD = r"(?P<lead>[ \t]*+(?:[-*+][ \t]++|\d{1,9}[.)][ \t]++)?+)"
COLONS = re.compile(rf"{LEAD}(?P<asked>(?:`[^`\n]*`|[^`\n])+?)(?<!:):::?(?!:)[ \t]*(?P<answer>\S.*)(?<![?？])")
ASKING = re.compile(rf"{LEAD}(?P<asked>[^\n]+?[?？])[ \t]*+:::?(?!:)[ \t]*(?P<answer>\S.*)")
DASHED = re.compile(rf"{LEAD}(?P<asked>[^\n]+?[?？])[ \t]++(?:[-–—=]|>>|=>|->|==)[ \t]+(?P<answer>\S.*)")
"""What is asked and its answer, between them the signs of Obsidian and RemNote, and those that people choose in Quizlet."""
DECK = re.compile(r"#(?:flash)?cards?(?:/\S+)?[ \t]*", re.IGNORECASE)
MARK = re.compile(r"(?<![ \t])[ \t]+#(?:flash)?cards?(?:/[\w/-]+)?[ \t]*$", re.IGNORECASE)
BELOW = re.compile(r"\?\??[ \t]*")
"""A line between a question and an answer of several lines."""


def asked(lines: list[str], notes: Notes) -> list[str]:
    """Returns the lines of a text, in which each card asks as `Q:` lines do."""
    plain = outside(lines)
    form = _form([lines[at] for at in plain if lines[at].strip()])
    made = [*lines]
    cards = {at: card for at in plain if form and (card := form.fullmatch(MARK.sub("", lines[at])))}
    first = 0
    for at in plain:
        line = MARK.sub("", lines[at])
        if card := cards.get(at):
            beside = [cards[near]["lead"] for near in (at - 1, at + 1) if near in cards]
            lead = "" if "" in beside else card["lead"]  # one with a bullet among others without is no item of theirs
            line = f"{lead}<b>Q: {card['asked'].strip()}</b> {card['answer']}"
        made[at] = line
        if DECK.fullmatch(line):
            notes.drop(at + 1, at + 1, f"the tag `{line.strip()}`")
            made[at] = ""
        if BELOW.fullmatch(line) and at > first and made[first][0] not in "#>|-*+ " and lines[at + 1 : at + 2] != [""]:
            made[first] = f"Q: {made[first]}"
            made[at] = ""
        first = first if made[at].strip() else at + 1
    return made


def _form(lines: list[str]) -> re.Pattern[str] | None:
    """Returns how a text writes its cards, if it has several."""
    if any(map(DECK.fullmatch, lines)) or (len(lines) > 1 and all(map(COLONS.fullmatch, lines))):
        return COLONS
    if sum(bool(ASKING.fullmatch(line)) for line in lines) > 1:
        return ASKING
    return DASHED if len(lines) > 1 and all(map(DASHED.fullmatch, lines)) else None
