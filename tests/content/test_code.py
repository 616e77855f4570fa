"""The code of the answers: it runs, and prints what the answer says that it prints.

A `python` block that an `output` block follows is run as it stands, in a process of its own; every other is only compiled.
PyTorch is large and not among the requirements: code that imports it runs where it is installed, and is skipped elsewhere.
"""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from handbook.reading.loading import load
from handbook.records.fields import markdown_fields
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BLOCK = re.compile(
    r"^(?P<indent> *)```python\n(?P<code>.*?)^(?P=indent)```\n(?:\s*\n(?P=indent)```output\n(?P<output>.*?)^(?P=indent)```$)?",
    re.MULTILINE | re.DOTALL,
)
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
SECONDS = 60


@dataclass(frozen=True)
class Code:
    """A block of code of an answer, and what the answer says that it prints."""

    place: str
    text: str
    output: str | None


def blocks(root: Path) -> Iterator[Code]:
    for question in load(root).questions.values():
        for loc, text in markdown_fields(question):
            for at, block in enumerate(BLOCK.finditer(text)):
                place = f"{question.topic}/{question.id}:{'.'.join(map(str, loc))}:{at}"
                indent = block["indent"]
                yield Code(place, unindented(block["code"], indent), block["output"] and unindented(block["output"], indent))


def unindented(text: str, indent: str) -> str:
    return "".join(line.removeprefix(indent) for line in text.splitlines(keepends=True))


def alike(printed: str, said: str) -> bool:
    """Tells whether two texts are the same but for white space and for one per cent of each number."""
    one, other = (NUMBER.split(" ".join(text.split())) for text in (printed, said))
    numbers = zip(NUMBER.findall(printed), NUMBER.findall(said), strict=False)
    return one == other and all(math.isclose(float(a), float(b), rel_tol=0.01) for a, b in numbers)


ALL = [*blocks(PROJECT)]


@pytest.mark.parametrize("code", ALL, ids=lambda code: code.place)
def test_code_of_an_answer_runs_and_prints_what_the_answer_says(code: Code, tmp_path: Path) -> None:
    compile(code.text, code.place, "exec")
    assert len(code.text.splitlines()) <= 25
    if code.output is None:
        return
    if re.search(r"^(import|from) torch\b", code.text, re.MULTILINE) and not find_spec("torch"):
        pytest.skip("PyTorch is not installed")

    command = [sys.executable, "-W", "error", "-c", code.text]
    one_core = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    ran = subprocess.run(command, cwd=tmp_path, env=one_core, capture_output=True, text=True, timeout=SECONDS, check=False)

    assert ran.returncode == 0, ran.stderr
    assert alike(ran.stdout, code.output), f"printed:\n{ran.stdout}\nthe answer says:\n{code.output}"


def test_answers_have_code_and_most_of_it_is_run() -> None:
    assert ALL
    assert sum(code.output is not None for code in ALL) >= 0.8 * len(ALL)


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("loss 0.503\n[1. 2.]", True),
        ("loss  0.5031\n[1. 2.]\n", True),
        ("loss 0.52\n[1. 2.]", False),
        ("loss 0.503\n[1. 3.]", False),
        ("loss 0.503\n[1. 2.] 3", False),
        ("cost 0.503\n[1. 2.]", False),
    ],
)
def test_output_may_differ_by_a_per_cent_and_no_more(printed: str, *, same: bool) -> None:
    assert alike(printed, "loss 0.503\n[1. 2.]") is same


def test_code_is_found_in_lists_and_with_and_without_its_output(small: Path) -> None:
    file = small / "data" / "regularization" / "dropout.yml"
    text = (
        "example: |\n  ```python\n  print(1)\n  ```\n\n  ```output\n  1\n  ```\n\n"
        "  - In a list\n\n      ```python\n      if 1:\n          print(2)\n      ```\n"
    )
    file.write_text(file.read_text("utf-8") + text, "utf-8")

    assert [(code.text, code.output) for code in blocks(small)] == [("print(1)\n", "1\n"), ("if 1:\n    print(2)\n", None)]
