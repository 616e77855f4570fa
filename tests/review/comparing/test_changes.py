"""Changes: what a reviewer reads of a pull request's questions."""

from __future__ import annotations

import pytest
from markdown import markdown

from handbook.review.comparing.changes import LONGEST_REPORT, describe, excerpt
from handbook.review.comparing.history import State


def state(**files: str) -> State:
    return State({f"data/t/{id_}.yml": text.encode() for id_, text in files.items()})


DROPOUT = "question: What is *dropout*, in `a_b`?\nlevel: mid\nshort: Units are left out.\nanswer: |\n  Each unit is kept.\n"
GAN = "question: What is a GAN?\nlevel: mid\nshort: Two networks.\nanswer: A game.\n"


def test_an_added_question_comes_with_its_texts() -> None:
    assert describe(state(gan=GAN), state(gan=GAN, dropout=DROPOUT)) == (
        "## Added: 1\n\n"
        "### What is \\*dropout\\*, in `a_b`?\n\n"
        "`data/t/dropout.yml`.\n\n"
        "<details><summary>In 60 seconds</summary>\n\nUnits are left out.\n\n</details>\n\n"
        "<details><summary>Full answer</summary>\n\nEach unit is kept.\n\n</details>\n\n"
    )


def test_a_changed_question_names_the_keys_that_changed() -> None:
    now = state(gan=GAN.replace("A game.", "A long game.") + "tags: [gan]\n")

    told = describe(state(gan=GAN), now)

    assert told.startswith("## Changed: 1\n\n### What is a GAN?\n\n`data/t/gan.yml`. Changed: `answer`, `tags`.\n")
    assert "A long game." in told


def test_a_question_that_moved_to_another_topic_is_changed() -> None:
    assert "Changed: `topic`." in describe(state(gan=GAN), State({"data/u/gan.yml": GAN.encode()}))


def test_a_removed_question_tells_where_its_links_lead() -> None:
    before = state(gan=GAN, dropout=DROPOUT)

    assert "## Removed: 1\n\n### What is a GAN?\n\n`data/t/gan.yml`. Its links lead nowhere.\n" in describe(
        before, state(dropout=DROPOUT)
    )
    renamed = describe(before, state(dropout=DROPOUT, gans=GAN + "formerly: [gan]\n"))
    assert "`data/t/gans.yml`. Formerly `gan`." in renamed
    assert "`data/t/gan.yml`. Its links lead to `gans`." in renamed


@pytest.mark.parametrize("now", [state(gan=GAN), state(gan=GAN.replace("A game.", "'A game.'") + "# A remark.\n")])
def test_no_change_of_the_data_is_no_change(now: State) -> None:
    assert describe(state(gan=GAN), now) == "No question was added, changed or removed.\n"


def test_a_file_that_is_wrong_is_told_all_the_same() -> None:
    told = describe(state(), state(gan="question: What: is it?\nshort: [a, list]\nanswer: *nothing\n"))

    assert told == "## Added: 1\n\n### What: is it?\n\n`data/t/gan.yml`.\n\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("See [it](q:gan), [](q:gan) and [that](https://example.org/).", "See it `gan`, `gan` and [that](https://example.org/)."),
        ("a < b, </details><script>", "a &lt; b, &lt;/details>&lt;script>"),
        ("`a < b` and ``<x> ` <y>``", "`a < b` and ``<x> ` <y>``"),
        ("```html\n</details>\n# no\n```\n# Head", "```html\n</details>\n# no\n```\n\\# Head"),
        ("~~~\n<a>", "~~~\n<a>\n~~~"),
        ("- item\n\n    ```python\n    x", "- item\n\n    ```python\n    x\n    ```"),
        ("````\n```\n<b>", "````\n```\n<b>\n````"),
    ],
)
def test_a_text_stays_within_itself(text: str, shown: str) -> None:
    assert excerpt(text) == shown


def test_a_long_text_is_cut_at_a_line_and_its_fence_closed() -> None:
    text = "Before.\n\n```python\n" + "x = 1\n" * 100 + "```\n\nAfter."

    assert excerpt(text, 50) == "Before.\n\n```python\nx = 1\nx = 1\nx = 1\nx = 1\nx = 1\n```\n\n… and 287 more words"


def test_a_long_line_is_cut_too() -> None:
    assert excerpt("word " * 100, 50).startswith("word word")
    assert len(excerpt("word " * 100, 50)) < 80


@pytest.mark.parametrize("end", ["```", "~~~~", "`", "<!--", "</details>", "<details>", "| a |\n| - |"])
def test_what_follows_a_text_is_not_part_of_it(end: str) -> None:
    page = markdown(excerpt(f"Text.\n\n{end}") + "\n\n### Next", extensions=["fenced_code"])

    assert "<h3>Next</h3>" in page


def test_a_report_stays_within_its_length() -> None:
    many = state(**{f"q{at}": GAN.replace("A game.", "A game. " * 300) for at in range(200)})

    told = describe(state(), many)

    assert len(told) < LONGEST_REPORT + 100
    assert told.rstrip().endswith("more.")
