"""The rules of one file: what each field may hold, and what a contributor is told when it holds something else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handbook.reading.kinds import GLOSSARY_RULES, QUESTION_RULES, REFERENCES_RULES, SYNONYMS_RULES, TOPIC_RULES
from handbook.reading.validation import validate
from handbook.reading.yaml.source import read
from tests.casefiles import cases

if TYPE_CHECKING:
    from pydantic import TypeAdapter

RULES: dict[str, TypeAdapter[Any]] = {
    "question": QUESTION_RULES,
    "topic": TOPIC_RULES,
    "references": REFERENCES_RULES,
    "glossary": GLOSSARY_RULES,
    "synonyms": SYNONYMS_RULES,
}
QUESTION = {"question": "What?", "level": "mid", "tags": "[a]", "short": "x", "answer": "y"}


def problems_in(text: str, kind: str = "question") -> list[str]:
    record, problems = validate("file.yml", read(text.encode()), RULES[kind])
    assert (record is None) == bool(problems)
    return [str(problem).removeprefix("file.yml:") for problem in sorted(problems)]


def problems_with(**fields: str) -> list[str]:
    return problems_in("".join(f"{key}: {value}\n" for key, value in {**QUESTION, **fields}.items()))


@pytest.mark.parametrize("case", cases("validation"))
def test_a_file_has_exactly_these_problems(case: dict[str, Any]) -> None:
    assert problems_in(case["input"], case.get("kind", "question")) == case["problems"]


def test_short_may_have_150_words_and_not_more() -> None:
    remedy = "keep it within 150 and move the rest to `answer`"

    assert problems_with(short="word " * 150) == []
    assert problems_with(short="word " * 151) == [
        f"4:8: error: `short` has 151 words, more than can be said in a minute; {remedy}",
    ]


@pytest.mark.parametrize(
    ("field", "limit", "place"),
    [("question", 300, "1:11"), ("answer", 40_000, "5:9")],
)
def test_a_text_has_its_limit(field: str, limit: int, place: str) -> None:
    assert problems_with(**{field: "x" * limit}) == []
    assert problems_with(**{field: "x" * (limit + 1)}) == [
        f"{place}: error: `{field}` has {limit + 1:,} characters; keep it within {limit:,}"
    ]


def test_many_repeated_items_do_not_take_their_square() -> None:
    problems = problems_with(related=f"[{'a, ' * 50_000}a]")

    assert len(problems) == 50_000
