"""`handbook upgrade`: nothing to do today, and a newer format is refused in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.commands.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("version", "status", "said"),
    [
        (1, 0, "the data has format 1, and the current one is 1; there is nothing to do"),
        (2, 1, "mkdocs.yml:2:23: error: `format`: 2; the data has a newer format than this generator reads"),
        (0, 1, "mkdocs.yml:2:23: error: `format`: 0; "),
    ],
)
def test_format_is_current_or_refused(tmp_path: Path, version: int, status: int, said: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: S\nplugins: [{{handbook: {{format: {version}}}}}]\n", "utf-8")

    outcome = CliRunner().invoke(main, ["upgrade", "--root", str(tmp_path)])

    assert outcome.exit_code == status
    assert outcome.stdout.startswith(said)
    assert outcome.stdout.count("\n") == 1
