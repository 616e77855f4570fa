"""The tests themselves: every module has some, and none is lost without a word."""

from __future__ import annotations

import ast
import os
import tomllib
from pathlib import Path

import pytest

from tests.casefiles import CASES
from tests.conftest import PROJECT
from tests.mutation.mistakes import PLACES

PACKAGE = PROJECT / "hooks" / "handbook"
TESTS = PROJECT / "tests"
MODULES = sorted(file.relative_to(PACKAGE) for file in PACKAGE.rglob("*.py") if file.name != "__init__.py")
FILES = tomllib.loads((Path(__file__).parent / "mirrors.toml").read_text("utf-8"))
MIRRORS = FILES["modules"]
OTHERS = FILES["others"] + FILES["content"] * (TESTS / "content").exists()


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


@pytest.mark.parametrize("file", OTHERS)
def test_other_tests_are_there(file: str) -> None:
    assert "def test_" in (TESTS / file).read_text("utf-8")


def test_every_file_of_tests_would_be_missed() -> None:
    named = {*map(file_for, MODULES), *(TESTS / file for file in OTHERS)}

    assert {*TESTS.rglob("test_*.py")} <= named, "name in mirrors.toml what mirrors no module, or nobody would miss it"


def test_cases_are_there() -> None:
    folders = [folder for folder in CASES.iterdir() if folder.is_dir()]

    assert len(folders) >= 10
    for folder in folders:
        assert any(file.is_file() for file in folder.rglob("*")), folder


@pytest.mark.parametrize(("name", "least"), [("queries", 10_000), ("source_items", 3_000), ("nothing", 500)])
def test_lists_of_queries_are_there(name: str, least: int) -> None:
    assert (TESTS / "search" / f"{name}.yml").stat().st_size > least


@pytest.mark.parametrize(("file", "before"), PLACES)
def test_a_mistake_to_be_made_finds_its_place(file: str, before: str) -> None:
    assert (PROJECT / file).read_text("utf-8").count(before) == 1


def loops_over_what_may_be_nothing(test: ast.FunctionDef) -> list[str]:
    """Returns what a test loops over that may be nothing, where every assertion of it stands in such loops."""
    loops = [node for node in test.body if isinstance(node, ast.For)]
    asserting = [node for node in test.body if any(isinstance(below, ast.Assert | ast.With) for below in ast.walk(node))]
    return [ast.unparse(loop.iter) for loop in loops] if asserting and all(is_open(node) for node in asserting) else []


def is_open(node: ast.stmt) -> bool:
    """Tells whether something is a loop over neither `some(…)`, nor a constant, nor what is written there."""
    if not isinstance(node, ast.For):
        return False
    over = node.iter
    named = ast.unparse(over).rpartition(".")[2].isupper()
    called = isinstance(over, ast.Call) and ast.unparse(over.func) in {"some", "range", "enumerate"}
    return not (named or called or isinstance(over, ast.Tuple | ast.List))


@pytest.mark.parametrize("file", sorted(TESTS.rglob("test_*.py")), ids=lambda file: file.relative_to(TESTS).as_posix())
def test_loops_check_that_they_looped(file: Path) -> None:
    tests = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]

    found = {
        test.name: loops for test in tests if test.name.startswith("test_") and (loops := loops_over_what_may_be_nothing(test))
    }

    assert found == {}, "wrap what is looped over in `some(…)` of tests/looping.py"


def test_no_test_waits_without_a_limit(pytestconfig: pytest.Config) -> None:
    assert pytestconfig.pluginmanager.hasplugin("timeout")
    assert 0 < float(pytestconfig.getini("timeout")) <= 300


LONGEST = {".py": 250, ".js": 300}
"""How many lines a module and a script may have."""


@pytest.mark.parametrize("kind", LONGEST)
def test_no_file_of_code_is_long(kind: str) -> None:
    lines = {file.name: len(file.read_text("utf-8").splitlines()) for file in PACKAGE.rglob(f"*{kind}")}

    assert len(lines) > 10
    assert {name: count for name, count in lines.items() if count > LONGEST[kind]} == {}


@pytest.mark.xdist_group("together")
def test_tests_of_a_group_run_in_one_process(request: pytest.FixtureRequest) -> None:
    assert "PYTEST_XDIST_WORKER" not in os.environ or request.node.nodeid.endswith("@together")
