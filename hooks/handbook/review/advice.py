"""What could be better in a handbook that is not wrong: the warnings of `handbook check`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from handbook.contribute.similar import Phrasings
from handbook.guide.errors import GuideError
from handbook.guide.press.fonts import folders
from handbook.guide.press.glyphs import unprinted
from handbook.records.fields import markdown_fields, wordings
from handbook.records.forms import CITED
from handbook.records.problems import Problem, shown
from handbook.review.spelling import known_words, misspellings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from handbook.reading.draft import Draft
    from handbook.records.model import Question
    from handbook.records.problems import Key

WORDS_FILE = "words.txt"
LONG_ANSWER = 450
"""Words of an answer from which on it is hard to read in one go."""
KEY_POINTS = range(3, 7)
FENCED = re.compile(r"^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})[^\n]*\n(?P<code>.*?)^[ ]*(?P=fence)", re.MULTILINE | re.DOTALL)
WORD = re.compile(r"[^\W_]+|[+#=<>]+")
WIDE = 88
"""Columns of code that the printed guides have room for."""
MARKED = re.compile(
    r"(?P<code>`[^`]*`)|(?P<formula>\$(?!\s)[^$`]*[\\^_=][^$`]*(?<!\s)\$(?!\d))|(?P<bold>\*\*[^*\s][^*]*\*\*)"
    r"|(?P<link>\[[^\]]+\]\([^)\s]+\))|(?P<tag></[a-z]+>)"
)
"""What looks like Markdown or HTML in a line that is plain text but for code."""
STALE_YEARS = 2
FEW = 10
"""Questions that cite nothing are named one by one up to this number, and counted beyond it."""


@dataclass(frozen=True, slots=True)
class At:
    """What a warning is about: a question's file (or the sources), a value in it, the value's key, a character of the value."""

    question: Question | None
    loc: tuple[Key, ...] = ()
    key: bool = False
    offset: int = 0


Advice: TypeAlias = "Iterator[tuple[At, str, str]]"
"""Places, what was found there and what to do about it."""


def advise(draft: Draft) -> list[Problem]:
    """Returns a warning for everything in a draft that deserves a second look."""
    alike = (_near_duplicates, _same_wordings)
    rules = (_drafts, *alike, _gaps, _uncited, _marked, _doubts, _lengths, _wide_code, _signs, _reviews, _spelling)
    return [_warning(draft, *advice) for rule in rules for advice in rule(draft)]


def _warning(draft: Draft, at: At, found: str, remedy: str) -> Problem:
    path = f"data/{at.question.topic}/{at.question.id}.yml" if at.question else "data/references.yml"
    source = draft.source(path) if at.loc else None
    line, column = 0, 0
    if source:
        line, column = source.place_within(at.loc, at.offset) if at.offset else source.place(at.loc, key=at.key)
    return Problem(path, line + 1, column + 1, found, remedy, "warning")


def _drafts(draft: Draft) -> Advice:
    for question in draft.questions:
        if question.draft:
            yield At(question, ("draft",), key=True), "a draft, which no reader sees", "delete `draft` once it is complete"


def _published(draft: Draft) -> list[Question]:
    return [question for question in draft.questions if not question.draft]


def _near_duplicates(draft: Draft) -> Advice:
    """Warns of two questions that ask the same, unless one names the other: then somebody has told them apart."""
    phrasings = Phrasings(draft.questions)
    told: set[frozenset[str]] = set()
    for question in draft.questions:
        for _, other, phrasing in phrasings.like(question.question, 3, but=question.id):
            pair = frozenset((question.id, other.id))
            if pair not in told and other.id not in _named(question) and question.id not in _named(other):
                told.add(pair)
                remedy = f"merge the two, or name `{other.id}` under `related` if they differ"
                yield At(question, ("question",)), f"a question much like `{other.id}`, {shown(phrasing)}", remedy


def _same_wordings(draft: Draft) -> Advice:
    """Warns of a wording that stands twice: whoever asks it cannot be led to both questions."""
    first: dict[str, tuple[Question, str]] = {}
    for question in draft.questions:
        for loc, text in wordings(question):
            plain = " ".join(WORD.findall(text.lower()))
            other, earlier = first.setdefault(plain, (question, text))
            if len(loc) > 1 and earlier is not text:
                where = "this question" if other is question else f"`{other.id}`"
                yield At(question, loc), f"a wording that {where} has already, {shown(earlier)}", "keep it where it fits better"


def _named(question: Question) -> set[str | None]:
    return {*question.related, *question.prerequisites, *(follow_up.see for follow_up in question.follow_ups)}


def _gaps(draft: Draft) -> Advice:
    for question in _published(draft):
        if not question.analogy:
            yield At(question), "no `analogy`", "add a comparison with something familiar, and where it breaks down"
        if not question.references:
            yield At(question), "no `references`", "name the sources of the answer, keys of data/references.yml"


def _uncited(draft: Draft) -> Advice:
    """Warns of sources that are listed for nothing, and of lists that no text cites, one by one where these are few."""
    silent = []
    for question in (question for question in _published(draft) if question.id in draft.cited):
        cited = set(draft.cited[question.id])
        if question.references and not cited:
            silent.append(question)
        for at, key in enumerate(question.references if cited else ()):
            if key not in cited:
                remedy = f"write `[](ref:{key})` behind a claim that rests on it, or delete it here"
                yield At(question, ("references", at)), f"the source `{key}`, which no text of the question cites", remedy
    for question in silent if len(silent) <= FEW else ():
        remedy = f"write `[](ref:{question.references[0]})` behind the claim that rests on that source"
        yield At(question, ("references",), key=True), "`references` that no text of the question cites", remedy
    if len(silent) > FEW:
        remedy = "write `[](ref:key)` behind each claim that rests on a source"
        yield At(None), f"{len(silent)} questions that list sources and cite none", remedy


def _marked(draft: Draft) -> Advice:
    """Warns of Markdown in a question or another wording of it, which is plain text wherever it is shown, but for code."""
    remedy = "write it in words, or in backticks as code"
    for question in _published(draft):
        for loc, text in wordings(question):
            for found in MARKED.finditer(text):
                if found.lastgroup != "code":
                    yield At(question, loc, offset=found.start()), f"{shown(found[0])}, which is shown as it stands", remedy


def _doubts(draft: Draft) -> Advice:
    """Warns of what is drawn in a text, though something else may have been meant."""
    for question in draft.questions:
        for loc, offset, found, remedy in draft.doubts.get(f"data/{question.topic}/{question.id}.yml", ()):
            yield At(question, loc, offset=offset or 0), found, remedy


def _wide_code(draft: Draft) -> Advice:
    """Warns of the widest line of each listing that a printed page would have to break."""
    for question in _published(draft):
        for loc, text in markdown_fields(question):
            for listing in FENCED.finditer(text):
                indent = len(listing["indent"])
                lines = [line.expandtabs(4)[indent:] for line in listing["code"].split("\n")]
                widest = max(range(len(lines)), key=lambda at: len(lines[at]))
                if len(lines[widest]) > WIDE:
                    offset = listing.start("code") + sum(len(line) + 1 for line in listing["code"].split("\n")[:widest])
                    found = f"a line of code of {len(lines[widest])} characters"
                    yield At(question, loc, offset=offset), found, f"keep it within {WIDE}, which is what a printed page holds"


def _signs(draft: Draft) -> Advice:
    """Warns of the characters of a question that no font of the guides has."""
    guides = draft.settings.options.guides
    if not guides.files:
        return
    try:
        fonts = folders(draft.root / guides.fonts if guides.fonts else None)
    except GuideError:  # the build says so
        return
    questions = {
        question.id: (question, [(("question",), question.question), *markdown_fields(question)])
        for question in _published(draft)
    }
    lacking = unprinted({one for _, texts in questions.values() for _, text in texts for one in text}, fonts)
    for question, texts in questions.values() if lacking else ():
        places = [(loc, at, one) for loc, text in texts for at, one in enumerate(text) if one in lacking]
        if places:
            found = ", ".join(f"{one} (U+{ord(one):04X})" for one in dict.fromkeys(one for _, _, one in places))
            remedy = "a mark is printed in its place; install the extra `fonts`, or name a folder with `guides: fonts:`"
            yield At(question, places[0][0], offset=places[0][1]), f"no font of the guides has {found}", remedy


def _lengths(draft: Draft) -> Advice:
    for question in _published(draft):
        words, points = len(CITED.sub("", question.answer).split()), len(question.key_points)
        if words > LONG_ANSWER:
            remedy = f"keep it within {LONG_ANSWER}, or make two questions of it"
            yield At(question, ("answer",), key=True), f"`answer` has {words} words", remedy
        if points not in KEY_POINTS:
            loc: tuple[Key, ...] = ("key_points",) if points else ()
            found = f"{points or 'no'} `key_points`"
            yield At(question, loc, key=True), found, "list three to six points that an interviewer listens for"


def _reviews(draft: Draft) -> Advice:
    """Warns of answers whose last review is long before the handbook's newest, where there are reviews at all."""
    newest = max((question.reviewed for question in _published(draft) if question.reviewed), default=None)
    for question in _published(draft) if newest else ():
        if not question.reviewed:
            remedy = f"check the answer against its sources and add the day, as in `reviewed: {newest}`"
            yield At(question), "an answer that nobody has reviewed", remedy
        elif newest and _stale(question.reviewed, newest):
            found = f"an answer last reviewed on {question.reviewed}, over {STALE_YEARS} years before the newest review"
            yield At(question, ("reviewed",)), found, "check it against its sources and write the day"


def _stale(day: date, newest: date) -> bool:
    return (day.year + STALE_YEARS, day.month, day.day) < (newest.year, newest.month, newest.day)


def _spelling(draft: Draft) -> Advice:
    if not draft.settings.language.startswith("en"):
        return  # the only list of misspellings is English
    known = known_words(draft.data / WORDS_FILE)
    for question in draft.questions:
        for loc, text in _texts(question):
            for offset, word, correction in misspellings(text, known):
                remedy = f"write {correction}, or add the word to data/{WORDS_FILE} if it is right"
                yield At(question, loc, offset=offset), f"the misspelled word `{word}`", remedy


def _texts(question: Question) -> Iterator[tuple[tuple[Key, ...], str]]:
    yield from wordings(question)
    yield from markdown_fields(question)
    for at, follow_up in enumerate(question.follow_ups):
        yield ("follow_ups", at, "question"), follow_up.question
    for at, figure in enumerate(question.figures):
        yield ("figures", at, "alt"), figure.alt
        for number, frame in enumerate(figure.frames):
            yield ("figures", at, "frames", number, "alt"), frame.alt
