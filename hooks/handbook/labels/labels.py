"""The words of a language: labels by name, plurals, dates and numbers."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FOLDER = Path(__file__).parent
DEFAULT = "en"
VALUE = re.compile(r"\{(\w+)\}")

Text = str | dict[str, str]
"""A label, or the label for each kind of number: `one`, `other` and what else the language tells apart."""
Own = tuple[tuple[str, str | tuple[tuple[str, str], ...]], ...]
"""The words of a handbook's own, in a form that can be compared."""


class Labels:
    """The labels of one language; a handbook may have words of its own for some of them."""

    def __init__(self, language: str, texts: Mapping[str, Text]) -> None:
        self.language = language
        self._texts = texts
        self._locale = Locale.parse(language.replace("-", "_"))

    def __call__(self, name: str, n: int = 0, **values: object) -> str:
        """Returns a label with its values put in; one that has a plural takes the number `n`."""
        text = self._texts[name]
        if isinstance(text, dict):
            text = text.get(self._locale.plural_form(n), text["other"])
        if "{" not in text:
            return text
        if "{n}" in text:
            values.setdefault("n", self.number(n))
        return VALUE.sub(lambda place: str(values.get(place[1], place[0])), text)

    def date(self, day: date) -> str:
        """Returns a day as a sentence would say it."""
        return format_date(day, str(self._texts["format.date"]), locale=self._locale)

    def number(self, number: float) -> str:
        """Returns a number with the separators of the language."""
        return format_decimal(number, locale=self._locale)

    def below(self, *sections: str) -> dict[str, Text]:
        """Returns the labels of some sections by their names, for a script to read."""
        return {name: text for name, text in self._texts.items() if name.partition(".")[0] in sections}


def languages() -> tuple[str, ...]:
    """Returns the languages that there is a file of, in alphabetical order."""
    return tuple(sorted(file.stem for file in FOLDER.glob("*.toml")))


def catalogue(language: str) -> dict[str, Text]:
    """Returns the labels of a language by their names, such as `question.answer`."""
    sections = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return dict(_named(sections))


def _named(sections: Mapping[str, Mapping[str, Text]]) -> Iterator[tuple[str, Text]]:
    for section, texts in sections.items():
        for name, text in texts.items():
            yield f"{section}.{name}", text


def is_language(code: str) -> bool:
    """Tells whether a text is the code of a language, whose plurals and dates are known."""
    try:
        Locale.parse(code.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return False
    return True


def is_date_format(text: Text) -> bool:
    """Tells whether days can be shown in this form."""
    try:
        return bool(format_date(date(2000, 1, 1), str(text), locale=DEFAULT))
    except (ValueError, KeyError, AttributeError):
        return False


@cache
def labels(language: str = DEFAULT, own: Own = ()) -> Labels:
    """Returns the labels of a language, or of English where there is no file of it, with a handbook's own words."""
    base = language.partition("-")[0]
    texts = catalogue(base) if base in languages() else catalogue(DEFAULT) | {"format.date": "long"}
    return Labels(language, texts | {name: text if isinstance(text, str) else dict(text) for name, text in own})
