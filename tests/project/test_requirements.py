"""What is installed by digest is what the project says that it needs."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from tests.conftest import PROJECT

ABOUT = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
FILES = {"requirements.txt": ["search"], "tests/requirements.txt": ["test"]}
"""Each list with the extras that are in it."""


def name_of(text: str) -> str:
    return re.sub(r"[-_.]+", "-", text).lower()


def pinned(file: str) -> dict[str, Version]:
    """Returns the version of each package in a list; where that differs by system, the last."""
    found = re.findall(r"^([\w.-]+)(?:\[[^\]]*\])?==([^\s;]+)", (PROJECT / file).read_text("utf-8"), re.MULTILINE)
    return {name_of(name): Version(version) for name, version in found}


@pytest.mark.parametrize("file", FILES)
def test_list_has_what_the_project_needs_in_a_version_that_fits(file: str) -> None:
    versions = pinned(file)
    extras = ABOUT["optional-dependencies"]

    for line in [*ABOUT["dependencies"], *(line for extra in FILES[file] for line in extras[extra])]:
        needed = Requirement(line)
        assert needed.specifier.contains(versions[name_of(needed.name)]), f"{file}: {line}; compile it again, as its head says"


def test_tests_run_with_the_versions_that_people_install() -> None:
    installed, tested = pinned("requirements.txt"), pinned("tests/requirements.txt")

    assert {name: (version, tested.get(name)) for name, version in installed.items() if tested.get(name) != version} == {}
