"""The handbook as a table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from handbook.exports.tables import table
from handbook.reading.loading import load
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_is_a_formula_for_a_spreadsheet(small: Path, sign: str) -> None:
    text = f'{sign}HYPERLINK("https://example.org","x")'
    (small / "data" / "regularization" / "_topic.yml").write_text(f"title: '{text}'\nsummary: What it is.\norder: 2\n", "utf-8")
    code = f"\x60{text}\x60"
    write_question(small, "regularization/dropout", question=code, short=code, key_points=[code] * 3)
    handbook = load(small)

    (row,) = [row for row in csv.DictReader(table(handbook, handbook.settings).splitlines()) if row["id"] == "dropout"]

    assert {row["question"], row["topic"], row["short"]} == {f"'{text}"}
