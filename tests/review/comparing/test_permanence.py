"""Permanence: what was published stays, or somebody is told what to write so that its links still lead somewhere."""

from __future__ import annotations

import pytest

from handbook.review.comparing.history import State
from handbook.review.comparing.permanence import broken_links


def state(**files: str) -> State:
    """Returns a state of a topic `t` with questions by their ids, hyphens as underscores."""
    questions = {f"data/t/{id_.replace('_', '-')}.yml": text.encode() for id_, text in files.items()}
    return State({"data/t/_topic.yml": b"title: T\n", **questions})


def said(before: State, now: State) -> list[str]:
    return [str(problem) for problem in broken_links(before, now)]


def test_nothing_is_said_of_a_state_that_only_grew() -> None:
    before = state(dropout="question: What is dropout?\nformerly: [old]\n")
    now = state(dropout="question: What is dropout?\nformerly: [old, older]\n", gan="question: What is a GAN?\n")

    assert said(before, now) == said(before, before) == []


def test_a_renamed_question_is_told_the_line_to_write() -> None:
    before = state(dropout="question: What is dropout?\n", gan="question: What is a GAN?\n")
    now = state(drop_out="question: What is dropout, and why?\n", gan="question: What is a GAN?\n")

    assert said(before, now) == [
        "data/t/dropout.yml:1:1: error: the id `dropout` is gone, and its published links with it; "
        "write the line `formerly: [dropout]` in data/t/drop-out.yml"
    ]


def test_the_line_to_write_keeps_the_former_ids_that_are_there() -> None:
    before = state(dropout="question: What is dropout?\n", gan="question: What is a GAN?\n")
    now = state(gan="question: What is dropout?\nformerly: [gans]\n")

    assert said(before, now)[0].endswith("; write the line `formerly: [gans, dropout]` in data/t/gan.yml")


def test_a_question_that_is_like_no_other_is_to_be_brought_back() -> None:
    before = state(dropout="question: What is dropout?\n", gan="question: How is the weather on Mars?\n")
    now = state(gan="question: How is the weather on Mars?\n")

    assert said(before, now)[0].endswith(
        "; bring the file back, write `formerly: [dropout]` in the question that answers it, or enter it in data/retired.yml"
    )


def test_an_id_may_move_to_another_topic_and_become_a_former_id() -> None:
    before = state(dropout="question: What is dropout?\n", gan="question: What is a GAN?\n")
    now = State({"data/t/_topic.yml": b"", "data/u/dropout.yml": b"question: What is dropout?\nformerly: [gan]\n"})

    assert said(before, now) == []


def test_a_former_id_that_is_gone_is_shown_where_it_was() -> None:
    before = state(dropout="question: What is dropout?\nformerly: [old, older]\n")
    now = state(dropout="question: What is dropout?\nformerly: [old]\n")

    assert said(before, now) == [
        "data/t/dropout.yml:2:1: error: the former id `older` is gone, and its published links with it; "
        "write the line `formerly: [old, older]` in data/t/dropout.yml"
    ]


def test_a_question_that_goes_with_its_former_ids_is_told_of_each() -> None:
    before = state(dropout="question: What is dropout?\nformerly: [old]\n")

    assert [line.split(" is gone")[0] for line in said(before, state())] == [
        "data/t/dropout.yml:1:1: error: the id `dropout`",
        "data:1:1: error: the former id `old`",
    ]


def test_everything_that_is_gone_is_told_whatever_stays_before_it() -> None:
    before = state(
        aaa="question: What stays?\nformerly: [first, second]\n", bbb="question: How is the weather?\n", ccc="question: Why?\n"
    )
    now = state(aaa="question: What stays?\nformerly: [first]\n")

    assert [line.split("`")[1] for line in said(before, now)] == ["bbb", "ccc", "second"]


