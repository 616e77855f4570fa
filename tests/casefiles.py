"""Test cases as data: each file holds an input beside what is expected of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from handbook.reading.loading import load
from handbook.records.problems import ProblemsError

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

CASES = Path(__file__).parent / "cases"


def cases(area: str) -> list[ParameterSet]:
    """Returns the cases of an area, named after their files."""
    files = sorted((CASES / area).glob("*.yml"))
    return [pytest.param(yaml.safe_load(file.read_text("utf-8")), id=file.stem) for file in files]


def problems_of(root: Path) -> list[str]:
    """Returns the problems of a handbook as `check` prints them."""
    try:
        load(root)
    except ProblemsError as error:
        return [str(problem) for problem in error.problems]
    return []
