"""The tests themselves: every module has some, and none is lost without a word."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest

from tests.casefiles import CASES
from tests.conftest import PROJECT
from tests.mutation.mistakes import PLACES

PACKAGE = PROJECT / "hooks" / "handbook"
TESTS = PROJECT / "tests"
MODULES = sorted(file.relative_to(PACKAGE) for file in PACKAGE.rglob("*.py") if file.name != "__init__.py")
MIRRORS = tomllib.loads((Path(__file__).parent / "mirrors.toml").read_text("utf-8"))
"""The file of tests of each module that has none of its own name."""
OTHERS = {
    "content/test_code.py", "content/test_figures.py", "content/test_handbook.py",
    "content/test_search_quality.py", "engines/test_engines.py",
    "project/test_docs.py", "project/test_licences.py", "project/test_suite.py", "project/test_workflows.py",
    "search/test_worker.py",
}  # fmt: skip
"""Files of tests that belong to no module, but to the content or to the project as a whole."""


def name(module: Path) -> str:
    return module.with_suffix("").as_posix()


def file_for(module: Path) -> Path:
    mirror = TESTS / module.parent / f"test_{module.name}"
    return mirror if mirror.exists() else TESTS / MIRRORS.get(name(module), mirror)


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_module_has_tests(module: Path) -> None:
    file = file_for(module)

    assert file.exists(), f"no {file}: write it, or name the file that tests {name(module)} in mirrors.toml"
    assert any(
        isinstance(node, ast.FunctionDef) and node.name.startswith("test_") for node in ast.walk(ast.parse(file.read_text()))
    )


def test_every_entry_of_the_mirrors_is_needed() -> None:
    assert {entry for entry in MIRRORS if (TESTS / f"{entry}.py").with_name(f"test_{Path(entry).name}.py").exists()} == set()
    assert MIRRORS.keys() <= {name(module) for module in MODULES}


@pytest.mark.parametrize("file", sorted(OTHERS))
def test_other_tests_are_there(file: str) -> None:
    assert "def test_" in (TESTS / file).read_text("utf-8")


def test_cases_and_queries_are_there() -> None:
    folders = [folder for folder in CASES.iterdir() if folder.is_dir()]

    assert len(folders) >= 10
    for folder in folders:
        assert any(file.is_file() for file in folder.rglob("*")), folder
    assert (TESTS / "search" / "queries.yml").stat().st_size > 10_000
    assert (TESTS / "search" / "nothing.yml").stat().st_size > 500


@pytest.mark.parametrize(("file", "before"), PLACES)
def test_a_mistake_to_be_made_finds_its_place(file: str, before: str) -> None:
    assert (PROJECT / file).read_text("utf-8").count(before) == 1
