"""The strict reader: what it takes for data, what it refuses, and where things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handbook.reading.yaml.source import MAX_BYTES, Node, read
from handbook.reading.yaml.syntax import SourceError
from tests.casefiles import cases
from tests.looping import some

if TYPE_CHECKING:
    from collections.abc import Iterator


def problem_of(data: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(data)
    error = caught.value
    return f"{error.line + 1}:{error.column + 1}: error: {error.found}; {error.remedy}"


@pytest.mark.parametrize("case", [case for case in cases("source") if "plain" in case.values[0]])  # type: ignore[operator]
def test_every_scalar_stays_the_text_that_was_written(case: dict[str, Any]) -> None:
    assert read(case["input"].encode()).root.plain() == case["plain"]


@pytest.mark.parametrize("case", [case for case in cases("source") if "problem" in case.values[0]])  # type: ignore[operator]
def test_what_is_not_plain_yaml_is_one_problem(case: dict[str, Any]) -> None:
    assert problem_of(case["input"].encode()) == case["problem"]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param(b"question: caf\xe9\n", "1:14", id="latin-1"),
        pytest.param("question: é\nshort: é".encode() + b"\xff\n", "2:9", id="counted in characters"),
        pytest.param(b"\xef\xbb\xbfa: \xff\n", "1:4", id="after a byte order mark"),
        pytest.param(b"a: b\r\nc: \xff\r\n", "2:4", id="after a line break of Windows"),
        pytest.param("question: a\n".encode("utf-16"), "1:1", id="utf-16"),
        pytest.param(b"a: \xed\xa0\x80\n", "1:4", id="half a surrogate"),
    ],
)
def test_bytes_that_are_not_utf_8_are_refused_at_their_place(data: bytes, place: str) -> None:
    assert problem_of(data) == f"{place}: error: bytes that are not UTF-8; save the file as UTF-8"


def test_a_file_may_be_as_large_as_the_limit_and_not_larger() -> None:
    largest = b"a: " + b"x" * (MAX_BYTES - 3)

    assert read(largest).root.plain() == {"a": "x" * (MAX_BYTES - 3)}
    assert problem_of(largest + b"x") == "1:1: error: the file has 4,000,001 bytes; keep it within 4,000,000"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_depth_without_end_is_refused_without_recursion(opening: str) -> None:
    assert "more than 8 levels of nesting" in problem_of(b"a:\n  " + opening.encode() * 100_000)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: one HERE two\n", id="plain"),
        pytest.param("a: one\n  two\n\n  three HERE\n", id="plain, on several lines"),
        pytest.param("a: 'it''s\n  ''quoted'' HERE'\n", id="single quotes"),
        pytest.param('a: "\\"\\u00e9\\x41\\U0001F600\\n\\\n    joined\n\n  HERE"\n', id="double quotes"),
        pytest.param("a: |\n  one\n\n    two\n  HERE HERE\n", id="literal"),
        pytest.param("a: |2-\n    one\n  HERE\n", id="literal, with its indentation told"),
        pytest.param("a: |\n  oneHERE\n\n    two\n", id="literal, inside of a word"),
        pytest.param("a: >\n  one\n  two\n\n    three\n  four HERE\n", id="folded"),
        pytest.param("a: >- # remark\n  one HEREand more\n", id="folded, with a remark"),
        pytest.param("a: 日本 😀 HERE\n", id="other scripts"),
        pytest.param("\ufeffa: HERE\n", id="after a byte order mark"),
        pytest.param("a: |\r\n  one\r\n  two HERE\r\n", id="line breaks of Windows"),
    ],
)
def test_a_character_of_a_value_is_found_in_its_file(text: str) -> None:
    source = read(text.encode())

    line, column = source.place_within(("a",), str(source.root.find(("a",)).content).index("HERE"))

    assert text.removeprefix("\ufeff").splitlines()[line][column:].startswith("HERE")


def test_values_and_keys_are_found_by_their_path() -> None:
    source = read(b"a:\n  - b: c\n    d: [e, f]\n")

    assert source.place(("a",)) == (1, 2)
    assert source.place(("a", 0, "d", 1)) == (2, 11)
    assert source.place(("a", 0, "d"), key=True) == (2, 4)
    assert source.place(("a", 0, "missing", 7)) == (1, 4)
    assert source.place(("a", 0, "missing"), key=True) == (1, 4)
    assert source.place(("a", 0, "d", 2)) == (2, 7)
    assert source.place(("a", 1)) == (1, 2)
    assert source.place(("a", "b")) == (1, 2)


def test_place_after_the_end_of_a_text_is_where_it_begins() -> None:
    assert read(f"a: {'x' * 300}\n".encode()).place_within(("a",), 300) == (0, 3)


def test_only_key_of_a_file_may_stand_there_once() -> None:
    assert problem_of(b"a: 1\na: 2\n") == "2:1: error: the key `a` a second time; keep one (the first is on line 1)"


@pytest.mark.parametrize("text", ["? a\n? b", "? a\n? b\n", "a:\n  ? b", "a:\n-", "a:", "a:\n\n\n", "? |\n a", "a:\n\nb: c"])
def test_empty_value_stands_in_the_file(text: str) -> None:
    def places(node: Node) -> Iterator[tuple[int, int]]:
        yield node.line, node.column
        for below in node.content.values() if isinstance(node.content, dict) else node.content:
            if isinstance(below, Node):
                yield from places(below)

    lines = text.rstrip().split("\n")
    for line, column in some(places(read(text.encode()).root)):
        assert column <= len(lines[line])


@pytest.mark.parametrize(
    "text", ["a: [", "a: {", "a: {\n", "a: [\n\n\n", "a: [b,", "? [", '"', "a: '\n\n", "a: &x", "a: !!x", "? a\n? b:\n"]
)
def test_mistake_stands_in_the_file(text: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(text.encode())

    lines = text.rstrip().split("\n")
    assert caught.value.column <= len(lines[caught.value.line])
