"""`handbook check`: paths, formats, mends, an earlier state, and how it exits."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from time import process_time

import pytest
from click.testing import CliRunner, Result

from handbook.commands.cli import main
from handbook.reading.loading import examine
from handbook.review.advice import advise
from tests.bench import bank
from tests.casefiles import CASES
from tests.gitrepo import commit_all

DROPOUT = "data/regularization/dropout.yml"
OVERFITTING = "data/regularization/overfitting.yml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def here(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small handbook that commands run in."""
    monkeypatch.chdir(small)
    return small


def append(file: str, text: str) -> None:
    with Path(file).open("a", encoding="utf-8") as out:
        out.write(text)


@pytest.mark.usefixtures("here")
def test_warnings_are_printed_and_do_not_fail() -> None:
    result = run("check")

    *warnings, last = result.output.splitlines()
    assert result.exit_code == 0
    assert last == f"3 questions in 2 topics: no errors, {len(warnings)} warnings"
    assert all(": warning: " in line for line in warnings)


@pytest.mark.usefixtures("here")
def test_paths_limit_the_report_and_not_the_check() -> None:
    append(DROPOUT, "related: [overfiting]\n")
    append(OVERFITTING, "related: [dropoutt, dropout]\n")

    assert {line.split(":")[0] for line in run("check", DROPOUT).output.splitlines()} == {DROPOUT}
    assert "did you mean `overfitting`?" in run("check", DROPOUT).output, "the other file is known all the same"
    assert {line.split(":")[0] for line in run("check", "data/regularization").output.splitlines()} == {DROPOUT, OVERFITTING}
    assert run("check", "data/optimization", "docs").exit_code == 0
    assert run("check", "data/nothing.yml").exit_code == 2


@pytest.mark.usefixtures("here")
def test_of_many_problems_the_first_are_printed_and_the_others_counted() -> None:
    append(DROPOUT, "related: [one-thing, another-thing, a-third-thing]\n")

    shown, whole = run("check", "--limit", "2"), run("check", "--limit", "0")

    assert shown.exit_code == 1
    errors = [line for line in whole.output.splitlines() if ": error: " in line]
    count = len(whole.output.splitlines())
    assert shown.output.splitlines()[:2] == whole.output.splitlines()[:2]
    assert shown.output.splitlines()[2].startswith(f"{count - 2} more, {len(errors)} errors and {count - len(errors)} warnings")


