"""What the owner of a handbook decides: its name and address, and the options of the plugin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

COLOR = re.compile(r"(#[0-9a-fA-F]{6})?")
LEVEL_NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
HOST = re.compile(r"(?:https://)?(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?", re.IGNORECASE)
CONTACT = re.compile(r"(https?://\S+|[^\s@:/?&]+@[^\s@:/?&]+)?")
FORMAT = 1
"""The version of the format of `data/` that is read."""
Page = Literal["browse", "practice", "reading-path", "tags", "glossary", "print", "changes"]
PAGES: tuple[Page, ...] = get_args(Page)
"""The pages that the generator makes, unless the handbook has one of its own under that name."""
PRINTED = (
    "study-guide.pdf", "study-guide-letter.pdf", "study-guide-short.pdf", "study-guide-short-letter.pdf",
    "study-guide-compact.pdf", "study-guide-large.pdf", "answer-key.pdf", "question-sheet.pdf", "flash-cards.pdf",
    "study-guide.epub",
)  # fmt: skip
Switch = Annotated[
    Literal["auto", "on", "off"],
    BeforeValidator(lambda value: {True: "on", False: "off", "true": "on", "false": "off"}.get(value, value)),
]


def _host(host: str) -> str:
    if not HOST.fullmatch(host):
        raise ValueError("this is not a host; write it like stats.example.org")
    return host


Host = Annotated[str, AfterValidator(_host)]


def _contact(contact: str) -> str:
    if not CONTACT.fullmatch(contact):
        raise ValueError("this is no address; write it like editors@example.org or https://example.org/contact")
    return contact


Contact = Annotated[str, AfterValidator(_contact)]


def _format(version: int) -> int:
    if version > FORMAT:
        raise ValueError(f"the data has a newer format than this generator reads, which is {FORMAT}; install a newer generator")
    return version


Format = Annotated[int, Field(ge=1), AfterValidator(_format)]


def _color(color: str) -> str:
    if not COLOR.fullmatch(color):
        raise ValueError("this is not a colour; write it like #2e5aac")
    return color


def _levels(value: object) -> object:
    """Lets levels be written as a list of their names."""
    return {name: {} for name in value} if isinstance(value, list) and all(isinstance(name, str) for name in value) else value


class Part(BaseModel):
    """A part of the settings: what is in it is known, and does not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Color = Annotated[str, AfterValidator(_color)]


class Guides(Part):
    """Which guides to print the site offers."""

    build: Switch = Field("auto", description="`auto` prints them when the site is built and not when it is served.")
    fonts: str = Field("", description="A folder of fonts, below the handbook's, for scripts that the fonts of the guides lack.")
    files: tuple[str, ...] = Field(PRINTED, description="Their names; each names a kind of guide and its paper.")


class Level(Part):
    """A level of questions: whom they are asked."""

    title: str = ""
    color: Color = ""
    """In light mode; the dark one is made from it."""


LEVELS = {name: Level() for name in ("junior", "mid", "senior")}
Levels = Annotated[dict[Annotated[str, Field(pattern=LEVEL_NAME)], Level], BeforeValidator(_levels)]


class Anki(Part):
    """What readers' Anki knows the deck by: chosen once, and never changed."""

    deck: int | None = Field(None, gt=0, lt=2**53, description="The deck's number.")
    notes: int | None = Field(None, gt=0, lt=2**53, description="The note type's number.")
    name: str | None = Field(None, min_length=1, max_length=200, description="The deck's name; the site's unless given.")


class Search(Part):
    """How the search of the site is made."""

    vectors: Switch = Field("auto", description="`off` leaves out the vectors of words, which a build trains with NumPy.")


class Options(Part):
    """What stands below `handbook:` in the list of plugins."""

    levels: Levels = Field(LEVELS, min_length=1, description="The levels of questions, easiest first.")
    labels: dict[str, str | dict[str, str]] = Field({}, description="Words in the place of the generator's, by their names.")
    pages: tuple[Page, ...] = Field(PAGES, description="The pages that the generator makes.")
    guides: Guides = Guides()
    branch: str = Field("main", description="The branch that the links to edit a file lead to.")
    folder: str = Field("", description="The handbook's folder in its repository, where that is not the root.")
    forge: Literal["", "github", "gitlab", "gitea", "bitbucket"] = Field("", description="The kind of the repository's host.")
    contact: Contact = Field("", description="An e-mail address, or a page, for readers without an account there.")
    license: str = Field("", description="The licence of the texts, such as CC-BY-4.0.")
    format: Format = Field(FORMAT, description="The version of the format of `data/`.")
    hosts: tuple[Host, ...] = Field((), description="Other hosts that the policy of the pages allows, for the owner's analytics.")
    pictures: Literal["questions", "topics", "none"] = Field(
        "questions", description="For what a picture is made that shows where a link is shared."
    )
    anki: Anki = Anki()
    search: Search = Search()


@dataclass(frozen=True, slots=True)
class Settings:
    """The handbook's name, its address and its terms."""

    title: str = "Handbook"
    url: str = ""
    """Where the site is published, with a slash at its end; empty where that is not known."""
    copyright: str = ""
    language: str = "en"
    repository: str = ""
    """The address of the repository; empty where there is none."""
    options: Options = field(default_factory=Options)
    author: str = ""
    description: str = ""

    @property
    def levels(self) -> dict[str, str]:
        """The title of each level, by its name, easiest first."""
        return {name: level.title or name.capitalize() for name, level in self.options.levels.items()}

    @property
    def words(self) -> tuple[str, tuple[tuple[str, str | tuple[tuple[str, str], ...]], ...]]:
        """The language, and the words of the handbook's own."""
        own = self.options.labels.items()
        return self.language, tuple((name, text if isinstance(text, str) else tuple(text.items())) for name, text in own)

    @property
    def stamp(self) -> str:
        """What the drawing of a question depends on besides its file."""
        return f"{self.words}{self.levels}"

    @property
    def license(self) -> str:
        """The address of the license, if there is one."""
        license_ = self.options.license or ""
        return license_ if ":" in license_ or not license_ else f"https://spdx.org/licenses/{license_}.html"
