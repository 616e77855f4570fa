"""What a guide is to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from handbook.guide.selection import Selection
from handbook.records.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

Variant = Literal["study", "key", "questions", "cards"]
Paper = Literal["a4", "letter"]
Format = Literal["pdf", "epub"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
PAPERS: tuple[Paper, ...] = get_args(Paper)
FORMATS: tuple[Format, ...] = get_args(Format)
NAMES = {"study": "study-guide", "key": "answer-key", "questions": "question-sheet", "cards": "flash-cards"}
"""How the file of each variant is called."""
SUBTITLES = {
    "study": "Study guide",
    "key": "Questions with an answer key",
    "questions": "Interviewer’s sheet",
    "cards": "Flash cards",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How a guide is printed, and of which questions."""

    variant: Variant = "study"
    paper: Paper = "a4"
    selection: Selection = field(default_factory=Selection)
    settings: Settings = field(default_factory=Settings)
    fonts: Path | None = None
    """A folder of fonts for what the ones that come along cannot show."""
    families: tuple[str, ...] = ()
    """The families in it."""


def file_name(variant: Variant, paper: Paper = "a4", format_: Format = "pdf") -> str:
    """Returns the name of a guide's file."""
    return f"{NAMES[variant]}{'-letter' if paper == 'letter' and format_ == 'pdf' else ''}.{format_}"
