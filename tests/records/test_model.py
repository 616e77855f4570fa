"""The model's JSON Schema, which editors complete and check from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import ValidationError

from handbook.reading.loading import load
from handbook.reading.yaml.source import read
from handbook.records.schema import schema
from tests.casefiles import CASES, cases

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.reading.yaml.source import Node

FILES = sorted([*(CASES / "book/data").rglob("*.yml"), *(CASES / "handbook/data").rglob("*.yml")])
DEFINITIONS = {
    "_topic.yml": "TopicFile",
    "references.yml": "ReferencesFile",
    "glossary.yml": "GlossaryFile",
    "synonyms.yml": "SynonymsFile",
}
KINDS = {"topic": "TopicFile", "references": "ReferencesFile", "glossary": "GlossaryFile", "synonyms": "SynonymsFile"}


def validator(definition: str | None) -> Draft202012Validator:
    """Returns what checks a question's file, or a file of another kind."""
    rules = schema()
    if definition:
        rules = {"$ref": f"#/$defs/{definition}", "$defs": rules["$defs"]}
    return Draft202012Validator(rules, format_checker=FormatChecker())


def as_an_editor_sees_it(node: Node) -> Any:
    """Returns a file's content with plain scalars resolved as YAML 1.2 does it."""
    if isinstance(node.content, dict):
        return {key: as_an_editor_sees_it(below) for key, below in node.content.items()}
    if isinstance(node.content, list):
        return [as_an_editor_sees_it(below) for below in node.content]
    if not node.style and re.fullmatch(r"[-+]?\d+", node.content):
        return int(node.content)
    if not node.style and re.fullmatch(r"~|null|true|false|[-+]?(\d+\.\d*|\.\d+|\d+)([eE][-+]?\d+)?|", node.content):
        return {"": None, "~": None, "null": None, "true": True, "false": False}.get(node.content, 0.5)
    return node.content


def test_the_schema_is_a_valid_json_schema() -> None:
    Draft202012Validator.check_schema(schema())


def test_the_schema_tells_what_every_key_is_for_and_how_it_looks() -> None:
    rules = schema()
    names = ("Analogy", "Figure", "FollowUp", "Frame", "Misconception", "Reference", "Term", "TopicFile")
    models = [rules, *(rules["$defs"][name] for name in names)]

    silent = [
        key for model in models for key, field in model["properties"].items() if not {"description", "examples"} <= set(field)
    ]

    assert silent == []


def test_every_example_is_right_by_the_schema() -> None:
    rules = schema()
    models = [rules, *(model for model in rules["$defs"].values() if "properties" in model)]

    wrong = [
        (key, example)
        for model in models
        for key, field in model["properties"].items()
        for example in field["examples"]
        if not Draft202012Validator({**field, "$defs": rules["$defs"]}).is_valid(example)
    ]

    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(CASES).as_posix())
def test_every_file_of_the_handbook_is_right_by_the_schema(file: Path) -> None:
    content = as_an_editor_sees_it(read(file.read_bytes()).root)

    assert [error.message for error in validator(DEFINITIONS.get(file.name)).iter_errors(content)] == []


@pytest.mark.parametrize("case", cases("validation"))
def test_the_schema_agrees_with_the_rules(case: dict[str, Any]) -> None:
    content = as_an_editor_sees_it(read(case["input"].encode()).root)

    assert validator(KINDS.get(case.get("kind", ""))).is_valid(content) == (case["problems"] == [])


def test_a_loaded_record_does_not_change(small: Path) -> None:
    question = load(small).questions["dropout"]

    with pytest.raises(ValidationError, match="frozen"):
        question.level = "junior"  # type: ignore[misc]
