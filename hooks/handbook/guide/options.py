"""What a guide is to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import unescape
from re import sub
from typing import TYPE_CHECKING, Literal, get_args
from urllib.parse import urlsplit

from handbook.guide.selection import Selection
from handbook.records.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

Variant = Literal["study", "short", "key", "questions", "cards"]
Paper = Literal["a4", "letter"]
Layout = Literal["book", "compact", "large"]
Backs = Literal["points", "short"]
Format = Literal["pdf", "epub"]
VARIANTS: tuple[Variant, ...] = get_args(Variant)
PAPERS: tuple[Paper, ...] = get_args(Paper)
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
BACKS: tuple[Backs, ...] = get_args(Backs)
FORMATS: tuple[Format, ...] = get_args(Format)
NAMES = {
    "study": "study-guide",
    "short": "study-guide-short",
    "key": "answer-key",
    "questions": "question-sheet",
    "cards": "flash-cards",
}
"""How the file of each variant is called."""
NOWHERE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")  # noqa: S104  names to leave out, nothing to listen on
"""Hosts of a site that is not published: their addresses mean nothing on paper."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a guide is printed, and of which questions."""

    variant: Variant = "study"
    paper: Paper = "a4"
    layout: Layout = "book"
    backs: Backs = "points"
    """What is on the backs of cards: key points, or the short answer."""
    selection: Selection = field(default_factory=Selection)
    settings: Settings = field(default_factory=Settings)
    fonts: tuple[Path, ...] = ()
    """Folders of fonts for what the ones that come along cannot show."""
    families: tuple[str, ...] = ()
    """The families in them."""

    @property
    def site(self) -> str:
        """The address that links out of the guide start with, empty where the site is not published."""
        return "" if urlsplit(self.settings.url).hostname in NOWHERE else self.settings.url

    @property
    def licence(self) -> str:
        """The terms of the text, without the HTML that a site may have around them."""
        return self.settings.options.license or " ".join(unescape(sub(r"<[^>]*>", "", self.settings.copyright)).split())


@dataclass(frozen=True, slots=True)
class Ready:
    """A guide that the site offers."""

    name: str
    """The file's name, at the site's root."""
    options: Options
    format_: Format
    topic: str = ""
    """The topic that it is about, where the handbook is too large for one file."""
    pages: int = 0
    """How many it has, once it is made; an e-reader counts its own."""
    size: int = 0
    """Of its file, in bytes."""


def file_name(variant: Variant, paper: Paper = "a4", format_: Format = "pdf", layout: Layout = "book") -> str:
    """Returns the name of a guide's file."""
    marks = [NAMES[variant], layout * (layout != "book"), paper * (paper != "a4")] if format_ == "pdf" else [NAMES[variant]]
    return f"{'-'.join(filter(None, marks))}.{format_}"
