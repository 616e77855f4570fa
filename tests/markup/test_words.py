"""A paragraph of words is drawn as the reader of Markdown draws it, and nothing else is taken for one."""

from __future__ import annotations

import random

import pytest

from handbook.markup import markdown
from handbook.markup.words import paragraph

PIECES = [
    "a", "b", "word", "I", "ii", "a)", "B.", "1", "2.5", "-", "- ", "  ", "\n", "\n\n", "**", "**bold**", "**two words**", ".",
    ",", ":", ":x:", ";", "(", ")", "?", "%", "'", "’", "“", "”", "/", "—", "www", "www.", "https://", "example.org", "(c)",
    "...", "é", "中", "文", "א", "²", "Term", "+", "=", "---", "1)", "1.", "ix", "*", "_", "&", "`", "$", "<", "[", "|", "#", ">",
    "~",
]  # fmt: skip


def test_it_is_drawn_as_by_the_reader_of_markdown(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(7)  # noqa: S311  test data
    texts = ["".join(dice.choice(PIECES) + dice.choice(["", " "]) for _ in range(dice.randint(1, 7))) for _ in range(10_000)]
    words = [text for text in texts if paragraph(text)]
    drawn = [markdown.render(text, "q--short-") for text in words]
    monkeypatch.setattr(markdown, "paragraph", lambda _: None)
    assert len(words) > 300
    assert drawn == [markdown.render(text, "q--short-") for text in words]


def test_it_may_have_bold_words_and_several_lines() -> None:
    assert paragraph("Weights **shrink** by 0.5 %\nor less (once), **layer by layer**.\n") == (
        "<p>Weights <strong>shrink</strong> by 0.5 %\nor less (once), <strong>layer by layer</strong>.</p>"
    )


@pytest.mark.parametrize("text", ["See www.example.org.", "a_b_c", "a) b", "One\n\nTwo", " Indented", "- Item", "2 * 3"])
def test_what_may_be_more_is_left_to_the_reader(text: str) -> None:
    assert paragraph(text) is None
