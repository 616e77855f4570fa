"""The rules across files, on a small handbook that each case makes wrong somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.casefiles import cases, problems_of

if TYPE_CHECKING:
    from pathlib import Path


def change(root: Path, case: dict[str, Any]) -> None:
    """Makes the changes of a case: what it appends to files, writes, makes large, links to another place, and deletes."""
    for path, text in case.get("append", {}).items():
        file = root / path
        file.write_text(file.read_text("utf-8") + text, "utf-8")
    for path, text in case.get("write", {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    for path, size in case.get("large", {}).items():
        drawing = '<svg xmlns="http://www.w3.org/2000/svg"/>'
        (root / path).write_text(drawing.ljust(size), "utf-8")
    for path, target in case.get("link", {}).items():
        (root / path).symlink_to(target)
    for path in case.get("delete", []):
        (root / path).unlink()


@pytest.mark.parametrize("case", cases("rules"))
def test_a_handbook_has_exactly_these_problems(small: Path, case: dict[str, Any]) -> None:
    change(small, case)
    assert problems_of(small) == case["problems"]
