"""The rules across files, on a small handbook that each case makes wrong somewhere."""

from __future__ import annotations

from base64 import b64encode
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from tests.casefiles import cases, problems_of
from tests.conftest import write_question

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


def test_frames_that_cost_a_reader_too_much_are_a_problem(small: Path) -> None:
    frames = [{"value": f"{at}", "file": f"frame-{at}.svg", "alt": "Noise."} for at in range(3)]
    for at, frame in enumerate(frames):
        noise = b64encode(Random(at).randbytes(80_000)).decode()  # noqa: S311  noise that is the same in each run
        drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><desc>{noise}</desc></svg>'
        (small / "data" / "regularization" / frame["file"]).write_text(drawing, "utf-8")
    figure = {"file": "frame-0.svg", "alt": "Noise.", "parameter": "Seed", "frames": frames}
    write_question(small, "regularization/dropout", figures=[figure])
    assert problems_of(small) == []

    extra = {"value": "more", "file": "frame-3.svg", "alt": "Noise."}
    (small / "data" / "regularization" / "frame-3.svg").write_text(drawing.replace(noise, noise[::-1]), "utf-8")
    write_question(small, "regularization/dropout", figures=[{**figure, "frames": [*frames, extra]}])
    [problem] = problems_of(small)
    assert "error: frames of 324 kB together, compressed; keep them within 250 kB: fewer, or simpler ones" in problem
