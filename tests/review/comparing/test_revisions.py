"""Revisions: what readers see change has to be dated, and what they do not see has not."""

from __future__ import annotations

import pytest

from handbook.records.moments import today
from handbook.review.comparing.history import State
from handbook.review.comparing.revisions import problems

QUESTION = """\
question: What is dropout?
level: mid
tags: [units, training]
short: Units are left out.
answer: |
  Each unit is kept with some chance.

  ```python
  if kept:
      unit()
  ```
added: 2026-01-02
"""


def state(text: str, id_: str = "dropout", figures: dict[str, str] | None = None) -> State:
    return State({"data/t/_topic.yml": b"title: T\n", f"data/t/{id_}.yml": text.encode()}, figures or {})


def said(before: State, now: State) -> list[str]:
    return [str(problem) for problem in problems(before, now)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Units are left out.", "Some units are left out."),
        ("level: mid", "level: senior"),
        ("[units, training]", "[units]"),
        ("      unit()", "  unit()"),
        ("question: What is dropout?", "question: What does dropout do?"),
        ("added:", "asked_as: [Explain dropout.]\nadded:"),
        ("added:", "key_points: [Names it.]\nadded:"),
    ],
)
def test_what_a_reader_sees_change_needs_a_date(old: str, new: str) -> None:
    assert said(state(QUESTION), state(QUESTION.replace(old, new))) == [
        "data/t/dropout.yml:1:1: error: no `changed`, though readers see a change; "
        f"write `changed: {today()}`, or let --fix write it"
    ]
    assert said(state(QUESTION), state(QUESTION.replace(old, new) + "changed: 2026-11-01\n")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("  Each unit is kept with some chance.", "  Each unit is kept\n  with some chance."),
        ("Units are left out.", "|\n  Units are left out.  \n"),
        ("[units, training]", "[training, units]"),
        ("added:", "searched_as: [noisy units]\nadded:"),
        ("level: mid\ntags: [units, training]", "tags: [units, training]\nlevel: mid"),
        ("added:", "reviewed: 2026-02-02\nadded:"),
        ("added:", "source: a list\n# a remark\nadded:"),
        ("added:", "formerly: [drop-out]\nadded:"),
    ],
)
def test_what_no_reader_sees_needs_none(old: str, new: str) -> None:
    assert said(state(QUESTION), state(QUESTION.replace(old, new))) == []


def test_a_second_change_on_one_day_needs_a_minute() -> None:
    before = QUESTION + f"changed: {today()}\n"

    [problem] = said(state(before), state(before.replace("left out", "dropped")))

    assert f"`changed` is still `{today()}`, though readers see a change; write `changed: {today()}T" in problem


def test_another_drawing_under_the_same_name_is_a_change() -> None:
    text = QUESTION + "figures:\n  - file: units.svg\n    alt: Units.\n"
    before, now = ({"data/t/units.svg": blob} for blob in ("1", "2"))

    assert len(said(state(text, figures=before), state(text, figures=now))) == 1
    assert said(state(text, figures=before), state(text, figures=before)) == []


def test_a_renamed_question_is_compared_with_what_it_was() -> None:
    renamed = QUESTION + "formerly: [dropout]\nfirst_id: dropout\n"

    assert said(state(QUESTION), state(renamed, "drop-out")) == []
    assert len(said(state(QUESTION), state(renamed.replace("left out", "dropped"), "drop-out"))) == 1


def test_another_topic_is_a_change() -> None:
    assert len(said(state(QUESTION), State({"data/u/dropout.yml": QUESTION.encode()}))) == 1


def test_a_file_that_is_wrong_is_compared_by_its_keys() -> None:
    broken = QUESTION.replace("level: mid", "level: nobody")

    assert said(state(broken), state(broken + "reviewed: 2026-02-02\n")) == []
    assert len(said(state(broken), state(broken.replace("left out", "dropped")))) == 1


def test_a_new_question_is_asked_for_the_day_it_came() -> None:
    now = State({"data/t/gan.yml": b"question: What is a GAN?\n"})

    assert said(State({}), now) == [
        "data/t/gan.yml:1:1: warning: a new question without the day it was added; "
        f"write `added: {today()}`, or let --fix write it"
    ]


def test_a_draft_may_change_as_it_likes_and_is_new_once_it_is_published() -> None:
    draft = state(QUESTION + "draft: true\n")

    assert said(draft, state(QUESTION.replace("left", "kept") + "draft: true\n")) == []
    assert said(draft, state(QUESTION.replace("left", "kept"))) == []
