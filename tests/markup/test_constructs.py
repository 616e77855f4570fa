"""Every construct of the four dialects: what it becomes, or what is said at which place. The cases are the page of the docs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handbook.markup.markdown import render
from tests.dialect_page import PAGE, groups, page

if TYPE_CHECKING:
    from handbook.markup.findings import Mistake

CONSTRUCTS = [pytest.param(case, id=f"{group['title']}: {case['construct']}") for group in groups() for case in group["cases"]]


def said(text: str, mistakes: tuple[Mistake, ...]) -> list[str]:
    lines = []
    for mistake in mistakes:
        before = text[: mistake.offset]
        place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
        lines.append(f"{place}: {mistake.found}; {mistake.remedy}")
    return lines


@pytest.mark.parametrize("case", CONSTRUCTS)
def test_construct_is_drawn_or_refused_with_what_to_write(case: dict[str, Any]) -> None:
    rendered = render(case["text"], "x-")

    assert said(case["text"], rendered.mistakes) == case.get("mistakes", [])
    assert said(case["text"], rendered.doubts) == case.get("doubts", [])
    assert rendered.html == case.get("html", "").removesuffix("\n")
    assert bool(rendered.html) != bool(rendered.mistakes)


@pytest.mark.parametrize("case", CONSTRUCTS)
def test_lines_that_end_as_in_windows_change_nothing(case: dict[str, Any]) -> None:
    assert render(case["text"].replace("\n", "\r\n"), "x-") == render(case["text"], "x-")


def test_page_of_the_docs_is_made_from_the_cases() -> None:
    assert PAGE.read_text("utf-8") == page()
