"""What a question is found by: which of its words it is about, in which phrasings they stand, and the names of terms."""

from __future__ import annotations

import pytest

from handbook.records.model import Term
from handbook.search.found import (
    FIELDS,
    LETTERS,
    Concepts,
    Found,
    Terms,
    counted,
    found_by,
    is_strong,
    level,
    number,
    told,
    weight,
)
from handbook.search.words import language

ENGLISH = language("en")
GLOSSARY = {
    "gradient": Term(meaning="A slope."),
    "gradient descent": Term(meaning="Steps.", abbreviations=("GD",), synonyms=("going down hut",)),
    "long short term memory": Term(meaning="A cell."),
    "loss function": Term(meaning="A number."),
}


def concepts(glossary: dict[str, Term] | None = None) -> Concepts:
    return Concepts(GLOSSARY if glossary is None else glossary, ENGLISH)


def found(**lines: list[str]) -> Found:
    return found_by({field: lines.get(field, []) for field in FIELDS}, ["level:mid"], concepts({}), [1] * len(FIELDS))


def codes(of: Found) -> dict[str, str]:
    parts = of.terms.split(" ")
    return dict(zip(parts[::2], parts[1::2], strict=True))


def value(text: str) -> int:
    """Returns a number from its letters, the lowest five bits first."""
    return sum((LETTERS.index(letter) & 31) << 5 * at for at, letter in enumerate(text))


@pytest.mark.parametrize("whole", [0, 1, 31, 32, 33, 1023, 1024, 1 << 29, (1 << 30) - 1])
def test_number_is_read_as_it_was_written(whole: int) -> None:
    letters = number(whole)

    assert value(letters) == whole
    assert [LETTERS.index(letter) > 31 for letter in letters] == [True] * (len(letters) - 1) + [False]


def test_term_of_the_glossary_is_found_by_each_of_its_names_the_longest_first() -> None:
    words = ["going", "down", "gradient", "descent"]

    assert [*concepts().within(words)] == [(2, 4, "§1"), (2, 3, "§0")]
    assert [*concepts().within(["gd", "gradient"])] == [(0, 1, "§1"), (1, 2, "§0")]
    assert [*concepts().within([*ENGLISH.stems("going down hut"), "x"])] == [(0, 3, "§1")]
    assert [*concepts().within(["descent"])] == []


def test_name_of_two_or_three_words_is_found_in_one_piece_too() -> None:
    names = concepts().names

    assert names[0] == [("gradient",)]
    assert names[1] == [
        ("gradient", "descent"), ("gradientdescent",), ("gd",), tuple(ENGLISH.stems("going down hut")), ("goingdownhut",)
    ]  # fmt: skip
    assert names[2] == [tuple(ENGLISH.stems("long short term memory"))]
    assert told(names[1]) == [names[1][0], names[1][2], names[1][3]]
    assert told(names[0]) == names[0]


def test_length_of_a_phrasing_has_a_term_in_the_place_of_its_words() -> None:
    text = Terms("What is gradient descent? Loss functions and a hut", concepts())

    assert text.length() == ["§1", "§3", "hut"]
    assert Terms("A plain hut", concepts()).length() == ["plain", "hut"]


def test_word_with_a_hyphen_is_found_in_one_piece_too() -> None:
    assert {"top", "k", "topk"} <= {*Terms("What is top-k?", concepts()).all}
    assert {"statesoftheart", "stateofthearts"} & {*Terms("state-of-the-art-s", concepts()).all} == set()


def row(**counts: int) -> list[int]:
    """Returns how often a term stands in each field."""
    return [counts.get(field, 0) for field in FIELDS]


@pytest.mark.parametrize(
    ("term", "counts", "strong"),
    [
        ("word", row(title=1), True),
        ("word", row(asked=1), True),
        ("word", row(tags=1), True),
        ("word", row(searched=1), True),
        ("word", row(core=1), False),
        ("word", row(follow=1, rest=9), False),
        ("word", row(core=1, follow=1), True),
        ("word", row(follow=2), True),
        ("word", row(rest=9), False),
        ("§1", row(core=1), True),
        ("§1", row(rest=9), False),
    ],
)
def test_question_is_about_what_it_asks_or_says_more_than_once(term: str, counts: list[int], *, strong: bool) -> None:
    assert is_strong(term, counts) == strong


def test_words_of_names_count_once_a_phrasing_and_others_as_often_as_they_stand() -> None:
    texts: dict[str, list[str]] = {field: [] for field in FIELDS} | {
        "title": ["oak oak", "oak"],
        "searched": ["ash ash"],
        "core": ["bud bud", "bud"],
    }

    question = counted(texts, concepts({}))

    assert question.counts == {"oak": row(title=2), "bud": row(core=3), "ash": row(searched=1)}
    assert [text.words for text in question.phrasings] == [["oak", "oak"], ["oak"]]


def test_weight_grows_ever_less() -> None:
    assert [weight([count, 0], [0.5, 9]) for count in range(5)] == [0, 2, 4, 4, 5]
    assert weight([1, 2], [1, 1]) == weight([3, 9], [1, 0]) == 5


def test_phrasings_that_have_a_term_are_its_bits_and_the_last_of_very_many_share_one() -> None:
    made = found(title=["a oak?"], asked=[*(f"ash {at}" for at in range(30)), "oak and bud", "a gem"])

    assert value(codes(made)["oak"][2:]) == 1 | 1 << 29
    assert value(codes(made)["bud"][2:]) == 1 << 29
    assert value(codes(made)["ash"][2:]) == (1 << 30) - 2
    assert made.phrasings.split("\t")[-1] == "gem"


@pytest.mark.parametrize("steps", range(8))
def test_weight_of_a_code_is_read_as_it_was_written(steps: int) -> None:
    assert level(f"0{LETTERS[steps * 9]}") == level(f"1{LETTERS[steps * 9]}B") == level(str(steps)) == steps


def test_code_tells_what_a_question_is_about_and_what_it_only_has() -> None:
    made = codes(found(title=["oak"], core=["twig twig bark"], rest=["root root root", "soil soil"], tags=["wood"]))

    assert made["oak"][0] == "1"
    assert made["twig"][0] == made["wood"][0] == "0"
    assert len(made["twig"]) == len(made["wood"]) == len(made["level:mid"]) == 2
    assert LETTERS.index(made["twig"][1]) == 5 * 9
    assert (made["bark"], made["root"], made["soil"]) == ("4", "5", "5")
