"""Mends: what has one right mend is mended, the rest of a file stays as it is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from handbook.reading.loading import examine
from handbook.review.fixes import mend
from tests.casefiles import cases

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.review.fixes import Mended

GRADIENT_DESCENT = "data/optimization/gradient-descent.yml"


def mend_all(root: Path) -> list[Mended]:
    return mend(examine(root), lambda _: True)


def rename_dropout(root: Path) -> None:
    with (root / "data/regularization/dropout.yml").open("a", encoding="utf-8") as file:
        file.write("formerly: [old-dropout]\n")


@pytest.mark.parametrize("case", cases("fixes"))
def test_a_file_becomes(small: Path, case: dict[str, Any]) -> None:
    rename_dropout(small)
    path = case.get("path", GRADIENT_DESCENT)
    (small / path).write_bytes(case["input"].encode())

    mended = mend_all(small)

    assert (small / path).read_bytes().decode() == case.get("becomes", case["input"])
    assert [(file.path, list(file.done)) for file in mended] == ([(path, case["done"])] if "done" in case else [])
    assert mend_all(small) == [], "mended once and for all"


def test_only_wanted_files_are_mended(small: Path) -> None:
    file = small / GRADIENT_DESCENT
    file.write_text(file.read_text("utf-8") + " \n", "utf-8")

    assert mend(examine(small), lambda path: "regularization" in path) == []


def test_an_id_that_two_questions_claim_is_left_to_a_person(small: Path) -> None:
    rename_dropout(small)
    for name, text in (("overfitting", "formerly: [old-dropout]"), ("dropout", "")):
        with (small / f"data/regularization/{name}.yml").open("a", encoding="utf-8") as file:
            file.write(text)
    with (small / GRADIENT_DESCENT).open("a", encoding="utf-8") as file:
        file.write("related: [old-dropout]\n")

    assert mend_all(small) == []


def test_a_handbook_in_order_is_not_touched(small: Path) -> None:
    files = [file for file in small.rglob("*.yml") if file.is_file()]
    before = [(os.stat(file).st_mtime_ns, os.stat(file).st_ino) for file in files]

    assert mend_all(small) == []
    assert [(os.stat(file).st_mtime_ns, os.stat(file).st_ino) for file in files] == before
