"""Skipped tests where everything is installed: what nobody has run is no pass."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import PROJECT
from tests.skips import NOT_IN_CI

if TYPE_CHECKING:
    from pathlib import Path

SKIPPED = {
    "mark": "@pytest.mark.skip(reason='later')\ndef test_it(): ...",
    "condition": "@pytest.mark.skipif(True, reason='later')\ndef test_it(): ...",
    "body": "def test_it(): pytest.skip('later')",
    "fixture": "@pytest.fixture\ndef what(): pytest.skip('later')\ndef test_it(what): ...",
    "expected": "@pytest.mark.xfail\ndef test_it(): assert False",
    "file": "pytest.skip('later', allow_module_level=True)",
    "missing": "pytest.importorskip('there_is_no_such_module')",
}
"""Ways to skip a test, or to let it fail."""


def test_skip_is_a_failure_in_ci_unless_it_is_listed(tmp_path: Path) -> None:
    for way, text in SKIPPED.items():
        (tmp_path / f"test_{way}.py").write_text(f"import pytest\n{text}\n", "utf-8")
    (tmp_path / "test_listed.py").write_text(f"import pytest\ndef test_it(): pytest.skip({NOT_IN_CI[0]!r})\n", "utf-8")
    options = ["-p", "tests.skips", "-p", "no:cacheprovider", "--continue-on-collection-errors", "--rootdir", str(tmp_path)]
    environment = os.environ | {"CI": "true", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

    outcome = subprocess.run(
        [sys.executable, "-m", "pytest", *options, tmp_path],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert {*re.findall(r"^(?:FAILED|ERROR) .*/test_(\w+)\.py", outcome.stdout, re.MULTILINE)} == SKIPPED.keys(), outcome.stdout
    assert outcome.returncode != 0
