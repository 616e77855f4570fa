"""What text is taken apart into, and what the inflections and spellings of a word have in common."""

from __future__ import annotations

import pytest

from handbook.search.words import chunks, language
from tests.looping import some

stem = language("en").stem


@pytest.mark.parametrize(
    "words",
    [
        "normalize normalise normalization normalised normalizing", "overfit overfitting overfitted", "train trains training",
        "behaviour behavior", "centre center", "loss losses", "label labelled labeled labelling", "query queries",
        "activate activation activations", "embed embedding embeddings", "gradient gradients", "bias biases biased",
        "quantise quantize quantization", "calibrate calibration", "distill distil distillation", "analyse analyze analysing",
    ],
)  # fmt: skip
def test_forms_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize("word", ["string", "bias", "relu", "gan", "embed", "analysis", "attention"])
def test_words_that_only_look_inflected_stay_apart_from_shorter_ones(word: str) -> None:
    assert len(stem(word)) >= len(word) - 3


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("C++ and C#", [["c++"], ["and"], ["c#"]]), ("loss.backward()", [["loss", "backward"]]), ("top-k", [["top", "k"]]),
        ("Objective-C++", [["objective", "c++"]]),
        ("async/await", [["async"], ["await"]]), ("BatchNorm", [["batch", "norm"]]), ("ReLU F1 1x1", [["relu"], ["f1"], ["1x1"]]),
        ("network's don't", [["network"], ["dont"]]), ("Café naïve", [["cafe"], ["naive"]]), ("\\frac{1}{2}", [["1"], ["2"]]),
        ("what?", [["what"]]), ("zero_grad", [["zero", "grad"]]), ("=== is no ==", [["==="], ["is"], ["no"], ["=="]]),
        ("a?.b && p->x", [["a"], ["?."], ["b"], ["&&"], ["p"], ["->"], ["x"]]), ("a & b", [["a"], ["&"], ["b"]]),
    ],
)  # fmt: skip
def test_code_is_taken_apart_and_kept_together(text: str, pieces: list[list[str]]) -> None:
    assert chunks(text) == pieces


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("什么是梯度消失问题？", "梯度"), ("勾配消失問題とは", "消失"), ("การเรียนรู้ของเครื่อง", "เรียนรู้"), ("ReLU函数是什么", "函数"),
    ],
)  # fmt: skip
def test_word_inside_a_run_of_a_script_without_spaces_is_found(text: str, inside: str) -> None:
    words = [word for parts in chunks(text) for word in parts]

    assert {*some(word for parts in chunks(inside) for word in parts)} <= {*words}


@pytest.mark.parametrize("word", ["हिन्दी", "தமிழ்", "বাংলা", "മലയാളം", "שָׁלוֹם"])
def test_marks_are_a_part_of_their_word(word: str) -> None:
    assert len(chunks(word)) == 1


def test_word_of_three_letters_is_its_own_stem() -> None:
    french = language("fr")

    assert [french.stem(word) for word in ("vie", "ans", "vies")] == ["vie", "ans", "vi"]


@pytest.mark.parametrize("words", ["Netz Netze Netzen", "Schicht Schichten", "Gradient Gradienten"])
def test_forms_of_a_german_word_have_one_stem(words: str) -> None:
    german = language("de")

    assert len({german.stem(word.lower()) for word in words.split()}) == 1
    assert {"der", "und", "ist"} <= german.small


def test_browser_is_told_by_which_rules_the_forms_of_a_language_have_their_stems() -> None:
    told = language("de").told(
        ["netz", "netze", "netzen", "zahl", "zahlen", "haus", "häuser", "der", "laut", "lauten", "lautest"]
    )

    assert told["endings"] == []
    assert told["cuts"] == [("äuser", "aus"), ("est", ""), ("en", ""), ("e", ""), ("", "")]
    assert told["irregular"] == {}
    assert {"aber", "und"} <= {*told["small"].split()}


def test_form_that_no_rule_leads_to_its_stem_is_told_by_itself() -> None:
    told = language("de").told(["lauten", "laut", "laute", "bauten", "baut"])

    cut = {form: form.removesuffix(ending) for form in ("lauten", "bauten") for ending, _ in told["cuts"][:1]}
    assert {**cut, **told["irregular"]} == {form: language("de").stem(form) for form in ("lauten", "bauten")}


@pytest.mark.parametrize("code", ["en", "en-GB", "en_US"])
def test_english_has_rules_of_its_own(code: str) -> None:
    told = language(code).told([])

    assert told["endings"][0][0] == ("sses", "ss", 2)
    assert "cuts" not in told


@pytest.mark.parametrize("code", ["ja", "zh-Hant"])
def test_language_without_a_stemmer_keeps_its_words(code: str) -> None:
    assert language(code).stem("テンソルです") == "テンソルです"
    assert language(code).told(["テンソルです"])["endings"] == []
