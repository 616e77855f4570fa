"""The map of how the topics build on each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.reading.loading import load
from handbook.site.pages import topic_map
from handbook.site.pages.place import Place
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path


def test_topics_depend_on_those_that_hold_their_prerequisites(small: Path) -> None:
    write_question(small, "regularization/dropout", prerequisites=["overfitting", "gradient-descent"])
    write_question(small, "regularization/overfitting", prerequisites=["gradient-descent"])

    assert topic_map.dependencies(load(small)) == {("optimization", "regularization"): 2}


def test_stage_builds_on_the_stages_before_it_and_says_so(small: Path) -> None:
    write_question(small, "regularization/dropout", prerequisites=["gradient-descent"])
    handbook = load(small)

    drawn = [[stop.topic.id for stop in stage] for stage in topic_map.stages(handbook)]
    page = topic_map.topic_graph(handbook, Place(""))

    assert drawn == [["optimization"], ["regularization"]]
    assert [re.sub(r"<[^>]*>|\s+", " ", item).split() for item in re.findall(r"<li data-topic.*?</li>", page, re.DOTALL)] == [
        ["Optimization", "leads", "to", "Regularization"], ["Regularization", "builds", "on", "Optimization"],
    ]  # fmt: skip


def test_topic_builds_on_the_two_that_most_of_its_questions_need_and_never_in_a_circle() -> None:
    counts = {("a", "d"): 1, ("b", "d"): 3, ("c", "d"): 2, ("d", "a"): 9}

    assert topic_map.strongest(("a", "b", "c", "d"), counts) == {"a": [], "b": [], "c": [], "d": ["b", "c"]}


def test_what_a_needed_topic_builds_on_goes_without_saying() -> None:
    counts = {("a", "b"): 1, ("a", "c"): 5, ("b", "c"): 4}

    assert topic_map.strongest(("a", "b", "c"), counts) == {"a": [], "b": ["a"], "c": ["b"]}


def test_topics_without_prerequisites_are_one_stage(small: Path) -> None:
    assert [len(stage) for stage in topic_map.stages(load(small))] == [2]
