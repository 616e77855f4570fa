"""What several tests share: copies of the project that a test may change, and builds of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from tests.casefiles import CASES

pytest_plugins = ["tests.browser", "tests.guides", "tests.skips"]

PROJECT = Path(__file__).parents[1]
REPOSITORY = "https://github.com/example/handbook"


SLOW = {"browser", "served", "built", "project", "printed", "bound", "installed", "engine"}
"""The fixtures that build a site, print a guide or start a browser."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what takes long, so that a quick run can leave it out."""
    for item in items:
        if SLOW & {*getattr(item, "fixturenames", ())}:
            item.add_marker("slow")


@dataclass(frozen=True)
class Project:
    """A copy of a handbook: its own data and pages, the product's code."""

    root: Path
    site_url: str = "http://127.0.0.1:8000/"

    @property
    def site(self) -> Path:
        return self.root / "site"

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def build(
        self, *options: str, tool: str = "mkdocs", guides: str = "off", vectors: str = "off"
    ) -> subprocess.CompletedProcess[str]:
        """Builds the site strictly, in a process of its own; without guides and vectors, which only some tests look at."""
        variables = {
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": self.site_url,
            "REPO_URL": REPOSITORY,
            "GUIDES": guides,
            "PICTURES": "none",
            "VECTORS": vectors,
        }
        environment = {**os.environ, **variables, "PICTURES": "none"}
        command = [sys.executable, "-m", tool, "build", "--strict", "--config-file", "mkdocs.yml", *options]
        return subprocess.run(command, cwd=self.root, env=environment, capture_output=True, text=True, check=False)


def copy_project(root: Path, site_url: str = "http://127.0.0.1:8000/", *, source: Path = CASES / "book") -> Project:
    """Copies what a build of a handbook reads: of a small one, unless a test asks for another."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(source / "mkdocs.yml", root)
    shutil.copytree(source / "data", root / "data")
    shutil.copytree(source / "docs", root / "docs")
    return Project(root, site_url)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the small handbook for one test to change."""
    return copy_project(tmp_path / "project")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The root of a sound handbook of three questions, for one test to change."""
    return Path(shutil.copytree(CASES / "handbook", tmp_path / "handbook", ignore=shutil.ignore_patterns(".cache")))


def write_question(root: Path, path: str, **values: object) -> None:
    """Writes a question of a handbook: what it held before, if anything, with other values."""
    file = root / "data" / f"{path}.yml"
    before = yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}
    record = {"question": "What?", "level": "mid", "tags": ["tag"], "short": "Short.", "answer": "Answer."} | before | values
    file.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The small handbook, built once for every test that only looks."""
    project = copy_project(tmp_path_factory.mktemp("built") / "project")
    outcome = project.build()
    assert outcome.returncode == 0, outcome.stderr
    return project
