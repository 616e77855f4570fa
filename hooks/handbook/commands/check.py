"""`handbook check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.commands.against import state_or_exit
from handbook.commands.root import ROOT
from handbook.reading.loading import examine
from handbook.review.advice import advise
from handbook.review.fixes import mend
from handbook.review.history import present
from handbook.review.permanence import broken_links
from handbook.review.reports import REPORTS

if TYPE_CHECKING:
    from handbook.reading.loading import Draft
    from handbook.records.problems import Problem


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, resolve_path=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice([*REPORTS]),
    default="text",
    show_default=True,
    help="How to report: lines to read, annotations for GitHub, JSON, or SARIF 2.1.0.",
)
@click.option("--fix", is_flag=True, help="First mend what has one right mend, and say what was mended.")
@click.option("--against", "revision", metavar="REV", help="Also report what was published at this git revision and is gone.")
@ROOT
def check(paths: tuple[Path, ...], form: str, *, fix: bool, revision: str | None, root: Path) -> None:
    """Check every file of data/ and docs/ and report all problems at once.

    Each is one line: path:line:column: error: what was found; what to do.
    A warning in place of an error is advice; the site builds all the same.

    With PATHs, files or folders, only what concerns them is reported (and
    mended); the whole handbook is checked all the same.

    \b
    --fix mends
      - the order of the keys and of the tags,
      - white space at the ends of lines,
      - former ids in prerequisites, related, see and q: links.
    It leaves comments as they are, and a file alone that is no good YAML.

    \b
    Exit status:
      0  no errors; there may be warnings
      1  errors
      2  wrong use, a file that cannot be written, or no such revision
    """
    before = state_or_exit(root, revision) if revision is not None else None
    draft = examine(root)
    if fix:
        draft = _mended(draft, paths)
    problems = [*draft.problems, *advise(draft), *(broken_links(before, present(draft.root)) if before else ())]
    wanted = sorted({problem for problem in problems if _concerns(draft.root / problem.path, paths)})
    _report(wanted, form, root, f"{len(draft.questions)} questions in {len(draft.topics)} topics")
    raise SystemExit(int(any(problem.severity == "error" for problem in wanted)))


def _mended(draft: Draft, paths: tuple[Path, ...]) -> Draft:
    """Mends what can be mended, says so, and returns the handbook as it is then."""
    try:
        mended = mend(draft, lambda path: _concerns(draft.root / path, paths))
    except OSError as error:
        click.echo(f"{error.filename}: cannot be written ({error.strerror}); mend its permissions", err=True)
        raise SystemExit(2) from None
    for file in mended:
        click.echo(str(file), err=True)
    return examine(draft.root) if mended else draft


def _concerns(file: Path, paths: tuple[Path, ...]) -> bool:
    return not paths or any(file == path or path in file.parents for path in paths)


def _report(problems: list[Problem], form: str, root: Path, counted: str) -> None:
    seen = problems if form == "text" else _from_here(problems, root)
    if report := REPORTS[form](seen):
        click.echo(report)
    if form == "text" and not any(problem.severity == "error" for problem in problems):
        warnings = f"no errors, {len(problems)} warning{'s' if len(problems) > 1 else ''}"
        click.echo(f"{counted}: {warnings if problems else 'no problems'}")


def _from_here(problems: list[Problem], root: Path) -> list[Problem]:
    """Puts the root in front of each path, since programs look for files from the folder that the command ran in."""
    return [replace(problem, path=(root / problem.path).as_posix()) for problem in problems]
