"""`mkdocs.yml` that is no good YAML, or says endlessly much, is one problem with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.reading.configuration import FILE, read_configuration
from handbook.reading.settings import read_settings
from handbook.records.problems import ProblemsError

if TYPE_CHECKING:
    from pathlib import Path

BOMB = "x0: &x0 [1]\n" + "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n" for n in range(1, 9))


def problem(root: Path, text: str | bytes) -> str:
    (root / FILE).write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(ProblemsError) as raised:
        read_settings(root)
    (line,) = map(str, raised.value.problems)
    return line


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("site_name: *nothing\n", "1:12: error: text that is not YAML (found undefined alias 'nothing')"),
        ("a: b\n\tc: d\n", "2:1: error: text that is not YAML (found character '\\t' that cannot start any token)"),
        ("a:\n- [\n", "3:1: error: text that is not YAML (expected the node content, but found '<stream end>')"),
        ("a: 1\nb: \x01\n", "2:4: error: a character that YAML does not allow (U+0001)"),
        (b"a: \xff\n", "1:1: error: text that is not UTF-8"),
        ("day: 2026-02-30\n", "1:1: error: a value that cannot be read (day is out of range for month)"),
        ("a: " + "[" * 200 + "]" * 200, "1:1: error: `a`, which is nested more than 50 deep"),
        ("a: " + "[" * 5000 + "]" * 5000, "1:1: error: settings nested more than 50 deep"),
        ("a: &a [*a]\n", "1:1: error: `a`, which says more than 100,000 things, as its aliases repeat each other"),
        (BOMB + "nav: *x8\n", "6:1: error: `x5`, which says more than 100,000 things"),
        ("site_name: [a]\n", "1:1: error: `site_name`: ['a']; write a text, in quotes"),
        ("a: 1\ncopyright: 2026\n", "2:1: error: `copyright`: 2026; write a text, in quotes"),
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_place(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert problem(tmp_path, text).startswith(f"mkdocs.yml:{said}")


@pytest.mark.parametrize(
    "text", ["", "a: &a [1]\nb: *a\n", "\ufeffsite_name: x\n", "x: !!python/name:os.system ''\n", "a: !ENV [B, c]\n"]
)
def test_what_mkdocs_reads_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, "utf-8")

    assert read_configuration(tmp_path) == text.removeprefix("\ufeff")
