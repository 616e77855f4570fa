"""What text is taken apart into, and what the inflections and spellings of a word have in common."""

from __future__ import annotations

import pytest

from handbook.search.words import chunks, stem


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
        ("async/await", [["async"], ["await"]]), ("BatchNorm", [["batch", "norm"]]), ("ReLU F1 1x1", [["relu"], ["f1"], ["1x1"]]),
        ("network's don't", [["network"], ["dont"]]), ("Café naïve", [["cafe"], ["naive"]]), ("\\frac{1}{2}", [["1"], ["2"]]),
        ("?!", []), ("zero_grad", [["zero", "grad"]]),
    ],
)  # fmt: skip
def test_code_is_taken_apart_and_kept_together(text: str, pieces: list[list[str]]) -> None:
    assert chunks(text) == pieces
