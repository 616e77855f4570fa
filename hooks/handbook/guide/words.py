"""The words that a guide itself puts before a reader, from the catalogue of the handbook's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.labels.labels import labels

if TYPE_CHECKING:
    from datetime import date

    from handbook.guide.selection import Selection
    from handbook.labels.labels import Labels
    from handbook.records.settings import Settings

ELSEWHERE = {
    "asked": "question.asked-as",
    "short": "question.short",
    "analogy": "question.analogy",
    "breaks-down": "question.breaks-down",
    "example": "question.example",
    "in-practice": "question.in-practice",
    "misconceptions": "question.misconceptions",
    "key-points": "question.key-points",
    "follow-ups": "question.follow-ups",
    "read-with": "question.see-also",
    "before": "question.prerequisites",
    "related": "question.related",
    "glossary": "nav.glossary",
}
"""Labels of the pages by the name that templates have for them."""
OWN = (
    "page", "contents", "manual", "wrong", "right", "sources", "index", "answer-on", "question-on", "candidate", "date",
    "interviewer", "score", "notes", "back", "cover", "title-page", "table",
)  # fmt: skip
"""Labels of guides, by the same name."""
MANUAL = {
    "study": ("one-question", "levels", "analogies", "pages"),
    "short": ("evening", "more"),
    "key": ("write", "levels", "pages"),
}
"""How each book is used: the parts, each of which has a heading and a text."""


def words(settings: Settings) -> dict[str, str]:
    """Returns the words that templates say by themselves, with the marks around what is quoted."""
    say = labels(*settings.words)
    opening, _, closing = say("format.quote", text="\n").partition("\n")
    names = {**ELSEWHERE, **{name: f"guide.{name}" for name in OWN}}
    return {**{name: say(label) for name, label in names.items()}, "opening": opening, "closing": closing}


def manual(say: Labels, variant: str) -> list[tuple[str, str]]:
    """Returns how a book is used: headings, each with a text."""
    return [(say(f"{variant}.{part}"), say(f"{variant}.{part}-text")) for part in MANUAL.get(variant, ())]


def size(say: Labels, questions: int, topics: int) -> str:
    """Returns how large a guide is."""
    return say("guide.topics", n=topics, questions=say("count.questions", n=questions))


def choice(say: Labels, selection: Selection) -> str:
    """Returns which questions were chosen; nothing where all were."""
    kinds = {
        "browse.topic": selection.topics,
        "browse.level": selection.levels,
        "browse.tag": selection.tags,
        "guide.ids": selection.ids,
    }
    chosen = "; ".join(f"{say(label)}: {', '.join(names)}" for label, names in kinds.items() if names)
    return say("guide.selection", choice=chosen) if chosen else ""


def edition(say: Labels, day: date | None) -> str:
    """Returns of which day a guide is; nothing where no question says."""
    return say("guide.edition", date=say.date(day)) if day else ""


def language(settings: Settings) -> str:
    """Returns the code of a language without its region, by which words are broken."""
    return settings.language.partition("-")[0]