def test_a_topic_that_is_gone_breaks_its_page() -> None:
    assert said(state(), State({})) == [
        "data/t/_topic.yml:1:1: error: the topic `t` is gone; "
        "bring it back with `title`, `summary` and `order`: topics/t/ is a published page"
    ]


def test_an_earlier_file_that_is_wrong_today_still_holds_its_id() -> None:
    before = state(dropout="question: What: is dropout?\nlevel: *nobody\nformerly: [old]\n")

    assert len(said(before, state(drop_out="question: What is dropout?\n"))) == 2


def test_a_name_that_was_never_an_id_was_never_published() -> None:
    assert said(State({"data/t/Not_An_Id.yml": b"question: What?\n"}), State({})) == []


def test_a_former_id_that_is_a_question_again_is_reached() -> None:
    before = state(dropout="question: What is dropout?\nformerly: [old]\n")

    assert said(before, state(dropout="question: What is dropout?\n", old="question: What is old?\n")) == []


def test_a_former_id_goes_to_what_its_question_became() -> None:
    before = state(dropout="question: What is dropout?\nformerly: [old]\n")
    now = state(drop_out="question: What is dropout?\nformerly: [dropout]\n")

    assert said(before, now) == [
        "data/t/drop-out.yml:2:1: error: the former id `old` is gone, and its published links with it; "
        "write the line `formerly: [dropout, old]` in data/t/drop-out.yml"
    ]


def test_a_former_id_whose_question_is_no_yaml_now_is_shown_at_its_start() -> None:
    before = state(dropout="question: What is dropout?\nformerly: [old]\n")

    [told] = said(before, state(dropout="question: What: is it?\n"))

    assert told.startswith("data/t/dropout.yml:1:1: error: the former id `old` is gone")


@pytest.mark.parametrize(
    ("gone", "new", "is_like"),
    [
        ("What is dropout?", "What is dropout, and how does it work?", True),
        ("What does a forget gate of an LSTM do?", "What is the forget gate in an LSTM?", True),
        ("What is dropout?", "How is a GAN trained?", False),
        ("What is dropout?", "Why is batch size a choice?", False),
    ],
)
def test_only_a_question_that_is_like_it_is_named(gone: str, new: str, *, is_like: bool) -> None:
    before, now = state(first=f"question: {gone}\n"), state(zzz=f"question: {new}\n")

    assert ("write the line `formerly: [first]` in data/t/zzz.yml" in said(before, now)[0]) == is_like


def test_a_new_question_is_named_rather_than_one_that_was_there() -> None:
    before = state(gone="question: What is dropout in training?\n", there="question: What is dropout in training used for?\n")
    now = state(
        there="question: What is dropout in training used for?\n", fresh="question: What is dropout in training, and why?\n"
    )

    assert "in data/t/fresh.yml" in said(before, now)[0]


def test_a_question_with_a_new_title_is_known_by_its_id() -> None:
    before = state(weight_decay="question: Why do weights shrink?\n")
    now = state(weight_decays="question: L2 or AdamW: what is the difference in code?\n")

    assert "in data/t/weight-decays.yml" in said(before, now)[0]


def test_a_published_question_may_not_become_a_draft() -> None:
    before = state(dropout="question: What is dropout?\n")

    assert said(before, state(dropout="question: What is dropout?\nlevel: mid\ndraft: true\n")) == [
        "data/t/dropout.yml:3:1: error: the published question `dropout`, a draft now; delete `draft: true`"
    ]
    assert said(state(dropout="question: What?\ndraft: true\n"), state()) == []


def test_what_is_in_the_record_may_go_and_may_not_leave_the_record() -> None:
    before, record = state(dropout="question: What is dropout?\n"), {"data/retired.yml": b"dropout: {}\n"}
    now = State({"data/t/_topic.yml": b"title: T\n", **record})

    assert said(before, now) == []
    assert said(now, state()) == [
        "data/retired.yml:1:1: error: the retired id `dropout` is gone; "
        "bring its entry back: links lead to it, and readers' decks hold it"
    ]
