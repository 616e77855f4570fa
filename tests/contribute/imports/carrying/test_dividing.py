"""The short answer is a sentence or two that stand alone, or nothing."""

from __future__ import annotations

import pytest

from handbook.contribute.imports.carrying.dividing import opening


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("A spade is a tool with a flat blade. It cuts. It lasts.", "A spade is a tool with a flat blade."),
        ("A spade is a tool. It cuts soil. It lasts.", "A spade is a tool. It cuts soil."),
        ("A spade is a tool. It cuts soil.", "A spade is a tool."),
        ("Yes. A spade is heavy. It lasts.", "Yes. A spade is heavy."),
        ("It is for beds, e.g. for yours. Take care.", "It is for beds, e.g. for yours."),
        ("Version 1.2 of `a. b` is out. It is fast.", "Version 1.2 of `a. b` is out."),
        ("A tool without an end", "A tool without an end"),
        ("The parts are:", ""),
        ("It **cuts. And** lasts long. So it is good.", "It **cuts. And** lasts long."),
        ("これは道具です。とても重いです。", "これは道具です。とても重いです。"),
    ],
)
def test_whole_sentences_are_taken_from_the_start(text: str, short: str) -> None:
    assert opening(text) == short
