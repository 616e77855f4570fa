"""The picture of how the topics build on each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.reading.loading import load
from handbook.site.pages import graph
from handbook.site.pages import indexes as pages
from handbook.site.pages.indexes import Place
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_topics_depend_on_those_that_hold_their_prerequisites(small: Path) -> None:
    write_question(small, "regularization/dropout", prerequisites=["overfitting", "gradient-descent"])
    write_question(small, "regularization/overfitting", prerequisites=["gradient-descent"])

    assert graph.dependencies(load(small)) == {("optimization", "regularization"): 2}


def test_picture_has_an_arrow_a_dependency_and_says_it_in_words(small: Path) -> None:
    write_question(small, "regularization/dropout", prerequisites=["gradient-descent"])

    page = pages.topic_graph(load(small), Place(""))

    assert page.count("marker-end") == 1
    assert "<title>1 question of Regularization builds on Optimization</title>" in page
    assert re.sub("<[^>]*>", "", page[page.index("<ol>") : page.index("</ol>")]).split("\n")[1:3] == [
        "Optimization", "Regularization, builds on Optimization",
    ]  # fmt: skip
    assert "left out" not in page


def test_weakest_dependencies_are_left_out_where_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = {("a", "b"): 1, ("a", "c"): 3, ("b", "c"): 2}
    monkeypatch.setattr(graph, "FEW", 2)

    assert graph.strongest(counts) == {("a", "c"): 3, ("b", "c"): 2}


def test_handbook_without_prerequisites_has_its_topics_and_no_arrows(small: Path) -> None:
    page = pages.topic_graph(load(small), Place(""))

    assert page.count("<li>") == 2
    assert "marker-end" not in page
