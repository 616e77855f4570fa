"""Problems in the forms that people and programs read them in."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import quote

from handbook.records.characters import FORBIDDEN, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from handbook.records.problems import Problem

JSON_FORMAT = 1
"""The version of the JSON report: raised when a key goes or changes its meaning, not when one is added."""

RULES = {
    "error": ("handbook/error", "Something in the data that the site cannot be built with."),
    "warning": ("handbook/warning", "Something in the data that could be better."),
}


def as_text(problems: Sequence[Problem]) -> str:
    """Returns one line a problem: `path:line:column: severity: found; remedy`."""
    return "\n".join(map(str, problems))


def as_github(problems: Sequence[Problem]) -> str:
    """Returns GitHub's workflow commands, which put each problem beside its line in a pull request."""
    # https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
    return "\n".join(
        f"::{problem.severity} file={_property(problem.path)},line={problem.line},col={problem.column}"
        f"::{_data(f'{problem.found}; {problem.remedy}')}"
        for problem in problems
    )


def _data(text: str) -> str:
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(problems: Sequence[Problem]) -> str:
    """Returns an object with the format's version, the number of errors and of warnings, and the problems."""
    counts = Counter(problem.severity for problem in problems)
    fields = ("path", "line", "column", "severity", "found", "remedy")
    report = {
        "format": JSON_FORMAT,
        "errors": counts["error"],
        "warnings": counts["warning"],
        "problems": [{field: getattr(problem, field) for field in fields} for problem in problems],
    }
    return _dumped(report)


def as_sarif(problems: Sequence[Problem]) -> str:
    """Returns a log in the Static Analysis Results Interchange Format, 2.1.0."""
    # https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
    rules = [{"id": id_, "shortDescription": {"text": text}} for id_, text in RULES.values()]
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "handbook", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem) for problem in problems],
            }
        ],
    }
    return _dumped(log)


def _dumped(report: Mapping[str, Any]) -> str:
    """Returns JSON in which the characters that a terminal would act on are written by their numbers."""
    return FORBIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], json.dumps(report, indent=2, ensure_ascii=False))


def _result(problem: Problem) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(problem.path), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": problem.line, "startColumn": problem.column},
    }
    return {
        "ruleId": RULES[problem.severity][0],
        "level": problem.severity,
        "message": {"text": f"{problem.found}; {problem.remedy}"},
        "locations": [{"physicalLocation": place}],
    }


Report: TypeAlias = "Callable[[Sequence[Problem]], str]"

REPORTS: Mapping[str, Report] = {"text": as_text, "github": as_github, "json": as_json, "sarif": as_sarif}
