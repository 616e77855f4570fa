"""The lists of the documents that have a term, read back as a browser reads them."""

from __future__ import annotations

from itertools import accumulate
from math import log

import pytest

from handbook.search.found import LETTERS, Found
from handbook.search.postings import Postings, is_facet, rarity, split


def closed(*documents: str, common: frozenset[str] = frozenset()) -> Postings:
    """Returns the lists of documents, each given as its terms with their codes."""
    postings = Postings(common)
    for document in documents:
        postings.add(Found(document, ""))
    postings.weigh()
    postings.close()
    return postings


def numbers(text: str) -> list[int]:
    """Returns the ascending numbers that were written as distances."""
    steps, value, shift = [], 0, 0
    for letter in text:
        bits = LETTERS.index(letter)
        value, shift = value + ((bits & 31) << shift), shift + 5
        if bits < 32:
            steps.append(value)
            value, shift = 0, 0
    return [*accumulate(steps)]


def place(document: int, level: int) -> int:
    """Returns what the rest says of a document that has a term with one of eight weights."""
    return 8 * document + level


def test_rest_tells_which_documents_have_a_term_and_where_it_tells_more() -> None:
    postings = closed("seldom 0 often 1", "other 0", "often 0 seldom 1")

    assert numbers(postings.rest["seldom"]) == [place(0, 0), place(2, 1)]
    assert numbers(postings.rest["often"]) == [place(0, 1), place(2, 0)]


def test_documents_about_a_term_are_told_with_their_codes() -> None:
    postings = closed("tree 1wB", "tree 0e", "tree 1wB")

    steps, codes = postings.about["tree"]
    assert numbers(steps) == [0, 1, 2]
    assert [postings.codes[LETTERS.index(code)] for code in codes] == ["1wB", "0e", "1wB"]
    assert postings.codes == ["1wB", "0e"]


def test_code_that_no_letter_is_left_for_is_written_out() -> None:
    documents = [f"tree 1w{LETTERS[at % 32]}{LETTERS[32 + at // 32]}" for at in range(62)]

    postings = closed(*documents, documents[0])

    assert len(postings.codes) == LETTERS.index("-") == 62
    postings = closed(*documents, "tree 0e", documents[0])
    assert postings.about["tree"][1].endswith("-0eA")


def test_number_of_a_document_may_be_large() -> None:
    postings = closed(*["filler 0"] * 8999, "rare 0 found 1wB", "found 1wB")

    assert numbers(postings.rest["rare"]) == [place(8999, 0)]
    assert numbers(postings.about["found"][0]) == [8999, 9000]


@pytest.mark.parametrize(
    ("term", "code", "is_about"),
    [
        ("word", "0e", False),
        ("word", "1eB", True),
        ("§4", "0e", True),
        ("level:mid", "0A", True),
        ("topic:trees", "0A", True),
        ("tag:wood", "0A", True),
        ("what", "0e", True),
    ],
)
def test_term_of_one_document_moves_to_the_rest_unless_it_is_asked_or_filtered_by(
    term: str, code: str, *, is_about: bool
) -> None:
    postings = closed("other 0", f"{term} {code}", common=frozenset({"what"}))

    assert (term in postings.about) == is_about
    if not is_about:
        assert numbers(postings.rest[term]) == [place(1, 3)]


def test_term_that_moves_stands_among_those_that_had_it_in_the_rest() -> None:
    postings = closed("word 0", "word 0e", "word 1")

    assert postings.about == {}
    assert numbers(postings.rest["word"]) == [place(0, 0), place(1, 3), place(2, 1)]


def test_rest_of_a_term_that_many_are_about_is_left_out() -> None:
    assert "tree" in closed(*["tree 1eB"] * 40, *["tree 0"] * 9).rest
    assert "tree" not in closed(*["tree 1eB"] * 40, *["tree 0"] * 10).rest
    assert "tree" in closed(*["tree 1eB"] * 40, *["tree 0"] * 10, *["other 0"] * 201).rest
    assert "tree" in closed(*["tree 0"] * 99).rest


def test_rare_terms_tell_more() -> None:
    postings = closed("tree 1eB leaf 1eB", "tree 1eB bark 0", *["sky 0"] * 8)

    weights = [LETTERS.index(postings.letter(term)) for term in ("tree", "leaf", "bark")]
    assert postings.most == log(21)
    assert weights == [round(63 * rarity(10, having) / log(21)) for having in (2, 1, 0.25)]
    assert postings.letter("nowhere") == LETTERS[63]
    assert rarity(10, 0) == log(22) > rarity(10, 10) > 0


def test_length_of_a_phrasing_is_what_its_terms_tell() -> None:
    postings = closed("tree 1eB", "tree 1eB leaf 1eB")

    found = Found("", "tree\ttree leaf\tnowhere\t")
    lengths = [LETTERS.index(letter) for letter in postings.lengths(found)]

    assert lengths[0] < lengths[2] < 63
    assert lengths[0] < lengths[1]
    assert lengths[3] == 0
    assert lengths[2] == round(9 * (log(1 + log(5)) / log(2)))
    assert postings.lengths(Found("", " ".join(["nowhere"] * 999))) == LETTERS[63]


def test_terms_are_told_by_what_each_adds_to_the_one_before() -> None:
    long = "x" * 70
    made = closed(f"tree 1eB trees 1eB {long} 1eB {long}y 1eB {long}z 1eB").terms()

    words, before = [], ""
    for added, shared in zip(made["terms"].split(" "), made["shared"], strict=True):
        before = before[: LETTERS.index(shared)] + added
        words.append(before)
    assert words == ["tree", "trees", long, f"{long}y", f"{long}z"]
    assert made["terms"].startswith("tree s ")
    assert len(made["idf"]) == 5


@pytest.mark.parametrize(("term", "facet"), [("level:mid", True), ("topic:a", True), ("tag:a", True), ("std:move", False)])
def test_facet_is_what_can_be_filtered_by(term: str, *, facet: bool) -> None:
    assert is_facet(term) == facet


def test_parts_are_of_about_one_size_and_none_is_empty() -> None:
    texts = ["x" * 4, "x" * 4, "x" * 20, "x", "x" * 4, "x" * 4]

    assert [texts[part] for part in split(texts, 10)] == [texts[:2], texts[2:3], texts[3:5], texts[5:]]
    assert split(["x" * 20, "x"], 10) == [slice(0, 1), slice(1, 2)]
    assert split(["x" * 5, "x" * 4, "x" * 5, "x" * 4], 10) == [slice(0, 2), slice(2, 4)]
    assert split([], 10) == []
