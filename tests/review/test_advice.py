"""Advice: what deserves a second look is found where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.reading.loading import examine
from handbook.review.advice import advise
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

PATH = "data/optimization/momentum.yml"
SOUND = """\
question: What is momentum?
level: junior
tags: [optimization]
short: It keeps moving.
answer: It adds up past steps [](ref:srivastava-2014).
analogy:
  text: A ball.
  breaks_down: It has no mass.
key_points: [One., Two., Three.]
references: [srivastava-2014]
"""


def advice(root: Path, text: str = SOUND, path: str = PATH) -> list[str]:
    """Returns the warnings on a file of a handbook that holds a text."""
    (root / path).write_text(text, "utf-8")
    return [str(warning) for warning in advise(examine(root)) if warning.path == path]


def test_markdown_in_a_question_is_told_where_it_stands(small: Path) -> None:
    said = advice(small, SOUND.replace("What is momentum?", r"Is `**x**` **bold**, $a_1 = \frac{1}{2}$ or </b> for $5 and $6?"))

    assert [warning.split(": ", 1)[0] for warning in said] == [f"{PATH}:1:{column}" for column in (22, 32, 55)]
    assert all("as it stands; write it in words" in warning for warning in said)


def test_sources_that_no_text_cites_are_named(small: Path) -> None:
    add_source(small)
    both = SOUND.replace("[srivastava-2014]", "[other-2020, srivastava-2014]")

    assert advice(small, both) == [
        f"{PATH}:10:14: warning: the source `other-2020`, which no text of the question cites; "
        "write `[](ref:other-2020)` behind a claim that rests on it, or delete it here"
    ]
    assert advice(small, both.replace(" [](ref:srivastava-2014)", "")) == [
        f"{PATH}:10:1: warning: `references` that no text of the question cites; "
        "write `[](ref:other-2020)` behind the claim that rests on that source"
    ]


def test_many_questions_that_cite_nothing_are_counted(small: Path) -> None:
    for at in range(11):
        write_question(small, f"optimization/number-{at}", references=["srivastava-2014"])

    said = [str(warning) for warning in advise(examine(small)) if " cite" in str(warning)]

    assert said == [
        "data/references.yml:1:1: warning: 11 questions that list sources and cite none; "
        "write `[](ref:key)` behind each claim that rests on a source"
    ]


def add_source(root: Path) -> None:
    """Adds `other-2020` to a handbook's sources."""
    with (root / "data" / "references.yml").open("a", encoding="utf-8") as file:
        file.write("other-2020:\n  authors: [Other A.]\n  year: 2020\n  title: Another\n")


def test_a_sound_question_gets_none(small: Path) -> None:
    assert advice(small) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "references: [srivastava-2014]\n",
            "",
            "1:1: warning: no `references`; name the sources of the answer, keys of data/references.yml",
        ),
        (
            "analogy:\n  text: A ball.\n  breaks_down: It has no mass.\n",
            "",
            "1:1: warning: no `analogy`; add a comparison with something familiar, and where it breaks down",
        ),
        (
            "It adds up past steps [](ref:srivastava-2014).",
            "word " * 451 + "[](ref:srivastava-2014)",
            "5:1: warning: `answer` has 451 words; keep it within 450, or make two questions of it",
        ),
        (
            "key_points: [One., Two., Three.]\n",
            "",
            "1:1: warning: no `key_points`; list three to six points that an interviewer listens for",
        ),
        (
            "[One., Two., Three.]",
            "[A., B., C., D., E., F., G.]",
            "9:1: warning: 7 `key_points`; list three to six points that an interviewer listens for",
        ),
        (
            "short: It keeps moving.",
            "short: |\n  It keeps\n  **realy** moving.",
            "6:5: warning: the misspelled word `realy`; write `really` or `relay`, "
            "or add the word to data/words.txt if it is right",
        ),
        (
            "What is momentum?",
            "Explain dropout.",
            "1:11: warning: a question much like `dropout`, `What is dropout?`; "
            "merge the two, or name `dropout` under `related` if they differ",
        ),
    ],
)  # fmt: skip
def test_advice(small: Path, old: str, new: str, expected: str) -> None:
    assert advice(small, SOUND.replace(old, new)) == [f"{PATH}:{expected}"]


