"""The scripts of a site, as readers get them: no name without a meaning, and none without a use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from handbook.labels.labels import labels
from handbook.records.settings import Options
from handbook.site.look.assets import SCRIPTS, assets
from tests.conftest import PROJECT

OXLINT = Path(sys.executable).with_name("oxlint")


def test_the_linter_finds_no_mistake_in_any_script(tmp_path: Path) -> None:
    scripts = {name: script for name, script in assets(labels("en"), Options()).items() if name.endswith(".js")}
    assert SCRIPTS.keys() <= scripts.keys()
    for name, script in scripts.items():
        (tmp_path / name).write_text(script, "utf-8")

    command: list[str | Path] = [OXLINT, "--config", PROJECT / ".oxlintrc.json", "--format", "unix", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


def test_the_linter_finds_a_name_that_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "slip.js").write_text("const kept = 1;\nconsole.log(kpet);\n", "utf-8")

    command: list[str | Path] = [OXLINT, "--config", PROJECT / ".oxlintrc.json", "--format", "unix", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "kept" in done.stdout
    assert "kpet" in done.stdout
