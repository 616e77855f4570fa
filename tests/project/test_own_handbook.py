"""The page "Make your own handbook", followed to the letter."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.casefiles import CASES
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

PAGE = PROJECT / "docs" / "contribute" / "own-handbook.md"
BLOCK = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<path>[^"]+)")?\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)


def follow(page: str, project: Project) -> None:
    """Does what the page says, block by block: runs commands, changes lines of the configuration, writes files."""
    for block in BLOCK.finditer(page):
        if block["kind"] == "console":
            for command in re.findall(r"^\$ (.*)$", block["text"], flags=re.MULTILINE):
                run(command, project.root)
        elif block["path"] == "mkdocs.yml":
            change_lines(project.root / "mkdocs.yml", block["text"])
        else:
            project.write(block["path"], block["text"])


def run(command: str, root: Path) -> None:
    outcome = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, f"{command}: {outcome.stdout}{outcome.stderr}"


def change_lines(file: Path, lines: str) -> None:
    """Puts lines in the place of those with the same keys."""
    text = file.read_text("utf-8")
    for line in lines.splitlines():
        key = line.partition(":")[0]
        text, count = re.subn(rf"^{key}:.*$", line, text, flags=re.MULTILINE)
        assert count == 1, key
    file.write_text(text, "utf-8")


def test_a_handbook_on_another_subject_is_made_by_the_steps_of_the_page(project: Project) -> None:
    (project.root / ".venv").symlink_to(sys.prefix)
    shutil.copytree(CASES / "own-handbook", project.root / "more")
    page = PAGE.read_text("utf-8").replace("## 6.", "```console\n$ cp -r more/* .\n```\n## 6.")

    follow(page, project)

    data = json.loads((project.site / "questions.json").read_text("utf-8"))
    assert {question["id"]: question["topic"] for question in data["questions"]} == {
        "extraction": "brewing",
        "grind-size": "brewing",
        "complaint": "serving",
        "flat-white": "serving",
        "steaming-milk": "serving",
    }
    assert data["title"] == "Coffee Interview Handbook"


def test_nothing_of_this_handbooks_subject_is_left_in_what_the_steps_cover(project: Project) -> None:
    (project.root / ".venv").symlink_to(sys.prefix)

    follow(PAGE.read_text("utf-8"), project)

    site = project.site
    assert sorted(page.parent.name for page in (site / "topics").glob("*/index.html")) == ["brewing"]
    assert sorted(page.name for page in (site / "q").iterdir()) == ["extraction", "grind-size"]
    for page in ("index.html", "topics/index.html", "topics/brewing/index.html", "reading-path/index.html", "tags/index.html"):
        assert "neural" not in (site / page).read_text("utf-8").lower(), page
