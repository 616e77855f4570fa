"""A phrasing is added to a file, and every other character stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handbook.contribute.phrasings import UneditableError, add_phrasing, with_phrasing
from handbook.reading.yaml.source import read
from tests.casefiles import cases

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("case", cases("phrasings"))
def test_a_phrasing_goes_where_its_list_is(case: dict[str, Any]) -> None:
    assert with_phrasing(read(case["before"].encode()), case["phrasing"]) == case["after"]


@pytest.mark.parametrize("phrasing", ["Why: not?", "- really", "a, [b] {c}", "'q' \"d\" `c`", "# no", "Ж 👶", "no"])
@pytest.mark.parametrize("list_", ["", "asked_as: [One]\n", "asked_as:\n- One\n", "asked_as: ['a, b', ]\n"])
def test_any_phrasing_is_read_back(list_: str, phrasing: str) -> None:
    text = with_phrasing(read(f"question: What?\n{list_}level: mid\n".encode()), phrasing)
    assert text
    plain: Any = read(text.encode()).root.plain()
    assert plain["asked_as"][-1] == phrasing
    assert plain["level"] == "mid"


def test_a_phrasing_that_is_there_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_text("question: What?\nasked_as: [Why?]\n", "utf-8")
    assert not add_phrasing(file, "Why?")
    assert not add_phrasing(file, "What?")
    assert file.read_text("utf-8") == "question: What?\nasked_as: [Why?]\n"


def test_line_ends_of_another_system_stay(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"question: What?\r\nlevel: mid\r\n")
    assert add_phrasing(file, "Why?")
    assert file.read_bytes() == b"question: What?\r\nasked_as:\r\n  - Why?\r\nlevel: mid\r\n"


@pytest.mark.parametrize("text", ["level: mid\n", "question: [a]\n", "question: What?\nasked_as: Why?\n"])
def test_a_file_without_a_place_for_it_is_refused(text: str) -> None:
    with pytest.raises(UneditableError):
        with_phrasing(read(text.encode()), "How?")
