"""Permanence: what was published stays, or somebody is told what to write so that its links still lead somewhere."""

from __future__ import annotations

from handbook.review.history import State
from handbook.review.permanence import broken_links


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
