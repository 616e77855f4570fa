"""Carries footnotes into the answers that refer to them, each with numbers of its own."""

from __future__ import annotations

import re
from copy import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.contribute.imports.carrying.prose import markdown_of
from handbook.contribute.imports.page.elements import NOTE
from handbook.contribute.imports.page.tidy import last_line_of, line_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bs4 import BeautifulSoup
    from bs4.element import Tag

    from handbook.contribute.imports.carrying.carry import Carrier
    from handbook.contribute.imports.page.notes import Notes

MARK = re.compile("\ue010([^\ue011]*)\ue011")


@dataclass
class Footnotes:
    """The footnotes of a page, taken out of it."""

    texts: dict[str, Tag] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def carried(self, short: str, answer: str, title: Iterable[Tag], carrier: Carrier, own: str) -> tuple[str, str]:
        """Returns the texts of a question with the footnotes behind the answer; the short text does without their marks."""
        names = [*dict.fromkeys(MARK.findall(answer))]
        beside = [name for name in dict.fromkeys([*_named(title), *MARK.findall(short)]) if name not in names]
        self.used |= {*names, *beside}
        numbers = {name: number for number, name in enumerate(names, 1)}
        marked = MARK.sub(lambda mark: f"[^{numbers[mark[1]]}]", answer)
        loose = [text for name in beside for text in [self._text(name, carrier, own)] if text]
        notes = [f"[^{numbers[name]}]: {_indented(text)}" for name in names if (text := self._text(name, carrier, own))]
        return MARK.sub("", short), "\n\n".join(filter(None, [marked, *loose, *notes]))

    def _text(self, name: str, carrier: Carrier, own: str) -> str:
        if name not in self.texts:
            return ""
        held = copy(self.texts[name])
        held.name = "div"
        passages = [markdown_of(part, carrier.notes) for part in carrier.carry(held, own)]
        return MARK.sub("", "\n\n".join(filter(None, passages)))

    def tell_unused(self, notes: Notes) -> None:
        """Notes the footnotes that no question refers to."""
        for name, text in self.texts.items():
            if name not in self.used:
                notes.drop(line_of(text), last_line_of(text), f"the footnote `{name}`, which no question refers to")


def footnotes_of(tree: BeautifulSoup) -> Footnotes:
    """Takes the footnotes out of a page."""
    return Footnotes({str(tag[NOTE]): tag.extract() for tag in tree.find_all("blockquote") if tag.has_attr(NOTE)})


def _named(tags: Iterable[Tag]) -> list[str]:
    return [str(mark[NOTE]) for tag in tags for mark in tag.find_all("sup") if mark.has_attr(NOTE)]


def _indented(text: str) -> str:
    return text.replace("\n", "\n    ").replace("\n    \n", "\n\n")