def test_a_path_is_seen_from_where_the_command_runs(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(DROPOUT, "related: [overfiting]\n")
    monkeypatch.chdir(here / "data")

    result = run("check", "--root", "..", "regularization/dropout.yml")

    assert result.exit_code == 1
    assert f"{DROPOUT}:6:11: error: " in result.output


def test_github_and_sarif_name_files_from_where_the_command_runs(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(DROPOUT, "related: [overfiting]\n")
    monkeypatch.chdir(here.parent)
    file = f"handbook/{DROPOUT}"

    github = run("check", "--root", "handbook", "--format", "github", file)
    sarif = run("check", "--root", "handbook", "--format", "sarif", file)

    assert github.exit_code == sarif.exit_code == 1
    assert f"::error file={file},line=6,col=11::the unknown question `overfiting`; did you mean `overfitting`?" in github.output
    assert f'"uri": "{file}"' in sarif.output


@pytest.mark.usefixtures("here")
def test_json_holds_everything_and_nothing_else_is_printed() -> None:
    report = json.loads(run("check", "--format", "json").output)

    assert (report["errors"], report["warnings"]) == (0, len(report["problems"]))


def test_a_format_without_problems_is_well_formed() -> None:
    book = CASES / "book"
    glossary = book / "data" / "glossary.yml"

    assert run("check", "--root", book, "--format", "github", glossary).output == ""
    assert json.loads(run("check", "--root", book, "--format", "json", glossary).output)["problems"] == []


@pytest.mark.usefixtures("here")
def test_fix_mends_says_so_and_checks_what_is_then_there() -> None:
    append(DROPOUT, "formerly: [drop-out]\n")
    append(OVERFITTING, "related: [drop-out] \n")

    before, result = run("check", OVERFITTING), run("check", "--fix", OVERFITTING)

    assert (before.exit_code, result.exit_code) == (1, 0)
    assert result.stderr == f"{OVERFITTING}: fixed: spaces at the ends of lines, `drop-out`, which is `dropout` now\n"
    assert run("check", "--fix").stderr == ""


@pytest.mark.usefixtures("here")
def test_fix_mends_only_the_paths_that_are_given() -> None:
    append(OVERFITTING, "related: [dropout] \n")

    assert run("check", "--fix", DROPOUT).stderr == ""


def test_against_an_earlier_state_nothing_published_may_be_gone(here: Path) -> None:
    commit_all(here)
    shutil.move(DROPOUT, "data/regularization/drop-out.yml")

    result = run("check", "--against", "HEAD")

    assert result.exit_code == 1
    assert (
        f"{DROPOUT}:1:1: error: the id `dropout` is gone, and its published links with it; "
        "write the line `formerly: [dropout]` in data/regularization/drop-out.yml"
    ) in result.output.splitlines()

    append("data/regularization/drop-out.yml", "formerly: [dropout]\n")
    assert run("check", "--against", "HEAD").exit_code == 1
    assert run("check", "--against", "HEAD", "--fix").exit_code == 0
    assert "first_id: dropout" in Path("data/regularization/drop-out.yml").read_text("utf-8")


@pytest.mark.parametrize("command", ["check", "changes"])
def test_a_revision_that_git_does_not_know_is_one_line(here: Path, command: str) -> None:
    commit_all(here)

    result = run(command, "--against", "nowhere")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "--against nowhere: git knows no revision `nowhere` here; name a commit, branch or tag, or fetch it first\n"
    )


def test_changes_are_printed_as_markdown(here: Path) -> None:
    commit_all(here)
    Path(DROPOUT).write_text(Path(DROPOUT).read_text("utf-8").replace("Random units", "Some units"), "utf-8")

    result = run("changes", "--against", "HEAD")

    assert result.exit_code == 0
    assert result.output.startswith("## Changed: 1\n\n### What is dropout?\n")


def test_changes_want_a_revision() -> None:
    result = run("changes")

    assert result.exit_code == 2
    assert "--against" in result.output


def test_500_questions_are_checked_in_under_2_seconds(tmp_path: Path) -> None:
    root = tmp_path / "bank"
    bank.write_data(root, bank.items(500))
    examine(root)

    before = process_time()
    advise(examine(root))

    assert process_time() - before < 2


NESTED = "x0: &x0 [1]\n" + "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]\n" for n in range(1, 5))
OPTIONS = "site_name: X\nplugins:\n  - handbook:\n      "


@pytest.mark.parametrize(
    "settings",
    [
        f"{NESTED}{OPTIONS}labels: *x4\n",
        f"{NESTED}{OPTIONS}anki: {{deck: *x4}}\n",
        f"{OPTIONS}anki: {{deck: 0x{'f' * 6000}}}\n",
        f"{OPTIONS}levels: [junior, [a]]\n",
    ],
)
def test_settings_that_say_very_much_are_refused_in_one_short_line(here: Path, settings: str) -> None:
    (here / "mkdocs.yml").write_text(settings, "utf-8")

    (line,) = run("check").output.splitlines()

    assert line.startswith("mkdocs.yml:")
    assert len(line) < 400


def test_files_of_docs_that_lead_elsewhere_are_refused(here: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    for name, target in {"x.txt": str(tmp_path / "secret.txt"), "y.png": "/dev/zero", "z": ".", "w.css": "nowhere"}.items():
        (here / "docs" / name).symlink_to(target)
    (here / "docs" / ".#x.md").symlink_to("an-editors-lock")

    result = run("check")

    assert result.exit_code == 1
    errors = [line.split(":")[0] for line in result.output.splitlines() if ": error: " in line]
    assert errors == ["docs/w.css", "docs/x.txt", "docs/y.png", "docs/z"]
