from __future__ import annotations

from typing import Any

import pytest

from handbook.contribute.scalars import flow, line, literal
from handbook.reading.yaml.source import read

LINES = [
    "plain",
    "a: b",
    "# c",
    "- d",
    "'e' \"f\"",
    "no",
    "1.0",
    "~",
    "`g`",
    "{h}",
    "[i]",
    "\\j",
    "é 👶",
    "x" * 300,
    "tab\there",
    "? k",
    "%l",
]


def value(yaml: str) -> Any:
    plain = read(f"key: {yaml}\n".encode()).root.plain()
    assert isinstance(plain, dict)
    return plain["key"]


@pytest.mark.parametrize("text", LINES)
def test_a_line_is_read_back(text: str) -> None:
    assert value(line(text)) == text
    assert "\n" not in line(text)


def test_a_list_is_read_back() -> None:
    assert value(flow(LINES)) == LINES


@pytest.mark.parametrize(
    "text", [*LINES, "a\n\n  b\n", "  indented\nless", "\ttab", "trailing  \nspace", "# c\n---\n...", "a: b\n- c"]
)
def test_a_text_is_read_back(text: str) -> None:
    assert value(literal(text)) == text.strip("\n") + "\n"