def test_a_question_like_another_is_compared_with_its_phrasings_too(small: Path) -> None:
    text = SOUND + "asked_as: [Why does a heavy ball roll on?]\n"
    advice(small, text)

    other = "data/optimization/heavy-ball.yml"
    (warning,) = advice(small, SOUND.replace("What is momentum?", "Why would a heavy ball roll on?"), other)

    assert "a question much like `momentum`, `Why does a heavy ball roll on?`" in warning


def test_a_wording_that_stands_twice_is_told(small: Path) -> None:
    advice(small, SOUND + "asked_as: [Why does a heavy ball roll on?]\n")

    (warning,) = advice(
        small,
        SOUND.replace("What is momentum?", "Who pushes?") + "searched_as: [why DOES a heavy ball roll on]\n",
        "data/optimization/pushes.yml",
    )

    assert warning.endswith(
        "a wording that `momentum` has already, `Why does a heavy ball roll on?`; keep it where it fits better"
    )


@pytest.mark.parametrize(
    "key", ["related: [dropout]", "prerequisites: [dropout]", "follow_ups: [{question: And?, see: dropout}]"]
)
def test_questions_that_name_each_other_were_told_apart(small: Path, key: str) -> None:
    assert advice(small, SOUND.replace("What is momentum?", "Explain dropout.") + key + "\n") == []


def test_a_word_of_the_list_is_not_misspelled(small: Path) -> None:
    (small / "data/words.txt").write_text("realy # a name\n", "utf-8")

    assert advice(small, SOUND.replace("It keeps", "Realy keeps")) == []


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-05-17", []),
        ("2024-05-16", ["11:11: warning: an answer last reviewed on 2024-05-16, over 2 years before the newest review; "
                        "check it against its sources and write the day"]),
        ("", ["1:1: warning: an answer that nobody has reviewed; "
              "check the answer against its sources and add the day, as in `reviewed: 2026-05-17`"]),
    ],
)  # fmt: skip
def test_reviews_are_counted_from_the_newest_and_not_from_today(small: Path, day: str, expected: list[str]) -> None:
    advice(small, SOUND.replace("momentum", "Nesterov") + "reviewed: 2026-05-17\n", "data/optimization/nesterov.yml")

    assert advice(small, SOUND + (f"reviewed: {day}\n" if day else "")) == [f"{PATH}:{line}" for line in expected]


def test_what_can_be_loaded_gets_advice_whatever_is_wrong_beside_it(small: Path) -> None:
    (small / "data/regularization/dropout.yml").write_text("question: [", "utf-8")

    assert advice(small, SOUND.replace("It keeps", "Realy keeps")) != []


def test_code_that_a_printed_page_cannot_hold_is_named_at_its_widest_line(small: Path) -> None:
    long = "x = " + "1" * 85
    listing = f"    - item\n\n      ```python\n      short = 1\n      {long}\n      ```\n"
    fits = f"```python\n{long[:88]}\n```\n"

    assert advice(small, SOUND + f"example: |\n  {fits.replace(chr(10), chr(10) + '  ')}") == []
    assert advice(small, SOUND + f"example: |\n  - a list\n\n{listing}") == [
        f"{PATH}:18:7: warning: a line of code of 89 characters; keep it within 88, which is what a printed page holds"
    ]


def test_sign_that_no_font_of_the_guides_has_is_named_at_its_place(small: Path) -> None:
    assert advice(small, SOUND + "example: |\n  Some → of ≤ these $x$ ✓ \n") == []
    found = advice(small, SOUND + "example: |\n  Some 𓀀 and `𓀁` and 𓀀.\n")
    assert len(found) == 1
    assert ":8: warning: no font of the guides has 𓀀 (U+13000), 𓀁 (U+13001); a mark is printed" in found[0]
