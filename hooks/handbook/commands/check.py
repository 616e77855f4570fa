"""`handbook check`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.commands.shared.against import state_or_exit
from handbook.commands.shared.output import speak_utf8
from handbook.commands.shared.root import ROOT
from handbook.reading.loading import examine
from handbook.review.advice import advise
from handbook.review.comparing import decks, revisions
from handbook.review.comparing.dating import fill_dates as fill_dates_of
from handbook.review.comparing.history import HistoryError, present
from handbook.review.comparing.permanence import broken_links
from handbook.review.comparing.recording import record
from handbook.review.fixes import mend
from handbook.review.reports import REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.reading.draft import Draft
    from handbook.records.problems import Problem
    from handbook.review.comparing.history import State


MOST = 500
"""How many lines are printed as text: who sees more than these reads none."""


@click.command(short_help="Check data/ and docs/, and report all problems at once.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(exists=True, resolve_path=True, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice([*REPORTS]),
    default="text",
    show_default=True,
    help="How to report: lines to read, annotations for GitHub, JSON, or SARIF 2.1.0.",
)
@click.option(
    "--limit", type=click.IntRange(min=0), default=MOST, show_default=True, help="How many lines to print as text; 0 for all."
)
@click.option("--fix", is_flag=True, help="First fix what has only one right fix, and say what was fixed.")
@click.option("--against", "revision", metavar="REV", help="Also report what is lost or undated since this git revision.")
@click.option(
    "--fill-dates", is_flag=True, help="First write `added` and `changed` where they are missing, as git's history tells."
)
@ROOT
def check(  # noqa: PLR0913  an argument an option
    paths: tuple[Path, ...], form: str, limit: int, *, fix: bool, revision: str | None, fill_dates: bool, root: Path
) -> None:
    """Check every file of data/ and docs/ and report all problems at once.

    Each is one line: path:line:column: error: what was found; what to do.
    A warning in place of an error is advice; the site builds all the same.

    With PATHs, files or folders, only what concerns them is reported (and
    fixed); the whole handbook is checked all the same.

    \b
    --fix corrects
      - the order of the keys and of the tags,
      - white space at the ends of lines,
      - former ids in prerequisites, related, see and q: links.
      - with --against: `added`, `changed`, `first_id`, and data/retired.yml.
    It leaves comments as they are, and a file alone that is no good YAML.

    --against REV reports published ids that lead nowhere now, and questions
    of which readers see a change that `changed` does not tell.

    \b
    Exit status:
      0  no errors; there may be warnings
      1  errors
      2  wrong use, a file that cannot be written, or no such revision
    """
    before = state_or_exit(root, revision) if revision is not None else None
    if fill_dates:
        _fill_dates(root.resolve(), paths)
    draft = examine(root)
    if fix:
        draft = _mended(draft, paths, before)
    problems = [*draft.problems, *advise(draft), *(_since(before, present(draft.root)) if before else ())]
    wanted = [problem for problem in set(problems) if _concerns(draft.root / problem.path, paths)]
    wanted.sort(key=lambda problem: (problem.severity != "error", problem))
    _report(wanted, form, root, draft.counted, limit)
    raise SystemExit(int(any(problem.severity == "error" for problem in wanted)))


def _since(before: State, now: State) -> Iterator[Problem]:
    """Yields what is lost or untold since an earlier state."""
    yield from broken_links(before, now)
    yield from decks.problems(before, now)
    yield from revisions.problems(before, now)


def _fill_dates(root: Path, paths: tuple[Path, ...]) -> None:
    try:
        for file in fill_dates_of(root, lambda path: _concerns(root / path, paths)):
            click.echo(str(file), err=True)
    except HistoryError as error:
        click.echo(f"--fill-dates: {error}", err=True)
        raise SystemExit(2) from None


def _mended(draft: Draft, paths: tuple[Path, ...], before: State | None) -> Draft:
    """Fixes what can be fixed, says so, and returns the handbook as it is then."""

    def wanted(path: str) -> bool:
        return _concerns(draft.root / path, paths)

    try:
        mended = mend(draft, wanted)
        mended += record(before, present(draft.root), draft.root, wanted) if before else []
    except OSError as error:
        click.echo(f"{error.filename}: cannot be written ({error.strerror}); fix its permissions", err=True)
        raise SystemExit(2) from None
    for file in mended:
        click.echo(str(file), err=True)
    return examine(draft.root) if mended else draft


def _concerns(file: Path, paths: tuple[Path, ...]) -> bool:
    return not paths or any(file == path or path in file.parents for path in paths)


def _report(problems: list[Problem], form: str, root: Path, counted: str, limit: int) -> None:
    seen = problems[: limit or None] if form == "text" else _from_here(problems, root)
    if form in ("json", "sarif"):
        speak_utf8()
    if report := REPORTS[form](seen):
        click.echo(report)
    if len(seen) < len(problems):
        click.echo(f"{len(problems) - len(seen):,} more, {_counted(problems)} in all; `--limit 0` prints them")
    if form == "text" and not any(problem.severity == "error" for problem in problems):
        warnings = f"no errors, {len(problems)} warning{'s' if len(problems) > 1 else ''}"
        click.echo(f"{counted}: {warnings if problems else 'no problems'}")


def _counted(problems: list[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    return f"{errors:,} errors and {len(problems) - errors:,} warnings"


def _from_here(problems: list[Problem], root: Path) -> list[Problem]:
    """Puts the root in front of each path, since programs look for files from the folder that the command ran in."""
    return [replace(problem, path=(root / problem.path).as_posix()) for problem in problems]
