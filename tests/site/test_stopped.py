"""A build that is stopped, that fails or finds no room leaves the site that was there, whole."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.casefiles import CASES

CONFIG = """
site_name: Small
theme: {name: material}
plugins:
  - search
  - macros
  - handbook: {guides: {build: "off"}}
"""


def run(root: Path, *options: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.Popen(command, cwd=root, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def finished(root: Path, *options: str) -> tuple[int, str]:
    process = run(root, *options)
    said = process.communicate(timeout=120)[1]
    return process.returncode, said


def content(site: Path) -> dict[str, bytes]:
    files = (file for file in site.rglob("*") if file.is_file() and file.relative_to(site).parts[0] != ".unfinished")
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stopped") / "handbook"
    shutil.copytree(CASES / "handbook", root, ignore=shutil.ignore_patterns(".cache"))
    (root / "mkdocs.yml").write_text(CONFIG, "utf-8")
    assert finished(root)[0] == 0
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A built handbook with a change that is not on its site yet."""
    root = Path(shutil.copytree(built, tmp_path / "handbook"))
    question = root / "data" / "regularization" / "dropout.yml"
    question.write_text(question.read_text("utf-8").replace("question:", "question: New,", 1), "utf-8")
    return root


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_build_that_is_stopped_leaves_the_old_site(root: Path, number: signal.Signals) -> None:
    before = content(root / "site")
    process = run(root)
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None and not (root / "site" / ".unfinished" / "index.html").exists():
        time.sleep(0.005)

    process.send_signal(number)
    process.communicate()

    assert content(root / "site") == before
    assert finished(root)[0] == 0
    assert b"New," in content(root / "site")["topics/regularization/index.html"]
    assert not (root / "site" / ".unfinished").exists()


def test_strict_build_that_stops_at_a_warning_leaves_the_old_site(root: Path) -> None:
    before = content(root / "site")
    (root / "docs" / "index.md").write_text("# Home\n\n[nowhere](nowhere.md)\n", "utf-8")

    status, said = finished(root, "--strict")

    assert status == 1
    assert "nowhere.md" in said
    assert content(root / "site") == before
    assert finished(root)[0] == 0
    assert content(root / "site") != before


def test_build_for_which_there_is_no_room_is_one_line_and_leaves_the_old_site(root: Path) -> None:
    before = content(root / "site")
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)); sys.argv = ['mkdocs', 'build', '-q'];"
        "from mkdocs.__main__ import cli; cli()"
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    outcome = subprocess.run(
        [sys.executable, "-c", limited], cwd=root, env=environment, capture_output=True, text=True, check=False, timeout=120
    )

    assert outcome.returncode == 1
    assert "Traceback" not in outcome.stderr
    assert "cannot be written (File too large); the site is as it was before" in outcome.stdout + outcome.stderr
    assert content(root / "site") == before


def test_site_is_not_built_into_what_a_link_leads_to(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (root / "site").rename(elsewhere)
    (root / "site").symlink_to(elsewhere)
    before = content(elsewhere)

    status, said = finished(root)

    assert status == 1
    assert "site: cannot be built into (a link that leads out of handbook/); " in said
    assert "Traceback" not in said
    assert content(elsewhere) == before


def test_site_is_not_built_into_a_folder_with_something_else(root: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "to-my-aunt.txt").write_text("Dear aunt,", "utf-8")

    status, said = finished(root, "--site-dir", str(tmp_path / "letters"))

    assert status == 1
    assert "letters: cannot be built into (it holds other files, which would be deleted); " in said
    assert content(tmp_path / "letters") == {"to-my-aunt.txt": b"Dear aunt,"}
