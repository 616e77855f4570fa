from __future__ import annotations

from datetime import date

import pytest

from handbook.labels.labels import VALUE, catalogue, labels, languages
from handbook.reading.settings import SettingsError, options_from


def values(text: object) -> set[str]:
    texts = text.values() if isinstance(text, dict) else [text]
    return {name for one in texts for name in VALUE.findall(str(one))}


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_label_with_its_values(language: str) -> None:
    english, other = catalogue("en"), catalogue(language)

    assert english
    assert other.keys() == english.keys()
    assert {name: values(text) for name, text in other.items()} == {name: values(text) for name, text in english.items()}
    assert all(isinstance(other[name], dict) == isinstance(text, dict) for name, text in english.items())


def test_handbook_has_words_of_its_own() -> None:
    said = labels("en", (("question.answer", "Reply"),))

    assert (said("question.answer"), said("nav.home")) == ("Reply", "Home")


def test_language_without_a_file_speaks_english_with_its_own_dates() -> None:
    french = labels("fr")

    assert french("nav.home") == "Home"
    assert french.date(date(2026, 11, 3)) == "3 novembre 2026"


def test_dates_and_numbers_follow_the_language() -> None:
    assert [labels(name).date(date(2026, 3, 1)) for name in ("en", "de")] == ["1 March 2026", "1. März 2026"]
    assert [labels(name).number(12345) for name in ("en", "de")] == ["12,345", "12.345"]


def test_an_unknown_label_is_refused_with_the_nearest() -> None:
    with pytest.raises(SettingsError, match=r"unknown label `labels.question.anwser`.*question\.answer") as found:
        options_from({"labels": {"question.anwser": "Reply"}})

    assert len(str(found.value).splitlines()) == 1
