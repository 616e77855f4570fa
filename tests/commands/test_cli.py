"""The command: what it prints, what it writes and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from handbook.commands.cli import main
from handbook.records.schema import schema
from tests.conftest import write_question
from tests.subcommands import SUBCOMMANDS

if TYPE_CHECKING:
    from click.testing import Result

DROPOUT = "data/regularization/dropout.yml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def installed(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as it is installed, in a process of its own."""
    command = [Path(sys.executable).with_name("handbook"), *arguments]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def errors_in(output: str) -> list[str]:
    return [line for line in output.splitlines() if ": error: " in line]


def make_wrong(root: Path) -> list[str]:
    """Puts two mistakes into a handbook and returns their lines."""
    file = root / DROPOUT
    file.write_text(file.read_text("utf-8") + "related: [overfiting]\n", "utf-8")
    (root / "docs/topics/other.md").write_text("Nothing.\n", "utf-8")
    return [
        f"{DROPOUT}:6:11: error: the unknown question `overfiting`; did you mean `overfitting`?",
        "docs/topics/other.md:1:1: error: a page without its topic; add data/other/_topic.yml, or delete the page",
    ]


def test_list_of_the_subcommands_cuts_no_summary() -> None:
    assert "..." not in run("--help").output.partition("Commands:")[2]


def test_version_is_that_of_the_package() -> None:
    assert run("--version").output.endswith(f", version {version('handbook')}\n")


def test_check_says_that_a_good_handbook_has_no_problems(small: Path) -> None:
    result = run("check", "--root", small)

    assert result.exit_code == 0
    assert errors_in(result.output) == []
    assert result.output.splitlines()[-1].startswith("3 questions in 2 topics: no errors, ")


def test_check_prints_every_problem_and_exits_with_1(small: Path) -> None:
    lines = make_wrong(small)

    result = run("check", "--root", small)

    assert (result.exit_code, errors_in(result.output)) == (1, lines)


def test_check_looks_at_the_current_folder(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small)
    assert run("check").exit_code == 0

    monkeypatch.chdir(small / "docs")
    result = run("check")

    assert (result.exit_code, result.output) == (1, "data:1:1: error: no folder `data/`; run this in a handbook's root\n")


def test_the_installed_command_reports_without_a_traceback(small: Path) -> None:
    (small / DROPOUT).write_bytes(b"question: \xff")

    result = installed("check", "--root", small)

    assert (result.returncode, result.stderr) == (1, "")
    assert errors_in(result.stdout) == [f"{DROPOUT}:1:11: error: bytes that are not UTF-8; save the file as UTF-8"]


def test_a_console_with_few_characters_gets_every_problem(small: Path) -> None:
    for name, needed in (("dropout", "overfitting"), ("overfitting", "dropout")):
        file = small / f"data/regularization/{name}.yml"
        file.write_text(file.read_text("utf-8") + f"prerequisites: [{needed}]\n", "utf-8")

    result = installed("check", "--root", small, PYTHONIOENCODING="cp1252")

    assert (result.returncode, result.stderr) == (1, "")
    assert "dropout \\u2192 overfitting" in result.stdout


def test_a_root_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("check", "--root", tmp_path / "nowhere")

    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_export_writes_the_whole_handbook(small: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.json"

    result = run("export", "--root", small, "--output", file, "--title", "Small", "--site-url", "https://example.org/")

    data = json.loads(file.read_text("utf-8"))
    assert (result.exit_code, result.output) == (0, f"wrote {file}\n")
    assert (data["title"], data["url"]) == ("Small", "https://example.org/")
    assert [question["id"] for question in data["questions"]] == ["gradient-descent", "overfitting", "dropout"]


def test_export_of_a_wrong_handbook_writes_nothing(small: Path, tmp_path: Path) -> None:
    lines = make_wrong(small)
    file = tmp_path / "out.json"
    file.write_text("as it was", "utf-8")

    result = run("export", "--root", small, "-o", file)

    assert (result.exit_code, result.output.splitlines()) == (1, lines)
    assert file.read_text("utf-8") == "as it was"


@pytest.mark.parametrize("command", ["export", "schema"])
def test_a_file_that_cannot_be_written_is_one_line(small: Path, tmp_path: Path, command: str) -> None:
    in_the_way = tmp_path / "in-the-way"
    in_the_way.write_text("as it was", "utf-8")
    root = ["--root", str(small)] if command == "export" else []

    result = run(command, *root, "-o", in_the_way / "out.json")

    assert result.exit_code == 2
    said = f"{in_the_way / 'out.json'}: cannot be written (no folder {in_the_way}); make it first, or choose another place"
    assert result.output == f"Error: {said}\n"
    assert result.output.count("\n") == 1
    assert in_the_way.read_text("utf-8") == "as it was"


@pytest.mark.parametrize("command", ["export", "schema"])
def test_a_folder_is_no_file_to_write(tmp_path: Path, command: str) -> None:
    result = run(command, "-o", tmp_path)

    assert result.exit_code == 2
    assert "is a directory" in result.output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["export", "pdf"])
def test_empty_title_is_no_title(small: Path, tmp_path: Path, command: str) -> None:
    file = tmp_path / "written.json"

    result = run(command, "--root", small, "--output", file, "--title", " ")

    assert result.exit_code == 2
    assert "there is nothing in it; write a title" in result.output
    assert not file.exists()


def test_schema_writes_the_rules_of_the_model(tmp_path: Path) -> None:
    file = tmp_path / "schema.json"

    result = run("schema", "-o", file)

    assert (result.exit_code, result.output) == (0, f"wrote {file}\n")
    assert json.loads(file.read_text("utf-8")) == schema()


@pytest.mark.parametrize("command", [None, *SUBCOMMANDS], ids=str)
def test_every_command_and_option_says_what_it_does(command: str | None) -> None:
    result = run(*([command] if command else []), "--help")

    options = SUBCOMMANDS[command].params if command else main.params
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")
    assert [option.name for option in options if isinstance(option, click.Option) and not option.help] == []


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_report_for_a_program_is_utf_8_whatever_the_console_is(small: Path, form: str) -> None:
    write_question(small, "regularization/dropout", level="😀…é")
    command = [sys.executable, "-c", "from handbook.commands.cli import main; main()", "check", "--format", form]

    done = subprocess.run(command, cwd=small, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "cp1252"})

    assert "😀…é" in str(json.loads(done.stdout.decode("utf-8")))


def test_ctrl_c_while_the_command_is_loaded_is_one_word(tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n", "utf-8")
    variables = {**os.environ, "PYTHONPATH": str(tmp_path)}

    done = subprocess.run([sys.executable, "-m", "handbook"], cwd=tmp_path, capture_output=True, check=False, env=variables)

    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"Aborted!\n")
