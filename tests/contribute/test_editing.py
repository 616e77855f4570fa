"""Fields of a question's file are replaced, added and taken out; everything else stays."""

from __future__ import annotations

from handbook.contribute.editing import with_fields

FILE = """# a comment at the head
question: What is a hoe?   # asked often
level: junior
tags: [a, b]
short: |
  Old.

  # no comment, but text

# on the answer
answer: |
  Old too.
draft: true
"""


def test_fields_are_replaced_and_the_rest_stays() -> None:
    text = with_fields(FILE, {"short": "New.\n\nLonger.", "tags": ("b", "c")})
    assert text == FILE.replace("  Old.\n\n  # no comment, but text\n", "  New.\n\n  Longer.\n").replace("[a, b]", "[b, c]")


def test_fields_are_added_at_the_end_and_taken_out() -> None:
    assert with_fields(FILE, {"source": "list.md#hoe"}, ("draft",)) == FILE.replace("draft: true\n", "source: list.md#hoe\n")


def test_a_text_without_a_line_end_gets_one() -> None:
    assert with_fields("question: What?", {"level": "mid"}) == "question: What?\nlevel: mid\n"
