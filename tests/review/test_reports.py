"""Reports: what people, GitHub, scripts and scanners read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft7Validator

from handbook.records.problems import Problem
from handbook.review.reports import REPORTS

NASTY = Problem("data/a,b/50%:x é.yml", 3, 14, "50% of\nthe text::error, `a:b`", "write\r`c`")
ADVICE = Problem("data/t/q.yml", 1, 1, "no `analogy`", "add one", "warning")

# The parts of the SARIF 2.1.0 schema that the report uses, with what it requires of them.
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "items": {"$ref": "#/definitions/run"}},
    },
    "definitions": {
        "run": {
            "type": "object",
            "required": ["tool"],
            "additionalProperties": False,
            "properties": {
                "tool": {
                    "type": "object",
                    "required": ["driver"],
                    "properties": {"driver": {"$ref": "#/definitions/toolComponent"}},
                },
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "results": {"type": "array", "items": {"$ref": "#/definitions/result"}},
            },
        },
        "toolComponent": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": False,
            "properties": {
                "name": {"type": "string"},
                "rules": {"type": "array", "uniqueItems": True, "items": {"$ref": "#/definitions/reportingDescriptor"}},
            },
        },
        "reportingDescriptor": {
            "type": "object",
            "required": ["id"],
            "additionalProperties": False,
            "properties": {"id": {"type": "string"}, "shortDescription": {"$ref": "#/definitions/message"}},
        },
        "message": {
            "type": "object",
            "required": ["text"],
            "additionalProperties": False,
            "properties": {"text": {"type": "string"}},
        },
        "result": {
            "type": "object",
            "required": ["message"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": {"$ref": "#/definitions/message"},
                "locations": {"type": "array", "items": {"$ref": "#/definitions/location"}},
            },
        },
        "location": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "physicalLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["artifactLocation"],
                    "properties": {
                        "artifactLocation": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                "uri": {"type": "string", "pattern": "^[A-Za-z0-9%/._~-]+$"},
                                "uriBaseId": {"type": "string"},
                            },
                        },
                        "region": {
                            "type": "object",
                            "additionalProperties": False,
                            "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1},
                            },
                        },
                    },
                }
            },
        },
    },
}


def test_text_is_one_line_a_problem() -> None:
    assert REPORTS["text"]([ADVICE, NASTY]).splitlines()[0] == "data/t/q.yml:1:1: warning: no `analogy`; add one"
    assert REPORTS["text"]([]) == REPORTS["github"]([]) == ""


def test_github_gets_commands_that_nothing_in_the_data_can_break_out_of() -> None:
    assert REPORTS["github"]([NASTY, ADVICE]).split("\n") == [
        "::error file=data/a%2Cb/50%25%3Ax é.yml,line=3,col=14::50%25 of%0Athe text::error, `a:b`; write%0D`c`",
        "::warning file=data/t/q.yml,line=1,col=1::no `analogy`; add one",
    ]


def test_json_has_the_counts_and_every_problem() -> None:
    report = json.loads(REPORTS["json"]([NASTY, ADVICE]))

    assert (report["format"], report["errors"], report["warnings"]) == (1, 1, 1)
    assert report["problems"][1] == {
        "path": "data/t/q.yml", "line": 1, "column": 1, "severity": "warning", "found": "no `analogy`", "remedy": "add one",
    }  # fmt: skip


@pytest.mark.parametrize("problems", [[], [NASTY, ADVICE]], ids=["none", "two"])
def test_sarif_is_valid_in_structure(problems: list[Problem]) -> None:
    log = json.loads(REPORTS["sarif"](problems))

    Draft7Validator.check_schema(SARIF)
    assert [error.message for error in Draft7Validator(SARIF).iter_errors(log)] == []
    assert [result["level"] for result in log["runs"][0]["results"]] == [problem.severity for problem in problems]


def test_sarif_names_a_known_rule_and_an_encoded_place() -> None:
    (run,) = json.loads(REPORTS["sarif"]([NASTY]))["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]

    assert result["ruleId"] in [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert place["artifactLocation"]["uri"] == "data/a%2Cb/50%25%3Ax%20%C3%A9.yml"
    assert place["region"] == {"startLine": 3, "startColumn": 14}
