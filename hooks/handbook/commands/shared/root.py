"""The handbook that a command works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.reading.loading import load
from handbook.records.problems import ProblemsError
from handbook.storage.together import undo_unfinished

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook


def _tidied(_: click.Context, __: click.Parameter, root: Path) -> Path:
    """Undoes what an import that was killed had begun, and says so."""
    if undone := undo_unfinished(root):
        files = f"{len(undone)} file{'' if len(undone) == 1 else 's'}"
        click.echo(
            f"{root / 'data'}: an import or a new question was stopped; its {files} were deleted, so begin it again", err=True
        )
    return root


ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    callback=_tidied,
    help="The folder that holds data/ and docs/ (the current one unless given).",
)


def load_or_exit(root: Path) -> Handbook:
    """Loads a handbook, or prints its problems and exits with 1."""
    try:
        return load(root)
    except ProblemsError as error:
        click.echo(str(error))
        raise SystemExit(1) from None
