from __future__ import annotations

import os
import subprocess
import sys
from html import unescape
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from handbook.commands.cli import main
from handbook.reading.loading import load
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

LIST = "# Tea\n\n## 1. Why is tea warm?\n\nIt was made with hot water.\n\n## 2. What is a leaf?\n\nA part of a plant.\n"
NAME = 'Tea & "biscuits" {{ 1/0 }} <b>: #1'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [*map(str, arguments)])


def tree(root: Path) -> set[str]:
    return {file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file()}


def test_new_handbook_is_small_and_sound_and_speaks_of_no_subject(tmp_path: Path) -> None:
    outcome = run("init", tmp_path / "tea", "--name", NAME)

    assert (outcome.exit_code, outcome.output.splitlines()[-1]) == (0, f"next: cd {tmp_path / 'tea'} && handbook serve")
    files = tree(tmp_path / "tea")
    assert {"mkdocs.yml", "README.md", ".gitignore", "docs/index.md", ".github/workflows/check.yml"} <= files
    assert not [file for file in files if file.endswith((".py", ".js", ".css", ".html"))]
    assert len((tmp_path / "tea" / "mkdocs.yml").read_text("utf-8").splitlines()) <= 30
    texts = "".join((tmp_path / "tea" / file).read_text("utf-8") for file in files).lower()
    assert not [word for word in ("neural", "gradient", "backpropagation", "transformer") if word in texts]
    handbook = load(tmp_path / "tea")
    assert (len(handbook.questions), len(handbook.topics), handbook.settings.title) == (2, 1, NAME)


def test_list_is_brought_in_at_once(tmp_path: Path) -> None:
    (tmp_path / "list of tea.md").write_text(LIST, "utf-8")

    outcome = run("init", tmp_path / "tea", "--name", "Tea", "--from", tmp_path / "list of tea.md")

    assert outcome.exit_code == 0, outcome.output
    assert {question.question for question in load(tmp_path / "tea").questions.values()} == {
        "Why is tea warm?",
        "What is a leaf?",
    }


def test_headings_of_a_list_become_topics(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text(
        "# Tea\n\n## Leaves\n\n1. What is a leaf?\n   A part.\n\n## Water\n\n1. Is it hot?\n   Yes.\n", "utf-8"
    )

    assert run("init", tmp_path / "two", "--name", "Tea", "--from", tmp_path / "list.md").exit_code == 0
    assert run("init", tmp_path / "one", "--name", "Tea", "--from", tmp_path / "list.md", "--topic", "tea").exit_code == 0

    assert [{*load(tmp_path / name).topics} for name in ("two", "one")] == [{"leaves", "water"}, {"tea"}]


def test_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("mine", "utf-8")

    outcome = run("init", tmp_path, "--name", "Tea")

    assert (outcome.exit_code, tree(tmp_path)) == (2, {"own.txt"})
    assert outcome.output == f"Error: {tmp_path} has files already; name an empty folder, or one that is not there yet\n"


def test_list_without_questions_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "list.md").write_text("Nothing is asked here.\n", "utf-8")

    outcome = run("init", tmp_path / "tea", "--name", "Tea", "--from", tmp_path / "list.md")

    assert (outcome.exit_code, tree(tmp_path)) == (1, {"list.md"})


def test_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")

    outcome = run("init", tmp_path / "file" / "tea", "--name", "Tea")

    assert outcome.exit_code == 2
    assert outcome.output == f"Error: {tmp_path / 'file' / 'tea'}: cannot be written (File exists); nothing was written\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which the package comes from its wheel alone."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        archive.extractall(folder / "installed")
    return {**os.environ, "PYTHONPATH": str(folder / "installed"), "NO_MKDOCS_2_WARNING": "1"}


def test_wheel_alone_makes_a_handbook(installed: dict[str, str], tmp_path: Path) -> None:
    def handbook(*arguments: str, cwd: Path) -> str:
        start = "import sys, handbook; from handbook.commands.cli import main; print(handbook.__file__, file=sys.stderr); main()"
        command = [sys.executable, "-c", start, *arguments]
        outcome = subprocess.run(command, cwd=cwd, env=installed, capture_output=True, text=True, check=False)
        assert outcome.returncode == 0, outcome.stderr
        assert outcome.stderr.startswith(installed["PYTHONPATH"])
        return outcome.stdout + outcome.stderr

    handbook("init", "tea", "--name", NAME, cwd=tmp_path)
    handbook("check", cwd=tmp_path / "tea")
    said = handbook("build", cwd=tmp_path / "tea")

    site = tree(tmp_path / "tea" / "site")
    assert {"index.html", "practice/index.html", "topics/first-steps/index.html", "assets/handbook.css"} <= site
    assert {"study-guide.pdf", "study-guide.epub", "flash-cards.pdf", "questions.json", "search/words.js"} <= site
    assert "end of life" not in said
    home = unescape((tmp_path / "tea" / "site" / "index.html").read_text("utf-8"))
    assert f">{NAME}<a " in home
