"""The handbook itself, built and served: what the tests of its content look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import Served, serving
from tests.conftest import PROJECT, copy_project

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Builds this handbook strictly and serves it."""
    root = tmp_path_factory.mktemp("content")
    with serving(root / "public") as url:
        project = copy_project(root / "project", url, source=PROJECT)
        if not (project.root / "hooks").exists():
            (project.root / "hooks").symlink_to(PROJECT / "hooks")
        outcome = project.build("--site-dir", str(root / "public" / "handbook"), vectors="auto")
        assert outcome.returncode == 0, outcome.stderr
        yield Served(url, root / "public" / "handbook")
