"""What the owner of a handbook decides: its name and address, and the options of the plugin."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

HOST = re.compile(r"(?:https://)?(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?", re.IGNORECASE)
Page = Literal["browse", "practice", "reading-path", "tags", "glossary", "print"]
PAGES: tuple[Page, ...] = get_args(Page)
"""The pages that the generator makes, unless the handbook has one of its own under that name."""
PRINTED = (
    "study-guide.pdf", "study-guide-letter.pdf", "answer-key.pdf", "question-sheet.pdf", "flash-cards.pdf", "study-guide.epub",
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


class Part(BaseModel):
    """A part of the settings: what is in it is known, and does not change."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Guides(Part):
    """Which guides to print the site offers."""

    build: Switch = Field("auto", description="`auto` prints them when the site is built and not when it is served.")
    files: tuple[str, ...] = Field(PRINTED, description="Their names; each names a kind of guide and its paper.")


class Options(Part):
    """What stands below `handbook:` in the list of plugins."""

    pages: tuple[Page, ...] = Field(PAGES, description="The pages that the generator makes.")
    guides: Guides = Guides()
    hosts: tuple[Host, ...] = Field((), description="Other hosts that the policy of the pages allows, for the owner's analytics.")


@dataclass(frozen=True, slots=True)
class Settings:
    """The handbook's name, its address and its terms."""

    title: str = "Handbook"
    url: str = ""
    """Where the site is published, with a slash at its end; empty where that is not known."""
    copyright: str = ""
    options: Options = field(default_factory=Options)
    author: str = ""
