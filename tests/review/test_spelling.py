"""Spelling: known misspellings in prose are found where they stand, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.review.spelling import known_words, misspellings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They recieve a gradient.", [(5, "recieve", "`receive`")]),
        ("Teh end. **Seperate** them.", [(0, "Teh", "`the`"), (11, "Seperate", "`separate`")]),
        ("It dosen’t, and it doesn’t.", [(3, "dosen’t", "`doesn't`")]),
        ("Backpropagation, hyperparameter, ReLU, softmax, logits, AdamW and GELU.", []),
        ("The code `recieve` and $recieve$ and\n\n```python\nrecieve()\n```\n\n$$\nrecieve\n$$\n", []),
        ("A [link](https://example.org/recieve) and https://example.org/teh.", []),
        ("``a ` recieve`` then recieve", [(21, "recieve", "`receive`")]),
        ("A price of $5, to recieve $6.", [(18, "recieve", "`receive`")]),
    ],
)
def test_misspellings(text: str, found: list[tuple[int, str, str]]) -> None:
    assert [*misspellings(text, frozenset())] == found


def test_a_word_of_the_list_is_right(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("# names\nTeh  # a person\n", "utf-8")

    assert [*misspellings("Teh teh", known_words(file))] == []
    assert known_words(tmp_path / "no-list.txt") == frozenset()
