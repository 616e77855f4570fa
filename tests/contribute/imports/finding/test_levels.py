"""Which headings of a list ask: the highest level that asks throughout, or the one with most questions."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from handbook.contribute.imports.finding.asking import ask_of
from handbook.contribute.imports.finding.levels import asking_level


def level_of(*headings: str) -> int:
    """Returns the level that asks, of headings as Markdown writes them."""
    page = BeautifulSoup("", "html.parser")
    asks = []
    for heading in headings:
        signs, _, text = heading.partition(" ")
        block = page.new_tag(f"h{len(signs)}")
        block.string = text
        asks.append(ask_of(block))
    return asking_level(filter(None, asks))[0]


@pytest.mark.parametrize(
    ("headings", "level"),
    [
        (["## What is a?", "## What is b?", "### Why?", "### How?", "### When?"], 2),
        (["## What is a?", "## What is b?", *["### Why?"] * 13], 3),
        (["# 1. What is a?", "## Why?", "## How?"], 1),
        (["# What is a?", "## Why?", "## How?"], 2),
        (["## What is a?", "### Why?", "### Q: The roots", "### Q: The leaves"], 3),
    ],
    ids=["the higher of two", "few above many", "one with a number", "one without", "marked ones"],
)
def test_level_that_asks(headings: list[str], level: int) -> None:
    assert level_of(*headings) == level
