"""The search index: what is in it, how it is split into parts, and when it is made anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml

from handbook.reading.loading import load
from handbook.search.found import PARTS
from handbook.search.index import WORDS
from handbook.site.searching import write_index
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def read(file: Path) -> Any:
    text = file.read_text("utf-8")
    assert text.startswith("part(")
    assert text.endswith(")")
    return json.loads(text[5:-1])


def index(root: Path, entries: tuple[dict[str, str], ...] = ()) -> tuple[dict[str, Any], Path]:
    """Writes the index of a handbook; returns its words and the folder of its parts."""
    folder = root / "index"
    write_index(load(root), entries, folder)
    words = read(folder / WORDS)
    return words, folder / words["folder"]


def terms(words: dict[str, Any]) -> set[str]:
    """Returns the terms of an index, put together from what each shares with the one before."""
    found, term = set(), ""
    for added, shared in zip(words["terms"].split(" "), words["shared"], strict=True):
        term = term[: LETTERS.index(shared)] + added
        found.add(term)
    return found


def test_every_question_is_a_card_at_its_heading_with_its_topic_and_level(small: Path) -> None:
    words, folder = index(small)

    cards = [
        (location, title, words["topics"][topic], words["levels"][level])
        for location, title, _, topic, level in read(folder / "c0.js")[:3]
    ]

    assert cards == [
        ("topics/optimization/#gradient-descent", "What is gradient descent?", "Optimization", "Junior"),
        ("topics/regularization/#overfitting", "What is overfitting?", "Regularization", "Junior"),
        ("topics/regularization/#dropout", "What is dropout?", "Regularization", "Mid"),
    ]


def test_texts_have_all_ways_to_ask_and_all_words_of_the_answer(small: Path) -> None:
    write_question(
        small, "regularization/dropout", asked_as=["How does `Dropout` work?"], searched_as=["noisy units"],
        follow_ups=[{"question": "And at test time?"}], key_points=["**Scaling** by $1/p$."],
    )  # fmt: skip

    _, folder = index(small)

    asked, core, searched = read(folder / "t1.js")[0]
    assert asked == ["How does Dropout work?"]
    assert searched == ["noisy units"]
    assert "Scaling by 1/p." in core
    assert "And at test time?" in read(folder / "r0.js")[2]


def test_cards_of_a_large_handbook_are_in_smaller_parts(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shares() -> int:
        return int(index(small)[0]["cards"])

    few = shares()
    write_question(small, "regularization/dropout", asked_as=["Something new?"])
    monkeypatch.setattr("handbook.search.index.MANY", 3)

    assert (few, shares()) == (64, 16)


def test_index_keeps_letters_as_they_are_and_tells_what_the_rest_weighs(small: Path) -> None:
    write_question(small, "regularization/dropout", asked_as=["Is it naïve?"])

    words, folder = index(small)

    assert "naïve" in (folder / "t1.js").read_text("utf-8")
    assert words["rest"] == [round(at / PARTS, 3) for at in range(PARTS + 1)]


def test_terms_are_stems_facets_and_terms_of_the_glossary(small: Path) -> None:
    write_question(small, "regularization/dropout", asked_as=["Normalised co-adaptations in C++, top-k?"])

    found = terms(index(small)[0])

    assert {"dropout", "normaliz", "adapt", "coadapt", "c++", "top", "topk", "level:mid", "topic:regularization"} <= found


def test_words_that_people_use_for_one_another_are_stems_too(small: Path) -> None:
    (small / "data" / "synonyms.yml").write_text("switching off: [dropout, turned off]\nimage: [pictures, Image]\n", "utf-8")

    assert index(small)[0]["alike"] == ["switch off,dropout,turn off", "imag,pictur"]


def test_index_follows_the_synonyms(small: Path) -> None:
    _, before = index(small)
    (small / "data" / "synonyms.yml").write_text("image: [picture]\n", "utf-8")

    assert index(small)[1] != before


def test_other_pages_are_apart_and_their_words_are_no_terms(small: Path) -> None:
    words, folder = index(small, ({"location": "about/#data", "title": "The data", "text": "<p>One <code>filez</code>.</p>"},))

    assert words["questions"] == 3
    assert read(folder / "p.js")[0] == ["about/#data", "The data", ["One filez."]]
    assert "filez" not in terms(words)
    assert not any("filez" in part.read_text("utf-8") for part in folder.glob("m*.js"))


def test_terms_of_the_glossary_are_found_one_by_one(small: Path) -> None:
    glossary = {"quiet unit": {"abbreviations": ["QU"], "synonyms": ["silent one"], "meaning": "A unit that is `off`."}}
    (small / "data" / "glossary.yml").write_text(yaml.safe_dump(glossary), "utf-8")
    page = [{"location": f"glossary/{at}", "title": "Q", "text": "Much."} for at in ("", "#letter-q")]
    found = [entry[:3] for entry in read(index(small, tuple(page))[1] / "p.js")]

    assert ["glossary/#term-quiet-unit", "quiet unit", ["QU · silent one", "A unit that is off."]] in found
    assert not [entry for entry in found if "letter" in entry[0]]


def test_index_is_left_alone_until_something_changes(small: Path) -> None:
    _, before = index(small)
    (before / "t0.js").write_text("touched")
    assert index(small)[1] == before
    assert (before / "t0.js").read_text() == "touched"

    write_question(small, "regularization/dropout", asked_as=["Something new?"])
    _, after = index(small)

    assert after != before
    assert not before.exists()
    assert read(after / "t1.js")[0][0] == ["Something new?"]


def test_index_that_was_not_finished_is_made_anew(small: Path) -> None:
    _, folder = index(small)
    (small / "index" / WORDS).unlink()
    (folder / "l0.js").unlink()

    _, again = index(small)

    assert read(again / "l0.js")


def test_index_is_made_anew_from_what_is_kept_when_a_topic_has_another_title(small: Path) -> None:
    index(small)
    topic = small / "data/regularization/_topic.yml"
    topic.write_text(topic.read_text("utf-8").replace("Regularization", "Holding back"), "utf-8")

    words, _ = index(small)

    assert "Holding back" in words["topics"]
    assert "hold" in terms(words)
