"""What the site's search knows of each question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.data import load
from handbook.search import entries
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path


def test_every_question_is_an_entry_at_its_heading_with_its_level_and_tags(small: Path) -> None:
    found = [(entry["location"], entry["title"], entry["tags"]) for entry in entries(load(small))]

    assert found == [
        ("topics/optimization/#gradient-descent", "What is gradient descent?", ["junior", "optimization"]),
        ("topics/regularization/#overfitting", "What is overfitting?", ["junior", "regularization"]),
        ("topics/regularization/#dropout", "What is dropout?", ["mid", "regularization"]),
    ]


def test_entry_has_all_ways_to_ask_and_all_words_of_the_answer(small: Path) -> None:
    write_question(
        small,
        "regularization/dropout",
        asked_as=["How does `Dropout` work?"],
        follow_ups=[{"question": "And at test time?"}],
        key_points=["**Scaling** by $1/p$."],
    )

    [text] = [str(entry["text"]) for entry in entries(load(small)) if entry["location"] == "topics/regularization/#dropout"]

    for words in ("How does Dropout work?", "And at test time?", "Each unit is kept with probability p.", "Scaling by 1/p."):
        assert words in text


def test_titles_and_words_are_escaped_since_the_theme_takes_them_for_html(small: Path) -> None:
    write_question(small, "regularization/dropout", question="Why `<b>` & <i>?", answer="`<img src=x onerror=alert(1)>` &amp;lt;")

    [entry] = [entry for entry in entries(load(small)) if entry["location"] == "topics/regularization/#dropout"]

    assert entry["title"] == "Why &lt;b&gt; &amp; &lt;i&gt;?"
    assert "&lt;img src=x onerror=alert(1)&gt; &amp;lt;" in str(entry["text"])
    assert "<img" not in str(entry["text"])
